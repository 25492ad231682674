"""Questions on indicators over the real seeds: hedges stay, nothing is added up, and evidence is counted once."""

from decimal import Decimal
from pathlib import Path

import pytest

from graph.catalogue.definition import catalogue
from graph.catalogue.evidence import evidence
from graph.catalogue.rows import Row
from ontology.identifiers import Ref
from tests.graph.asking import edition, rows

CN = Ref("region/cn")
FOLDED = ("observations", "ranking", "value-known-by", "single-source-figures")


def cells(found: tuple[Row, ...], *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row.cells[column] for column in columns) for row in found]


def quotes(data: Path, row: Row) -> set[object]:
    return {entry["quote"] for entry in evidence(edition(data).view, row.claims).values()}


@pytest.mark.parametrize("name", ["observations-of-indicator", "observations"])
def test_the_concepts_of_a_breakdown_hold_at_once(default_build: Path, name: str) -> None:
    found = rows(default_build, name, indicator="vaccine-deliveries")
    two = (Ref("enterprise/sinopharm-beijing"), Ref("enterprise/sinovac-beijing"))
    assert cells(found, "breakdown", "comparator", "value") == [((), "=", "73"), (two, "~<", "50")]
    assert "几乎占了全球总量的一半" in quotes(default_build, found[1])


def test_the_same_value_stated_twice_is_one_row_with_both_claims(default_build: Path) -> None:
    found = rows(default_build, "observations", indicator="enterprises-using-cloud", subject="region/440000")
    assert [(row.cells["value"], row.claims) for row in found] == [
        ("50", ("003-o0320",)), ("55", ("003-o0075", "003-o0251")),
    ]  # fmt: skip


def test_groups_count_and_span_and_never_add_up(default_build: Path) -> None:
    found = rows(default_build, "observations", indicator="enterprises-using-cloud", kind="province", group="indicator")
    whole = [row for row in found if row.cells["population"] is None and row.cells["time"] == "cumulative"]
    assert cells(tuple(whole), "count", "least", "most", "unit", "members") == [
        (3, 500000, 550000, "家", (Ref("region/440000"),))
    ]
    assert all(row.cells["value"] is None and row.cells["number"] is None for row in found)


def test_an_open_end_leaves_the_span_of_a_group_open(default_build: Path) -> None:
    found = rows(
        default_build, "observations", indicator="technology-penetration", concept="technology/artificial-intelligence",
        group="indicator",
    )  # fmt: skip
    assert cells(found, "count", "least", "most") == [(2, Decimal(10), None)]


def test_what_is_forecast_or_planned_is_never_grouped_with_what_is_actual(default_build: Path) -> None:
    found = rows(default_build, "observations", indicator="secondary-nodes", subject="region/210000", group="subject")
    assert {(row.cells["status"], row.cells["least"]) for row in found} == {("actual", 6), ("planned", 13)}


def test_years_are_groups_and_an_unstated_period_is_none(default_build: Path) -> None:
    found = rows(default_build, "observations", indicator="secondary-nodes", subject="region/cn", group="year")
    assert cells(found, "period", "count", "least", "most") == [("2021", 2, 156, 158)]
    unstated = rows(default_build, "observations", indicator="secondary-nodes", subject="region/440000", group="year")
    assert cells(unstated, "period", "least") == [(None, 30)]


def test_a_tier_has_the_observations_of_its_regions_and_rests_on_their_membership(default_build: Path) -> None:
    found = rows(default_build, "observations", indicator="secondary-nodes", tier="leading")
    assert cells(found, "tier", "subject", "value") == [(Ref("tier/leading"), Ref("region/440000"), "30")]
    assert {"30个", "广东"} <= quotes(default_build, found[0])
    plain = rows(default_build, "observations", indicator="secondary-nodes", subject="region/440000")
    assert cells(plain, "tier") == [(None,)]
    assert plain[0].claims == ("003-o0243",)


def test_groups_of_a_tier_name_it(default_build: Path) -> None:
    found = rows(default_build, "observations", indicator="secondary-nodes", tier="leading", group="kind")
    assert cells(found, "tier", "kind", "count", "least") == [(Ref("tier/leading"), "province", 1, 30)]


def test_a_membership_that_was_not_known_yet_does_not_count(default_build: Path) -> None:
    assert rows(default_build, "observations", tier="leading")
    for row in rows(default_build, "observations", group="tier", known_at="2021-12-20"):
        assert not any(claim.startswith("003-") for claim in row.claims)


