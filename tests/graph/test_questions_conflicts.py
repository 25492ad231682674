"""Conflicts, forecasts and targets over the real seeds: what must be found, and what must not be said."""

from pathlib import Path

import pytest

from graph.catalogue.definition import question
from graph.catalogue.outlooks import Verdict, verdict
from graph.catalogue.rows import Row
from graph.store import Cell
from ontology.identifiers import Ref
from ontology.values.quantity import Quantity
from tests.graph.asking import rows

SIZE, ADDED = Ref("indicator/industry-size"), Ref("indicator/industry-value-added")


def documents(row: Row, side: str) -> list[str]:
    cell = row.cells[f"{side}_documents"]
    assert isinstance(cell, tuple)
    return [str(document).removeprefix("document/") for document in cell]


def both(row: Row) -> tuple[object, object, object]:
    return row.cells["reason"], row.cells["first"], row.cells["second"]


def of_indicator(data: Path, key: str, **given: str) -> list[Row]:
    return list(rows(data, "conflicts", indicator=key, **given))


def test_places_that_say_the_same_are_one_side_of_a_contradiction(default_build: Path) -> None:
    (row,) = of_indicator(default_build, "enterprises-using-cloud")
    assert both(row) == ("contradiction", "50 万家", "55 万家")
    assert row.cells["difference"] == 50_000
    assert row.claims == ("003-o0075", "003-o0251", "003-o0320")


def test_dates_and_operators_are_disputed_as_figures_are(default_build: Path) -> None:
    found = {row.claims: both(row) for row in rows(default_build, "conflicts", reason="contradiction")}
    assert found["002-c0013", "003-c0003"] == ("contradiction", "2021-11-21", "2021-12")
    operators = {"enterprise/rootcloud", "enterprise/sany"}
    assert set(found["003-c0440", "003-c1333"][1:]) == operators
    issuers = ("org/iiot-working-group", "org/miit")
    assert found["000-c0010", "001-c0048", "003-c0877"] == ("contradiction", *issuers)


def test_what_the_industry_is_worth_differs_by_definition_or_is_a_forecast(default_build: Path) -> None:
    found = of_indicator(default_build, "industry-value-added")
    assert {both(row) for row in found} == {
        ("definition", "9041 亿元", "3.57 万亿元"),
        ("definition", "9041 亿元", "> 4 万亿元"),
        ("definition", "3.57 万亿元", "1.53 万亿元"),
        ("definition", "1.53 万亿元", "> 4 万亿元"),
        ("forecast", "3.57 万亿元", "> 4 万亿元"),
    }
    (same_year,) = (row for row in found if both(row) == ("definition", "9041 亿元", "3.57 万亿元"))
    assert (same_year.cells["first_property"], same_year.cells["second_property"]) == (SIZE, ADDED)
    assert same_year.cells["first_period"] == same_year.cells["second_period"] == "2020"
    assert (documents(same_year, "first"), documents(same_year, "second")) == (["003"], ["001"])
    assert same_year.cells["difference"] is None, "what is counted differs: a difference would mean nothing"


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("cross-industry-platforms", {("15 个", "10 个"), ("15 个", "49 家"), ("10 个", "49 家")}),
        ("secondary-nodes", {("156 个", "158 个")}),
        (
            "identifier-registrations",
            {("489.5 亿个", "~< 600 亿个"), ("489.5 亿个", "> 6900 亿个"), ("~< 600 亿个", "> 6900 亿个")},
        ),
        ("applied-industries", {("26 个", "22 个")}),
    ],
)
def test_counts_of_different_days_differ_by_date(
    default_build: Path, indicator: str, expected: set[tuple[str, str]]
) -> None:
    assert {both(row) for row in of_indicator(default_build, indicator)} == {("date", *pair) for pair in expected}


def test_a_figure_that_several_documents_state_is_one_side(default_build: Path) -> None:
    (row,) = (r for r in of_indicator(default_build, "cross-industry-platforms") if both(r)[1:] == ("10 个", "49 家"))
    assert (documents(row, "first"), documents(row, "second")) == (["001", "003"], ["004"])
    assert row.claims == ("001-o0005", "003-o0332", "004-o0009")


def test_equal_figures_and_series_of_one_document_are_no_conflict(default_build: Path) -> None:
    for indicator in ("5g-ii-projects", "influential-platforms", "industrial-apps", "composite-index", "member-count"):
        assert of_indicator(default_build, indicator) == [], indicator


