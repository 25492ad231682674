"""Quantities: the bounds that a hedge allows."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.errors import InvalidValue
from ontology.values.quantity import Bounds, Comparator, Quantity, decimal

HEDGES = [str(comparator) for comparator in Comparator]
CLOSED = ["=", ">=", "<=", "~"]  # the number itself may be the true value
OPEN = [">", "<", "~<"]  # it may not

plain_decimals = st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, allow_infinity=False, places=3).map(
    lambda number: f"{number:f}"
)


def bounds(value: str, symbol: str = "家", comparator: str = "=") -> Bounds:
    return Quantity.parse(value, symbol, comparator).bounds()


def within(number: Decimal, limits: Bounds) -> bool:
    above = limits.lower is None or number > limits.lower or (number == limits.lower and not limits.lower_open)
    below = limits.upper is None or number < limits.upper or (number == limits.upper and not limits.upper_open)
    return above and below


def interval(limits: Bounds) -> str:
    left, right = "(" if limits.lower_open else "[", ")" if limits.upper_open else "]"
    ends = ("" if end is None else f"{end.normalize():f}" for end in (limits.lower, limits.upper))
    return f"{left}{','.join(ends)}{right}"


@pytest.mark.parametrize(
    ("value", "symbol", "comparator", "expected"),
    [
        ("55", "万家", "=", "[550000,550000]"),
        ("12", "万家", ">", "(120000,130000)"),  # 12万多
        ("100", "家", ">", "(100,200)"),  # 100多家
        ("7600", "家", ">", "(7600,7700)"),
        ("3.57", "万亿元", ">", "(3570000000000,3580000000000)"),
        ("0.10", "%", ">", "(0.1,0.11)"),  # a printed zero after the point counts
        ("80", "%", ">=", "[80,]"),
        ("50", "%", "<", "[,50)"),
        ("50", "%", "<=", "[,50]"),
        ("60", "%", "~<", "[55,60)"),
        ("2.7", "万家", "~<", "[26500,27000)"),
        ("30", "%", "~", "[25,35]"),
        ("0", "个", ">", "(0,1)"),
        ("0", "个", "=", "[0,0]"),
    ],
)
def test_a_hedge_gives_bounds_in_the_base_unit(value: str, symbol: str, comparator: str, expected: str) -> None:
    assert interval(bounds(value, symbol, comparator)) == expected


@pytest.mark.parametrize(
    ("comparator", "expected"),
    [
        ("=", "[-5,-5]"),
        (">", "(-6,-5)"),  # a fall of more than 5
        (">=", "[,-5]"),
        ("<", "(-5,]"),
        ("<=", "[-5,]"),
        ("~<", "(-5,-4.5]"),
        ("~", "[-5.5,-4.5]"),
    ],
)
def test_the_hedge_of_a_fall_speaks_of_how_deep_it_is(comparator: str, expected: str) -> None:
    assert interval(bounds("-5", "%", comparator)) == expected


def test_a_printed_range_is_its_own_bounds_in_the_base_unit() -> None:
    quantity = Quantity.parse("", "万家", lower="40", upper="50")
    assert quantity.number is None
    assert interval(quantity.bounds()) == "[400000,500000]"


def test_a_range_of_falls_keeps_its_order() -> None:
    assert interval(Quantity.parse("", "%", lower="-8.5", upper="-3").bounds()) == "[-8.5,-3]"


def test_the_number_is_the_value_in_the_base_unit() -> None:
    assert Quantity.parse("1.2", "万家").number == Decimal(12000)


def test_the_printed_text_is_kept_to_the_digit() -> None:
    assert Quantity.parse("12.50", "%").text == "12.50"


def test_an_absent_hedge_is_equality() -> None:
    assert Quantity.parse("3", "家", "").comparator is Comparator.EQUAL


@pytest.mark.parametrize(
    ("value", "lower", "upper"),
    [("", "", ""), ("5", "4", "6"), ("5", "4", ""), ("", "6", "5"), ("", "5", ""), ("", "", "5")],
)
def test_a_quantity_is_a_value_or_a_range_with_both_ends_in_order(value: str, lower: str, upper: str) -> None:
    with pytest.raises(InvalidValue):
        Quantity.parse(value, "家", "", lower, upper)


@pytest.mark.parametrize(
    "text", ["1,200", "1e3", "１２", "٣", "NaN", "Infinity", ".5", "5.", "+5", " 5", "5\n", "--5", "五"]
)
def test_only_plain_decimals_in_ascii_digits_are_numbers(text: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        decimal(text)
    assert caught.value.kind == "number"


def test_an_unknown_hedge_is_refused_with_the_list() -> None:
    with pytest.raises(InvalidValue, match="~<"):
        Quantity.parse("5", "家", "≈")


@given(plain_decimals, st.sampled_from(CLOSED))
def test_bounds_contain_the_number_where_the_hedge_lets_it_be_true(value: str, comparator: str) -> None:
    quantity = Quantity.parse(value, "万家", comparator)
    assert quantity.number is not None
    assert within(quantity.number, quantity.bounds())


@given(plain_decimals, st.sampled_from(OPEN))
def test_bounds_touch_but_leave_out_the_number_where_the_hedge_denies_it(value: str, comparator: str) -> None:
    quantity = Quantity.parse(value, "万家", comparator)
    limits = quantity.bounds()
    assert quantity.number is not None
    assert quantity.number in {limits.lower, limits.upper}
    assert not within(quantity.number, limits)


@given(plain_decimals, st.sampled_from(HEDGES))
def test_bounds_are_never_upside_down(value: str, comparator: str) -> None:
    limits = bounds(value, "%", comparator)
    assert limits.lower is None or limits.upper is None or limits.lower <= limits.upper


@given(plain_decimals, st.sampled_from(HEDGES), st.sampled_from(["万", "亿", "千"]))
def test_a_scale_word_multiplies_the_bounds_and_nothing_else(value: str, comparator: str, word: str) -> None:
    plain, scaled = bounds(value, "家", comparator), bounds(value, f"{word}家", comparator)
    factor = {"万": 10**4, "亿": 10**8, "千": 10**3}[word]
    assert scaled.lower == (None if plain.lower is None else plain.lower * factor)
    assert scaled.upper == (None if plain.upper is None else plain.upper * factor)
    assert (scaled.lower_open, scaled.upper_open) == (plain.lower_open, plain.upper_open)


@given(plain_decimals.filter(lambda text: Decimal(text) > 0), st.sampled_from(HEDGES))
def test_a_fall_mirrors_the_rise_of_the_same_size(value: str, comparator: str) -> None:
    rise, fall = bounds(value, "%", comparator), bounds(f"-{value}", "%", comparator)
    assert fall.lower == (None if rise.upper is None else -rise.upper)
    assert fall.upper == (None if rise.lower is None else -rise.lower)
    assert (fall.lower_open, fall.upper_open) == (rise.upper_open, rise.lower_open)


@pytest.mark.parametrize(
    ("one", "other", "disjoint"),
    [
        (("55", "="), ("56", "="), True),
        (("55", "="), ("55", "="), False),
        (("55", ">"), ("55", "="), True),
        (("55", ">="), ("55", "="), False),
        (("55", "<"), ("55", ">="), True),
        (("55", "<="), ("55", ">="), False),
        (("12", ">"), ("13", "<"), False),
        (("12", ">"), ("13", "="), True),
        (("50", "<"), ("40", "<"), False),
    ],
)
def test_two_figures_are_disjoint_when_no_value_lies_in_both(
    one: tuple[str, str], other: tuple[str, str], *, disjoint: bool
) -> None:
    first, second = (bounds(value, "家", comparator) for value, comparator in (one, other))
    assert first.disjoint(second) is second.disjoint(first) is disjoint


@given(plain_decimals, st.sampled_from(HEDGES), plain_decimals, st.sampled_from(HEDGES))
def test_disjointness_does_not_depend_on_the_order(one: str, hedge: str, other: str, other_hedge: str) -> None:
    first, second = bounds(one, "家", hedge), bounds(other, "家", other_hedge)
    assert first.disjoint(second) == second.disjoint(first)
    assert not first.disjoint(first)