def test_only_what_compares_is_ranked_together(default_build: Path) -> None:
    found = rows(default_build, "ranking", indicator="secondary-nodes", kind="province")
    assert cells(found, "list", "among", "rank_least", "rank_most", "subject", "value", "status") == [
        (1, 2, 1, 1, Ref("region/440000"), "30", "actual"),
        (1, 2, 2, 2, Ref("region/370000"), "3", "actual"),
        (2, 1, 1, 1, Ref("region/210000"), "6", "actual"),
        (3, 1, 1, 1, Ref("region/210000"), "13", "planned"),
    ]


def test_a_rank_that_the_bounds_do_not_decide_is_a_range(default_build: Path) -> None:
    found = rows(default_build, "ranking", indicator="provinces-with-measure", by="breakdown", source="003")
    ranked = [row for row in found if row.cells["list"] == 1]
    assert cells(tuple(ranked[:4]), "rank_least", "rank_most", "breakdown", "comparator", "value", "undecided") == [
        (1, 1, (Ref("topic/iiot"),), "=", "31", ()),
        (2, 2, (Ref("topic/secondary-node-construction"),), "=", "28", ()),
        (3, 4, (Ref("topic/5g-ii"),), "=", "26", (Ref("topic/funding"),)),
        (3, 4, (Ref("topic/funding"),), "~", "26", (Ref("topic/5g-ii"),)),
    ]


def test_counts_in_other_classifiers_are_ranked_apart_unless_asked_for(default_build: Path) -> None:
    apart = rows(default_build, "ranking", indicator="provinces-with-measure", by="breakdown", source="003")
    together = rows(
        default_build, "ranking", indicator="provinces-with-measure", by="breakdown", source="003", across="classifier"
    )
    assert {(row.cells["list"], row.cells["unit"]) for row in apart} == {(1, "个"), (2, "地")}
    assert {row.cells["among"] for row in together} == {len(apart)}


def test_over_seventy_says_no_less_of_a_scenario_than_the_table_does(default_build: Path) -> None:
    found = rows(default_build, "ranking", indicator="scenario-ready-share", by="breakdown")
    of = {(row.cells["breakdown"], row.cells["value"]): row for row in found}
    monitoring, remote = (Ref("scenario/production-monitoring"),), (Ref("scenario/remote-device-control"),)
    for value in ("79.2", "70"):
        assert cells((of[monitoring, value],), "rank_least", "rank_most", "undecided") == [(1, 1, ())]
    assert cells((of[remote, "72.1"],), "rank_least", "rank_most", "undecided") == [(2, 2, ())]


def test_ascending_turns_the_ranks_round(default_build: Path) -> None:
    found = rows(default_build, "ranking", indicator="scenario-ready-share", by="breakdown", order="ascending")
    assert cells(found[:1], "rank_least", "breakdown", "value") == [(1, (Ref("scenario/unmanned-inspection"),), "36.4")]


def test_a_rank_that_a_source_states_stays_apart(default_build: Path) -> None:
    found = rows(default_build, "ranking", indicator="application-index")
    assert sorted(str(row.cells["measure"]) for row in found) == ["index", "rank", "ratio"]
    assert len({row.cells["list"] for row in found}) == len(found)


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2021-11-30", []),
        ("2021-12-20", [("600", True)]),
        ("2021-12-31", [("489.5", False), ("600", True)]),
        ("2025-12-31", [("489.5", False), ("600", None), ("6900", None)]),  # of no stated day, but of a later paper
    ],
)
def test_a_value_is_the_one_that_was_known_then(
    default_build: Path, day: str, known: list[tuple[str, bool | None]]
) -> None:
    found = rows(
        default_build, "value-known-by", indicator="identifier-registrations", subject="region/cn", known_at=day
    )
    assert cells(found, "value", "latest") == known
    assert all(str(row.cells["known_from"]) <= day for row in found)


def test_a_forecast_is_not_later_than_what_was_measured(default_build: Path) -> None:
    found = rows(
        default_build, "value-known-by", indicator="industry-value-added", subject="region/cn", known_at="2021-12-31"
    )
    levels = [row for row in found if row.cells["measure"] == "level"]
    assert {("forecast", "4", True), ("actual", "3.57", True)} <= set(cells(tuple(levels), "status", "value", "latest"))


