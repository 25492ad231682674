"""Questions on tiers and regions over the real seeds: who says it, what is absent, and what is left open."""

from decimal import Decimal
from pathlib import Path

import pytest

from graph.catalogue.definition import question
from graph.catalogue.medians import hull, median_span
from graph.catalogue.rows import Row, Value
from graph.store import Bound, Cell
from ontology.identifiers import Ref
from tests.graph.asking import rows

TIERS = {"leading": 6, "rising": 11, "catching-up": 10, "emerging": 4}
ALL = tuple(Ref(f"document/{key}") for key in ("000", "001", "002", "003", "004"))


def of(found: tuple[Row, ...], region: str) -> Row:
    """The one row of a region."""
    (row,) = [row for row in found if row.cells["region"] == f"region/{region}"]
    return row


def keys(cell: Value) -> set[str]:
    """The keys of the things in a cell of several."""
    assert isinstance(cell, tuple)
    return {str(ref).partition("/")[2] for ref in cell}


def folded(name: str, lines: list[dict[str, Cell]], **values: Bound) -> list[Row]:
    """What the fold of a question makes of lines, each with a claim of its own."""
    asked = question(name)
    assert asked.fold
    columns = [column.name for column in asked.definition.columns if not column.folded]
    made = [Row(dict.fromkeys(columns) | line, (f"003-t{n:04}",)) for n, line in enumerate(lines)]
    return asked.fold(made, {key: (value,) for key, value in values.items()})


# --- region-tier


def test_each_document_that_sorts_a_region_has_a_row_with_edition_date_and_whom_it_relays(default_build: Path) -> None:
    newspaper, report = rows(default_build, "region-tier", region="四川")
    assert {row.cells["tier"] for row in (newspaper, report)} == {Ref("tier/rising")}
    assert {row.cells["edition"] for row in (newspaper, report)} == {Ref("publication/2021-aii-report")}
    assert (newspaper.cells["published"], newspaper.cells["via"]) == ("2021-11-21", Ref("person/hu-jianbo"))
    assert (report.cells["published"], report.cells["via"]) == ("2021-12", None)
    assert (newspaper.claims, report.claims) == (("002-c0087",), ("003-c1289",))


def test_the_edition_is_not_known_before_a_document_says_what_defines_the_scheme(default_build: Path) -> None:
    (row,) = rows(default_build, "region-tier", region="四川", known_at="2021-11-30")
    assert row.cells["source"] == Ref("document/002")
    assert row.cells["edition"] is None
    assert not rows(default_build, "region-tier", region="四川", known_at="2021-11-20")


def test_every_province_is_sorted_by_both_documents_and_a_city_by_none(default_build: Path) -> None:
    found = rows(default_build, "tier-members")
    assert {row.cells["source"] for row in found} == {Ref("document/002"), Ref("document/003")}
    for region in {str(row.cells["region"]) for row in found}:
        assert len(rows(default_build, "region-tier", region=region)) == 2
    assert not rows(default_build, "region-tier", region="深圳")


# --- tiers


def test_a_tier_names_the_documents_that_fill_it_as_far_as_they_were_known(default_build: Path) -> None:
    found = rows(default_build, "tiers")
    assert [row.cells["regions"] for row in found] == list(TIERS.values())
    assert {row.cells["sources"] for row in found} == {(Ref("document/002"), Ref("document/003"))}
    newspaper_only = rows(default_build, "tiers", known_at="2021-11-30")
    assert [row.cells["regions"] for row in newspaper_only] == list(TIERS.values())
    assert {row.cells["sources"] for row in newspaper_only} == {(Ref("document/002"),)}
    assert not rows(default_build, "tiers", known_at="2021-11-20")


# --- tier-comparison


def test_medians_come_only_where_they_are_asked_for(default_build: Path) -> None:
    assert "medians" not in {row.cells["aspect"] for row in rows(default_build, "tier-comparison")}
    assert rows(default_build, "tier-comparison", aspect="medians")


def test_what_lies_in_a_city_counts_for_the_tier_of_its_province(default_build: Path) -> None:
    (nodes,) = rows(default_build, "tier-comparison", tier="leading", aspect="nodes")
    assert nodes.cells["count"] == 7
    assert "003-c0492" in nodes.claims, "the top node of Guangdong stands in Guangzhou"
    (facilities,) = rows(default_build, "tier-comparison", tier="leading", aspect="facilities")
    assert set(nodes.claims) < set(facilities.claims)