def test_indices_ratios_changes_and_headlines_differ_by_rounding(default_build: Path) -> None:
    found = {both(row)[1:]: row.claims for row in rows(default_build, "conflicts", reason="rounding")}
    assert found["198.2 点", "2 倍"] == ("002-o0019", "003-o0012")
    assert found["147.3 点", "1.5 倍"] == ("002-o0020", "003-o0014")
    assert found["0.73 度/吨 → 0.72 度/吨", "-1.37 %"] == ("003-o0083", "003-o0084", "003-o0085")
    assert found["0.287 公斤/吨 → 0.276 公斤/吨", "-3.81 %"] == ("003-o0086", "003-o0087", "003-o0088")
    assert found["700 亿元", "~< 700 亿元"] == ("001-o0002", "002-o0001", "003-o0018")
    assert found["3 成", "> 3 成"] == ("003-o0080", "003-o0176")


def test_three_or_four_systems_and_a_part_above_its_whole_differ_by_definition(default_build: Path) -> None:
    assert {both(row) for row in of_indicator(default_build, "functional-systems")} == {("definition", "3 个", "4 个")}
    (row,) = of_indicator(default_build, "industrial-enterprises-transformed")
    assert both(row) == ("definition", "> 1.5 万家", "1.7 万家")
    assert row.cells["second_scope"] == (Ref("population/above-scale-industrial-enterprises"),)
    devices = of_indicator(default_build, "platform-connected-devices")
    assert {row.cells["reason"] for row in devices} == {"definition"}
    assert all(Ref("topic/key-platforms") in (*scopes(row, "first"), *scopes(row, "second")) for row in devices)


def scopes(row: Row, side: str) -> tuple[Cell, ...]:
    cell = row.cells[f"{side}_scope"]
    assert isinstance(cell, tuple)
    return cell


def test_a_document_shows_the_conflicts_in_which_it_takes_part_with_both_sides(default_build: Path) -> None:
    found = rows(default_build, "conflicts", document="004")
    assert found
    for row in found:
        assert "004" in (*documents(row, "first"), *documents(row, "second"))
        assert any(not claim.startswith("004") for claim in row.claims)
    assert len(rows(default_build, "conflicts", document=["004", "002"])) > len(found)


def test_conflicts_are_known_when_both_sides_are(default_build: Path) -> None:
    (row,) = rows(default_build, "conflicts", known_at="2021-12-20")
    assert both(row) == ("rounding", "~< 700 亿元", "700 亿元")
    assert row.claims == ("002-o0001", "002-o0003")
    assert not any("004" in documents(r, "second") for r in rows(default_build, "conflicts", known_at="2025-09-22"))


def forecasts(data: Path, **given: str | list[str]) -> dict[tuple[object, object], Row]:
    return {(r.cells["expected"], r.cells["actual"]): r for r in rows(data, "forecast-and-actual", **given)}


def test_a_forecast_stays_open_until_the_figure_of_its_year_is_stated(default_build: Path) -> None:
    row = forecasts(default_build, indicator="industry-value-added")["> 4 万亿元", "3.57 万亿元"]
    assert (row.cells["verdict"], row.cells["when"]) == ("open", "earlier")
    assert (row.cells["expected_period"], row.cells["actual_period"]) == ("2021", "2020")
    assert row.claims == ("000-o0002", "001-o0015")


def test_figures_that_count_something_else_are_shown_and_not_compared(default_build: Path) -> None:
    found = forecasts(default_build, verdict="not-comparable")
    assert set(found) == {("> 4 万亿元", "9041 亿元"), ("> 4 万亿元", "1.53 万亿元")}
    assert all(row.cells["why"] == ("counted",) for row in found.values())
    assert found["> 4 万亿元", "1.53 万亿元"].cells["actual_indicator"] == "indicator/core-industry-value-added"


def test_a_target_beside_an_undated_figure_stays_open(default_build: Path) -> None:
    row = forecasts(default_build, status="target")["1500 亿元", "1000 亿元"]
    assert (row.cells["verdict"], row.cells["when"], row.cells["expected_period"]) == ("open", "undated", "2022")
    assert row.cells["expected_producers"] == (Ref("org/gov-310000"),)


def test_a_forecast_without_any_actual_figure_is_a_row_of_its_own_and_places_are_merged(default_build: Path) -> None:
    row = forecasts(default_build)["500 亿元", None]
    assert (row.cells["verdict"], row.cells["when"]) == ("open", None)
    assert row.claims == ("003-o0207", "003-o0256")