def test_a_producers_figure_that_a_paper_relays_counts_once(default_build: Path) -> None:
    found = rows(default_build, "single-source-figures", indicator="composite-index")
    documents = (Ref("document/002"), Ref("document/003"))
    columns = ("measure", "printed", "rests_on", "evidence", "documents", "producers")
    assert cells(found, *columns) == [
        ("difference", ("46.6点",), "one-producer", 1, documents, (Ref("org/caict"),)),
        ("index", ("146.6点",), "one-producer", 1, documents, (Ref("org/caict"),)),
    ]
    assert "总指数为146.6" in quotes(default_build, found[1])


def test_what_someone_of_the_publisher_says_is_the_publishers(default_build: Path) -> None:
    found = rows(default_build, "single-source-figures", indicator="evaluation-dimensions", rests_on="one-producer")
    assert [row.claims for row in found] == [("002-o0025", "003-o0227")]


def test_classifiers_do_not_make_two_figures(default_build: Path) -> None:
    found = rows(default_build, "single-source-figures", indicator="pilot-demonstration-projects", subject="region/cn")
    assert ("258个", "258项") in [row.cells["printed"] for row in found]


def test_a_figure_that_two_state_on_their_own_is_not_single(default_build: Path) -> None:
    assert not rows(default_build, "single-source-figures", indicator="platform-connected-devices", document="001")
    found = rows(
        default_build,
        "single-source-figures",
        indicator="platform-connected-devices",
        document="001",
        rests_on="several",
    )
    assert cells(found, "printed", "rests_on", "evidence", "alike") == [
        ((">7600万台（套）",), "several", 2, (Ref("document/000"),))
    ]


def test_an_agreeing_value_of_another_scope_is_named_and_no_evidence(default_build: Path) -> None:
    found = rows(default_build, "single-source-figures", indicator="data-value-share", document="002")
    assert cells(found, "rests_on", "evidence", "alike") == [("one-document", 1, (Ref("document/003"),))]


def test_an_index_is_defined_with_its_base_and_its_parts(default_build: Path) -> None:
    (found,) = rows(default_build, "indicator-definition", indicator="composite-index")
    assert cells((found,), "unit", "base_value", "base_period", "observations") == [("点", 100, "2019", 4)]
    assert found.cells["documents"] == (Ref("document/002"), Ref("document/003"))
    assert found.cells["narrower"] == tuple(
        Ref(f"indicator/{key}-index") for key in ("application", "ecosystem", "infrastructure", "innovation")
    )
    assert Ref("dimension/application") in found.cells["dimensions"]  # type: ignore[operator] # a column of several
    assert "2019年为100" in str(found.cells["definition_zh"])


def test_an_indicator_without_a_number_says_so_and_has_the_words_that_name_it(default_build: Path) -> None:
    (found,) = rows(default_build, "indicator-definition", indicator="listed-market-value")
    assert cells((found,), "observations", "documents") == [(0, ())]
    assert found.claims


def test_every_indicator_has_its_definition_in_both_languages(default_build: Path) -> None:
    found = rows(default_build, "indicator-definition")
    assert {row.cells["indicator"] for row in found} == {
        named.ref for named in edition(default_build).names.of_class("Indicator")
    }
    assert all(row.cells["definition_zh"] and row.cells["definition_en"] and row.claims for row in found)


@pytest.mark.parametrize("name", FOLDED)
def test_bounds_and_hedges_are_shown_as_the_sources_leave_them(default_build: Path, name: str) -> None:
    columns = {column.name for column in catalogue()[name].visible}
    assert {"lower", "upper"} <= columns
    assert "comparator" in columns or "printed" in columns
    given = {"known_at": "2021-12-31"} if name == "value-known-by" else {}
    found = rows(default_build, name, indicator="platform-connected-devices", **given)
    assert (Decimal(76000000), Decimal(77000000)) in cells(found, "lower", "upper")


def test_only_a_dated_figure_that_no_undated_one_may_follow_is_the_latest(default_build: Path) -> None:
    found = rows(default_build, "value-known-by", indicator="applied-industries", known_at="2025-12-31")
    dated = {(row.cells["period"], row.cells["latest"]) for row in found if row.cells["period"]}
    assert dated == {("2020", False), ("2021", True), ("2021-12", True)}
