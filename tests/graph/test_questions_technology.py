"""Technologies, scenarios, modes and paths over the real seeds."""

from pathlib import Path

from graph.catalogue.definition import question
from graph.catalogue.rows import Row
from ontology.identifiers import Ref
from tests.graph.asking import rows

SHARED = {"subject": "region/cn", "measure": "share", "source": "document/003"}
REST = ("population", "base", "unit", "period", "time", "phase", "status")


def test_a_narrower_technology_counts_and_is_named(default_build: Path) -> None:
    found = rows(default_build, "technology-occurrences", technology="5g", kind="develops")
    assert {(row.cells["user"], row.cells["via_narrower"]) for row in found} == {
        ("enterprise/codesys", "technology/5g-soft-plc"),
        ("enterprise/huawei", "technology/5g-soft-plc"),
        ("enterprise/unicom-digital", "technology/yanfei-5g-module"),
    }


def test_two_levels_of_narrower_technologies_count(default_build: Path) -> None:
    about = rows(default_build, "technology-occurrences", technology="5g", kind="about")
    assert {row.cells["via_narrower"] for row in about} == {"technology/yanfei-5g-module"}


def test_the_region_of_a_user_and_its_tier_rest_on_claims(default_build: Path) -> None:
    found = rows(default_build, "technology-occurrences", technology="5g", kind="applies", tier="catching-up")
    mine = next(row for row in found if row.cells["user"] == "facility/xinyuan-coal-mine")
    assert (mine.cells["regions"], mine.cells["tiers"]) == (("region/140000",), ("tier/catching-up",))
    assert {"003-c1957", "003-c1933"} < set(mine.claims)


def test_a_user_without_a_region_or_a_tier_keeps_its_row(default_build: Path) -> None:
    found = {row.cells["user"]: row for row in rows(default_build, "technology-occurrences", technology="5g")}
    nowhere, nation = found["project/baotou-5g-smart-mine"], found["region/cn"]
    assert nowhere.cells["regions"] == nowhere.cells["tiers"] == ()
    assert (nation.cells["regions"], nation.cells["tiers"]) == (("region/cn",), ())


def test_a_technology_that_is_only_spoken_of_is_not_without_an_answer(default_build: Path) -> None:
    (row,) = rows(default_build, "technology-occurrences", technology="large-models")
    assert (row.cells["kind"], row.cells["value"], row.cells["source"]) == (
        "description",
        "人工智能浪潮的代表",
        "document/004",
    )
    said = rows(default_build, "technology-occurrences", technology="5g", kind="description")
    assert ("forecast", "国际标准也将进一步演进成熟") in {(row.cells["status"], row.cells["value"]) for row in said}
    assert {row.cells["measure"] for row in said} == {None}


def test_what_is_recommended_or_planned_differs_in_status(default_build: Path) -> None:
    (planned,) = rows(default_build, "technology-occurrences", technology="augmented-reality")
    assert (planned.cells["user"], planned.cells["status"]) == ("region/650000", "planned")
    advised = rows(default_build, "technology-occurrences", technology="edge-os")
    assert {row.cells["status"] for row in advised} == {"recommended"}


def test_penetration_keeps_hedged_and_exact_values_apart(default_build: Path) -> None:
    found = rows(default_build, "technology-occurrences", technology="big-data", kind="breakdown")
    assert {(row.cells["comparator"], row.cells["value"]) for row in found} == {("=", "14.6"), (">=", "10")}


def test_equal_shares_have_one_rank_and_several_wordings_stand_side_by_side(default_build: Path) -> None:
    found = rows(default_build, "scenarios-ready")
    second = [row for row in found if row.cells["rank"] == 2]
    assert {row.cells["scenario"] for row in second} == {
        "scenario/device-coordination",
        "scenario/remote-device-control",
    }
    assert {(row.cells["comparator"], row.cells["value"]) for row in second} == {("=", "72.1"), (">", "70")}
    assert not any(row.cells["undecided"] for row in found)
    assert [row.cells["scenario"] for row in found if row.cells["rank"] == 10] == ["scenario/unmanned-inspection"]


def test_bounds_that_overlap_leave_the_rank_undecided() -> None:
    fold = question("scenarios-ready").fold
    assert fold
    given = [ready("a", 60, 60), ready("b", 50, None), ready("c", 10, 20)]
    ranks = {row.cells["scenario"]: (row.cells["rank"], row.cells["rank_to"]) for row in fold(given, {})}
    assert ranks == {"scenario/a": (1, 2), "scenario/b": (1, 2), "scenario/c": (3, 3)}
    assert [row.cells["undecided"] for row in fold(given, {"scenario": (Ref("scenario/b"),)})] == [True]


def ready(key: str, lower: int, upper: int | None) -> Row:
    cells = {**SHARED, **dict.fromkeys(REST), "scenario": Ref(f"scenario/{key}"), "lower": lower, "upper": upper}
    return Row(cells, ("c1",))


def test_a_rank_does_not_depend_on_what_else_is_asked_for(default_build: Path) -> None:
    alone = rows(default_build, "scenarios-ready", scenario="machine-vision-inspection")
    assert [(row.cells["rank"], row.cells["value"]) for row in alone] == [(8, "47.2")]
    assert all(int(str(row.cells["value"])[:2]) >= 70 for row in rows(default_build, "scenarios-ready", at_least="70"))


def test_the_yearly_rise_of_all_modes_has_no_mode_and_is_not_mixed_with_levels(default_build: Path) -> None:
    (rise,) = rows(default_build, "mode-adoption", measure="difference")
    assert (rise.cells["mode"], rise.cells["value"], rise.cells["unit"]) == (None, "10", "百分点")
    (level,) = rows(default_build, "mode-adoption", mode="digital-management")
    assert (level.cells["measure"], level.cells["value"]) == ("share", "66.3")


def test_what_one_source_recommends_another_reports(default_build: Path) -> None:
    found = rows(default_build, "development-paths", path="typical-led", aspect="region")
    hubei = [row for row in found if row.cells["value"] == "region/420000"]
    assert {(row.cells["status"], row.cells["source"]) for row in hubei} == {
        ("recommended", "document/002"),
        ("actual", "document/003"),
    }


def test_members_of_a_group_on_a_path_say_of_which_group_it_is_stated(default_build: Path) -> None:
    found = rows(default_build, "development-paths", path="institutional", aspect="region")
    assert {(row.cells["value"], row.cells["stated_of"]) for row in found} >= {
        ("region/500000", "group/chengdu-chongqing"),
        ("region/340000", "group/yangtze-delta"),
    }