def test_a_node_that_is_only_planned_is_not_counted(default_build: Path) -> None:
    planned = {"003-c0505", "003-c0506"}  # backup nodes of Nanjing and Guiyang
    assert not planned & {c for row in rows(default_build, "tier-comparison") for c in row.claims}


def test_several_values_of_one_region_leave_its_median_open_and_count_once(default_build: Path) -> None:
    found = rows(default_build, "tier-comparison", tier="leading", indicator="enterprises-using-cloud")
    guangdong = of_region(found, "region/440000")
    assert (guangdong.cells["count"], guangdong.cells["median"]) == (1, None)
    assert (guangdong.cells["lower"], guangdong.cells["upper"]) == (Decimal(500000), Decimal(550000))
    assert guangdong.claims == ("003-o0075", "003-o0251", "003-o0320")


def of_region(found: tuple[Row, ...], region: str) -> Row:
    (row,) = [row for row in found if row.cells["measured"] == (Ref(region),)]
    return row


def test_a_hedge_stays_in_the_bounds_of_a_median_and_other_populations_stand_apart(default_build: Path) -> None:
    found = rows(default_build, "tier-comparison", tier="leading", indicator="enterprises-using-cloud")
    shanghai = of_region(found, "region/310000")
    assert shanghai.cells["population"] == Ref("population/smes")
    assert (shanghai.cells["lower"], shanghai.cells["upper"]) == (Decimal(120000), Decimal(130000))
    assert {row.cells["aspect"] for row in found} == {"medians"}


def test_a_median_never_rests_on_targets_forecasts_or_what_is_no_level(default_build: Path) -> None:
    claims = {c for row in rows(default_build, "tier-comparison", aspect="medians") for c in row.claims}
    assert not claims & {"003-o0036", "003-o0296"}, "a target of Shanghai, and nodes that Liaoning plans"
    assert not claims & {"003-o0237", "003-o0294"}, "a share, and a rank"


def test_the_median_is_over_regions_whatever_classifier_a_count_is_printed_with() -> None:
    units = {"region/110000": ("万个", 25, 26), "region/310000": ("万家", 12, 13), "region/440000": ("万家", 55, 55)}
    lines: list[dict[str, Cell]] = [
        {"tier": Ref("tier/leading"), "order": 1, "aspect": "medians", "thing": Ref(f"claim/003-o{low:04}"),
         "region": Ref(region), "indicator": Ref("indicator/enterprises-using-cloud"), "unit": unit,
         "low": Decimal(low), "high": Decimal(high)}
        for region, (unit, low, high) in units.items()
    ]  # fmt: skip
    (row,) = folded("tier-comparison", lines, aspect="medians")
    assert (row.cells["count"], row.cells["median"]) == (3, None)
    assert (row.cells["lower"], row.cells["upper"]) == (Decimal(25), Decimal(26))
    assert row.cells["unit"] == "个/家"
    assert row.claims == ("003-t0000", "003-t0001", "003-t0002")


def test_an_open_value_leaves_the_median_open_only_where_it_can_reach_it() -> None:
    low, high = Decimal(3), Decimal(9)
    assert median_span([(low, low), (high, None), (high, high)]) == (high, high)
    assert median_span([(low, low), (high, None)]) == (Decimal(6), None)
    assert median_span([(None, high)]) == (None, high)
    assert hull([(low, low), (None, high)]) == (None, high)


# --- gaps


@pytest.mark.parametrize("tier", TIERS)
def test_every_region_of_a_tier_has_one_answer_with_the_documents_searched(default_build: Path, tier: str) -> None:
    found = rows(default_build, "gaps", tier=tier, topic="5g-ii")
    assert len({row.cells["region"] for row in found}) == len(found) == TIERS[tier]
    assert {row.cells["answer"] for row in found} == {"stated", "not-mentioned"}
    assert {row.cells["documents"] for row in found} == {ALL}


