"""Figures in folds: bounds decide an order or leave it open, and ranks are what they allow."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.catalogue.figures import (
    Order,
    base_unit,
    clusters,
    dimension,
    figures,
    is_undecided,
    last_day,
    may_exceed,
    mirrored,
    narrowed,
    order,
    ranks,
    shown,
)
from graph.catalogue.overlaps import Overlaps
from graph.catalogue.rows import Row
from graph.catalogue.standing import Standing
from graph.store import Cell
from ontology.values.quantity import Bounds, Quantity

VALUES = st.integers(0, 6)
INTERVALS = st.tuples(VALUES, VALUES).map(lambda ends: Bounds(Decimal(min(ends)), Decimal(max(ends))))

ENDS = st.one_of(st.none(), VALUES.map(Decimal))
BOUNDS = st.builds(Bounds, ENDS, ENDS, st.booleans(), st.booleans()).filter(
    lambda found: found.lower is None or found.upper is None or found.lower <= found.upper
)


def stated(text: str) -> Bounds:
    """The bounds of a hedge and a number, such as ``>70``."""
    number = text.lstrip("<>=~")
    return Quantity.parse(number, "%", text.removesuffix(number)).bounds()


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("26", "30", "less"), ("30", "26", "greater"), ("26", "26", "equal"),
        (">33", ">40", "less"),
        (">70", "70", "greater"),  # over 70 does not hold 70
        ("~<400", "400", "less"),
        (">70", "72.1", "undecided"), (">70", ">70", "undecided"), (">=20", "1000", "undecided"),
        ("~26", ">20", "undecided"),
        ("<=1000", ">=1000", "undecided"),  # they can be equal
        ("<500", "500", "less"),
    ],
)  # fmt: skip
def test_bounds_decide_an_order_or_leave_it_open(first: str, second: str, found: Order) -> None:
    opposite: dict[Order, Order] = {"less": "greater", "greater": "less", "equal": "equal", "undecided": "undecided"}
    assert order(stated(first), stated(second)) == found
    assert order(stated(second), stated(first)) == opposite[found]
    assert order(mirrored(stated(first)), mirrored(stated(second))) == opposite[found]


def test_open_ends_may_exceed_everything() -> None:
    assert may_exceed(stated(">=20"), stated("1000"))
    assert not may_exceed(stated("<20"), stated("20"))


def test_equal_values_share_a_rank_and_the_next_one_is_left_out() -> None:
    found = [stated(text) for text in ("79.2", "72.1", "72.1", "70.3")]
    ranked = [ranks(mine, [[each] for each in found[:place] + found[place + 1 :]]) for place, mine in enumerate(found)]
    assert ranked == [(1, 1), (2, 2), (2, 2), (4, 4)]


def test_overlapping_bounds_leave_a_range_of_ranks() -> None:
    assert ranks(stated(">70"), [[stated("72.1")], [stated("61")], [stated(">=60")]]) == (1, 3)


def test_a_competitor_on_whom_sources_disagree_is_ahead_for_sure_only_by_all_of_its_values() -> None:
    rival = [stated("50"), stated("55")]
    assert ranks(stated("40"), [rival]) == (2, 2)
    assert ranks(stated("52"), [rival]) == (1, 2)
    assert is_undecided(stated("52"), rival)
    assert not is_undecided(stated("40"), rival)


@given(st.lists(INTERVALS, min_size=1, max_size=4))
def test_ranks_are_those_of_some_choice_of_true_values(found: list[Bounds]) -> None:
    grid = [[value for value in range(7) if each.lower <= value <= each.upper] for each in found]  # type: ignore[operator] # closed intervals
    possible = [1 + sum(other > chosen[0] for other in chosen[1:]) for chosen in product(*grid)]
    assert ranks(found[0], [[each] for each in found[1:]]) == (min(possible), max(possible))


PLAIN = BOUNDS.filter(lambda found: found.lower != found.upper or not (found.lower_open or found.upper_open))


@given(st.lists(st.lists(PLAIN, min_size=1, max_size=2), min_size=1, max_size=6), PLAIN)
def test_a_standing_says_what_a_look_at_every_pair_says(given_values: list[list[Bounds]], other: Bounds) -> None:
    standing = Standing({str(place): each for place, each in enumerate(given_values)})
    others = {str(place): each for place, each in enumerate(given_values) if place}
    for mine in (*given_values[0], other):
        assert standing.ranks(mine, "0") == ranks(mine, others.values())
        assert sorted(map(str, standing.undecided(mine, "0"))) == [
            rival for rival, each in others.items() if is_undecided(mine, each)
        ]


def test_values_that_agree_come_to_what_they_have_in_common() -> None:
    assert narrowed([stated(">70"), stated("72.1")]) == [stated("72.1")]
    assert narrowed([stated(">=10"), stated("~<15")]) == [Bounds(Decimal("14.5"), Decimal(15), upper_open=True)]
    assert narrowed([stated("<=15"), stated(">=10")]) == [Bounds(Decimal(10), Decimal(15))]


def test_values_that_contradict_each_other_stay_but_for_what_says_less() -> None:
    assert narrowed([stated("50"), stated("55"), stated(">=40")]) == [stated("50"), stated("55")]


def row(claim: str, **cells: Cell) -> Row:
    return Row({"claim": claim, **cells}, (claim,))


def test_lines_of_a_claim_become_one_row_with_all_concepts() -> None:
    found = figures([row("a", part="y"), row("a", part="x"), row("b", part=None)], "part")
    assert [(each.cells["part"], each.claims) for each in found] == [(("x", "y"), ("a",)), ((), ("b",))]


def test_rows_that_are_shown_alike_become_one_with_the_claims_of_all() -> None:
    assert shown([row("b", value="55"), row("a", value="55")], "claim") == [Row({"value": "55"}, ("a", "b"))]
    assert shown([], "claim") == []


def test_classifiers_do_not_set_counts_apart_but_base_units_do() -> None:
    assert dimension(row("a", unit="项")) == dimension(row("b", unit="万家")) == "count"
    assert dimension(row("a", unit="亿元")) == dimension(row("b", unit="万元")) == "元"
    assert dimension(row("a", unit="亿元")) != dimension(row("b", unit="亿美元"))
    assert base_unit(row("a", unit="项")) != base_unit(row("b", unit="万家")) == "家"


def test_a_period_ends_on_its_last_day() -> None:
    days = [last_day(row("a", period=period)) for period in ("2021", "2021-10-09", None)]
    assert [day and day.isoformat() for day in days] == ["2021-12-31", "2021-10-09", None]


@given(st.lists(BOUNDS), BOUNDS)
def test_overlaps_are_those_that_are_not_disjoint(held: list[Bounds], wanted: Bounds) -> None:
    found = Overlaps((bounds, place) for place, bounds in enumerate(held)).of(wanted)
    assert sorted(found) == [place for place, bounds in enumerate(held) if not bounds.disjoint(wanted)]


def test_what_shares_a_mark_by_way_of_others_is_together() -> None:
    rows = [Row({"marks": marks}, (str(marks),)) for marks in (("a",), ("c",), ("b", "c"), ("a", "b"), ("d",))]
    assert sorted(len(found) for found in clusters(rows, "marks")) == [1, 4]