@pytest.mark.parametrize(
    ("goal", "found", "expected"),
    [
        ((">", "4"), ("=", "4.1"), "met"),
        ((">", "4"), ("=", "4"), "missed"),
        ((">=", "4"), ("=", "4"), "met"),
        (("=", "1500"), ("=", "1600"), "met"),
        (("=", "1500"), ("=", "1400"), "missed"),
        (("=", "1500"), ("~", "1500"), "undecided"),
        (("~<", "1500"), ("=", "1460"), "met"),
        (("=", "1500"), ("<", "1500"), "missed"),
        (("=", "1500"), (">", "1400"), "missed"),
        (("=", "1450"), (">", "1400"), "undecided"),
        (("<=", "10"), ("=", "9"), "met"),
        (("<", "10"), ("=", "10"), "missed"),
        (("=", "-18"), ("=", "-20"), "met"),
        ((">", "-18"), ("=", "-18"), "missed"),
        (("<", "-18"), ("=", "-17"), "met"),
    ],
)
def test_a_figure_is_reached_from_below_unless_it_is_a_ceiling_or_a_fall(
    goal: tuple[str, str], found: tuple[str, str], expected: Verdict
) -> None:
    wanted, stated = (Quantity.parse(value, "亿元", comparator) for comparator, value in (goal, found))
    assert verdict(wanted, stated) == expected


COLUMNS = {c.name: None for c in question("forecast-and-actual").definition.columns if not c.folded}


def line(member: str, status: str, value: str, period: str | None, **given: Cell) -> Row:
    cells: dict[str, Cell] = {
        "subject": Ref("region/cn"), "indicator": SIZE, "counted": SIZE, "member": Ref(f"claim/{member}"),
        "measure": "level", "comparator": "=", "value": value, "unit": "亿元", "stated_period": period, "time": "over",
        "stated_status": status, "stated_by": Ref("document/003"),
    }  # fmt: skip
    return Row({**COLUMNS, **cells, **given}, (member,))


def judged(*lines: Row) -> set[tuple[object, ...]]:
    fold = question("forecast-and-actual").fold
    assert fold
    return {tuple(row.cells[n] for n in ("actual", "verdict", "when", "why")) for row in fold(list(lines), {})}


def test_only_the_actual_figure_of_the_same_period_decides() -> None:
    goal = line("a", "target", "100", "2022")
    earlier, same, later = (line(y, "actual", "120", y) for y in ("2021", "2022", "2023"))
    assert judged(goal, earlier, same, later) == {("120 亿元", "met", "same", ())}
    assert judged(goal, later) == {("120 亿元", "open", "later", ())}


def test_figures_of_another_scope_count_only_where_no_other_does() -> None:
    goal, part = line("a", "target", "100", "2022"), line("b", "actual", "80", "2022", breakdown=Ref("topic/5g"))
    assert judged(goal, part) == {("80 亿元", "not-comparable", "same", ("breakdown",))}
    assert judged(goal, part, line("c", "actual", "90", "2021")) == {("90 亿元", "open", "earlier", ())}


def test_forecasts_are_never_held_against_forecasts() -> None:
    found = judged(line("a", "target", "100", "2022"), line("b", "forecast", "90", "2022"))
    assert found == {(None, "open", None, ())}


def targets(data: Path, **given: str) -> dict[object, Row]:
    return {row.cells["subject"]: row for row in rows(data, "targets-and-outcomes", **given)}


def test_what_is_planned_in_one_place_and_built_in_another_is_met(default_build: Path) -> None:
    found = targets(default_build, verdict="met")
    assert set(found) == {"measure/230000-construction-security"}
    (row,) = found.values()
    assert {"003-c0742", "003-c1600"} <= set(row.claims)
    assert row.cells["policy"] == "measure/230000-construction-security"


def test_what_no_document_says_was_done_is_open(default_build: Path) -> None:
    row = targets(default_build, kind="statement")["measure/130000-construction-security"]
    assert (row.cells["verdict"], row.cells["outcomes"]) == ("open", ())


def test_a_policy_has_what_it_plans_to_establish(default_build: Path) -> None:
    row = targets(default_build)["policy/2021-yangtze-agreement"]
    assert row.cells["targets"] == (Ref("facility/yangtze-delta-demonstration-zone"),)
    assert (row.cells["policy"], row.claims) == ("policy/2021-yangtze-agreement", ("000-c0035",))


def test_targets_are_not_forecasts(default_build: Path) -> None:
    statuses = {row.cells["status"] for row in rows(default_build, "targets-and-outcomes")}
    assert statuses == {"target", "planned"}
    figures = {row.cells["targets"] for row in rows(default_build, "targets-and-outcomes", kind="figure")}
    assert ("1500 亿元",) in figures
    assert ("> 4 万亿元",) not in figures


def test_every_row_rests_on_claims_of_the_build(default_build: Path) -> None:
    for name in ("conflicts", "forecast-and-actual", "targets-and-outcomes"):
        assert all(row.claims for row in rows(default_build, name))
    assert all(len(row.claims) > 1 for row in rows(default_build, "conflicts"))