def test_what_a_document_does_not_mention_may_be_among_those_it_counts(default_build: Path) -> None:
    found = rows(default_build, "gaps", tier="catching-up", topic="5g-ii", answer="not-mentioned")
    assert [str(row.cells["region"]) for row in found] == [
        f"region/{code}" for code in ("130000", "210000", "220000", "230000", "520000", "640000", "650000")
    ]
    for row in found:
        assert row.cells["counted"] == ("26个（topic/5g-ii，document/003）", "26地（topic/5g-ii，document/002）")
        assert {"002-o0022", "003-o0201"} < set(row.claims)


def test_a_planned_measure_does_not_count_but_is_shown(default_build: Path) -> None:
    found = rows(default_build, "gaps", tier="catching-up", topic="security")
    hebei, heilongjiang = of(found, "130000"), of(found, "230000")
    assert (hebei.cells["answer"], hebei.cells["measures"]) == ("not-mentioned", ())
    assert keys(hebei.cells["planned"]) == {"130000-construction-security"}
    assert {"003-c0738", "003-c0744"} < set(hebei.claims)
    assert (heilongjiang.cells["answer"], heilongjiang.cells["planned"]) == ("stated", ())
    assert keys(heilongjiang.cells["measures"]) == {"230000-construction-security"}, "said elsewhere to be running"


def test_a_measure_of_a_city_is_not_its_provinces(default_build: Path) -> None:
    gansu = of(rows(default_build, "gaps", tier="emerging", topic="network"), "620000")
    assert keys(gansu.cells["measures"]) == {"620000-construction-5g-ii"}
    assert keys(gansu.cells["within"]) == {"620100-promotion-network"}


def test_signatories_and_members_of_a_group_have_what_is_stated_of_all(default_build: Path) -> None:
    found = rows(default_build, "gaps", tier="rising", topic="regional-integration", answer="stated")
    assert {str(row.cells["region"]) for row in found} == {"region/340000", "region/500000", "region/510000"}
    assert "2021-yangtze-agreement" in keys(of(found, "340000").cells["measures"])
    assert "chengdu-chongqing-construction-iiot" in keys(of(found, "500000").cells["measures"])


def test_a_measure_on_a_narrower_topic_is_one_on_the_broader(default_build: Path) -> None:
    for broad, narrow in (("funding", "industry-finance"), ("iiot", "5g-ii"), ("platform", "industry-platforms")):
        for tier in TIERS:
            found = {row.cells["region"]: row for row in rows(default_build, "gaps", tier=tier, topic=broad)}
            for row in rows(default_build, "gaps", tier=tier, topic=narrow):
                assert keys(row.cells["measures"]) <= keys(found[row.cells["region"]].cells["measures"])


def test_only_the_documents_searched_can_state_it(default_build: Path) -> None:
    found = rows(default_build, "gaps", tier="catching-up", topic="5g-ii", searched="002")
    assert {row.cells["documents"] for row in found} == {(Ref("document/002"),)}
    assert {row.cells["answer"] for row in found} == {"not-mentioned"}
    assert {row.cells["counted"] for row in found} == {("26地（topic/5g-ii，document/002）",)}


def test_a_denial_answers_stated_not_unless_another_claim_states_it() -> None:
    region, measure, document = Ref("region/130000"), Ref("measure/130000-fund-iiot"), Ref("document/003")
    member: dict[str, Cell] = {"part": "member", "sorted_in": Ref("tier/catching-up"), "region": region}
    held: dict[str, Cell] = {"part": "document", "document": document}
    stated: dict[str, Cell] = {
        "part": "measure", "region": region, "place": region, "measure": measure, "status": "actual",
        "negated": False, "document": document, "topic_document": document,
    }  # fmt: skip
    denied = stated | {"negated": True}
    (row,) = folded("gaps", [member, held, denied])
    assert (row.cells["answer"], row.cells["measures"], row.cells["denied"]) == ("stated-not", (), (measure,))
    (row,) = folded("gaps", [member, held, denied, stated])
    assert (row.cells["answer"], row.cells["measures"], row.cells["denied"]) == ("stated", (measure,), (measure,))
    (row,) = folded("gaps", [member, held, denied | {"status": "planned"}])
    assert (row.cells["answer"], row.cells["planned"]) == ("not-mentioned", ())
    assert not folded("gaps", [member, held, denied], answer="stated")


# --- silent-regions


def test_every_province_is_stated_or_not_mentioned(default_build: Path) -> None:
    found = rows(default_build, "silent-regions", indicator="secondary-nodes")
    assert len({row.cells["region"] for row in found}) == len(found) == sum(TIERS.values())
    stated = {str(row.cells["region"]) for row in found if row.cells["answer"] == "stated"}
    assert stated == {"region/210000", "region/370000", "region/440000"}
    assert all((row.cells["values"] != 0) is (row.cells["answer"] == "stated") for row in found)


def test_a_plan_is_counted_apart_from_what_is_measured(default_build: Path) -> None:
    liaoning = of(rows(default_build, "silent-regions", indicator="secondary-nodes"), "210000")
    assert (liaoning.cells["values"], liaoning.cells["expected"]) == (1, 1)
    assert {"003-o0295", "003-o0296"} < set(liaoning.claims)


def test_a_value_of_a_group_or_of_a_city_is_not_the_provinces(default_build: Path) -> None:
    anhui = of(rows(default_build, "silent-regions", indicator="secondary-nodes"), "340000")
    assert anhui.cells["answer"] == "not-mentioned"
    assert keys(anhui.cells["elsewhere"]) == {"003-rising", "yangtze-delta"}
    zhejiang = of(rows(default_build, "silent-regions", indicator="smart-factory-projects"), "330000")
    assert (zhejiang.cells["answer"], keys(zhejiang.cells["elsewhere"])) == ("not-mentioned", {"330782"})


def test_a_document_that_is_not_searched_leaves_regions_silent(default_build: Path) -> None:
    found = rows(default_build, "silent-regions", indicator="secondary-nodes", searched="002", answer="stated")
    assert not found
    silent = rows(default_build, "silent-regions", indicator="secondary-nodes", searched="002")
    assert {row.cells["documents"] for row in silent} == {(Ref("document/002"),)}


# --- region-profile


def test_nothing_that_is_said_of_a_region_is_without_a_dimension(default_build: Path) -> None:
    for region in {str(row.cells["region"]) for row in rows(default_build, "tier-members")}:
        found = rows(default_build, "region-profile", region=region)
        assert {row.cells["dimension"] for row in found} >= {"tier", "groups"}
        assert {row.cells["property"] for row in found if row.cells["dimension"] == "other"} <= {"name"}


def test_a_measure_shows_its_kind_and_whether_it_is_only_planned(default_build: Path) -> None:
    found = rows(default_build, "region-profile", region="广东", dimension="measures", scope="region")
    said = {str(row.cells["thing"]): (row.cells["kinds"], row.cells["status"]) for row in found}
    assert said["measure/440000-fund-iiot"] == (("fund",), "actual")
    assert said["measure/440000-research-software"] == (("research",), "planned")


def test_what_is_stated_of_a_group_says_so(default_build: Path) -> None:
    found = rows(default_build, "region-profile", region="安徽", dimension="policies")
    groups = {row.cells["thing"]: row.cells["stated_of"] for row in found if row.cells["property"] == "targets"}
    assert groups[Ref("policy/2021-yangtze-agreement")] == Ref("group/yangtze-delta")
    numbers = rows(default_build, "region-profile", region="安徽", dimension="indicators")
    assert numbers
    assert {row.cells["stated_of"] for row in numbers} == {None}


def test_a_figure_with_two_breakdowns_is_one_row(default_build: Path) -> None:
    found = rows(default_build, "region-profile", region="江苏", dimension="indicators", scope="region")
    (platforms,) = [row for row in found if "003-o0258" in row.claims]
    assert keys(platforms.cells["breakdown"]) == {"key-platforms", "provincial-platforms"}


def test_places_within_are_told_from_the_region_itself(default_build: Path) -> None:
    within = rows(default_build, "region-profile", region="广东", scope="within")
    assert {"region/440100", "region/440300"} <= {str(row.cells["place"]) for row in within}
    itself = rows(default_build, "region-profile", region="广东", scope="region")
    assert {row.cells["place"] for row in itself} == {Ref("region/440000")}
    both = rows(default_build, "region-profile", region="广东")
    assert len(both) == len(within) + len(itself)


def test_a_group_on_a_path_is_found_by_its_name_and_listed_by_its_members(default_build: Path) -> None:
    found = rows(default_build, "regions-on-path", group="成渝地区")
    assert {(row.cells["region"], row.cells["stated_of"]) for row in found} == {
        ("region/500000", "group/chengdu-chongqing"), ("region/510000", "group/chengdu-chongqing"),
    }  # fmt: skip


def test_a_path_that_is_recommended_has_whose_words_the_paper_relays(default_build: Path) -> None:
    found = rows(default_build, "regions-on-path", region="北京", known_at="2021-12-30")
    assert [(row.cells["status"], row.cells["via"]) for row in found] == [("recommended", "person/hu-jianbo")]


# --- tier-profile


def test_the_rising_regions_have_26_secondary_nodes_together(default_build: Path) -> None:
    found = rows(default_build, "tier-profile", tier="rising", dimension="indicators", source="003")
    values = {row.claims: (row.cells["comparator"], row.cells["thing"], row.cells["unit"]) for row in found}
    assert values["003-o0262",] == ("=", "26", "个")
    assert values["003-o0260",] == ("=", "37.7", "%")
    assert values["003-o0264",] == (">", "1200", "家")
    (nodes,) = [row for row in found if row.claims == ("003-o0262",)]
    assert (nodes.cells["of"], nodes.cells["period"]) == (Ref("group/003-rising"), "2020")


def test_a_share_of_the_leading_regions_keeps_its_hedge_and_whole_in_each_document(default_build: Path) -> None:
    found = rows(default_build, "tier-profile", tier="leading", dimension="indicators")
    shares = {
        (str(row.cells["source"]), str(row.cells["property"]))
        for row in found
        if (row.cells["comparator"], row.cells["thing"], row.cells["base"]) == (">", "70", Ref("region/cn"))
    }
    indicators = ("connected-enterprises", "identifier-registrations", "iiot-financing")
    assert shares == {(f"document/{key}", f"indicator/{name}") for key in ("002", "003") for name in indicators}


@pytest.mark.parametrize(("tier", "regions"), TIERS.items())
def test_only_the_groups_that_are_a_whole_tier_are_in_its_profile(default_build: Path, tier: str, regions: int) -> None:
    found = rows(default_build, "tier-profile", tier=tier)
    assert {str(row.cells["of"]) for row in found} == {f"tier/{tier}", f"group/002-{tier}", f"group/003-{tier}"}
    lists = [row for row in found if row.cells["dimension"] == "regions"]
    assert [len(keys(row.cells["members"])) for row in lists] == [regions] * 4
    assert [len(row.claims) for row in lists] == [regions] * 4
    assert {row.cells["dimension"] for row in found} == {
        "names", "regions", "descriptions", "recommendations", "figures", "indicators",
    }  # fmt: skip


def test_advice_for_a_tier_comes_with_what_it_says(default_build: Path) -> None:
    (advice,) = rows(default_build, "tier-profile", tier="catching-up", status="recommended")
    assert (advice.cells["thing"], advice.cells["says"]) == ("recommendation/003-5-3", ("促进典型模式的推广应用",))
    assert advice.claims == ("003-c2181", "003-c2183")


def test_a_group_is_the_tiers_only_where_one_document_lists_the_same_regions_for_both() -> None:
    tier, whole, part = Ref("tier/rising"), Ref("group/003-rising"), Ref("group/chengdu-chongqing")
    first, second = Ref("region/500000"), Ref("region/510000")
    stated: dict[str, Cell] = {"tier": tier, "status": "actual", "negated": False, "source": Ref("document/003")}
    said: tuple[tuple[Ref, str, Cell], ...] = (
        (tier, "inTier", first), (tier, "inTier", second), (whole, "hasMember", first), (whole, "hasMember", second),
        (part, "hasMember", first), (whole, "describedAs", "突出"), (part, "describedAs", "突出"),
    )  # fmt: skip
    lines = [
        stated | {"of": of, "property": name, "thing": thing, "claim": Ref(f"claim/003-t{n:04}")}
        for n, (of, name, thing) in enumerate(said)
    ]
    assert {row.cells["of"] for row in folded("tier-profile", lines)} == {tier, whole}
    elsewhere = [line | {"source": Ref("document/002")} if line["of"] == tier else line for line in lines]
    assert {row.cells["of"] for row in folded("tier-profile", elsewhere)} == {tier}
