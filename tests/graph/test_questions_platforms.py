"""Platforms, facilities and enterprises over the real seeds: what is stated is there, what is not stays empty."""

import re
from decimal import Decimal
from pathlib import Path

from graph.catalogue.answering import ask
from graph.catalogue.definition import question
from graph.catalogue.effects import EFFECTS
from graph.catalogue.rows import Row
from ontology.identifiers import Ref
from tests.graph.asking import CAP, edition, rows

CONCH, CHAIN = "enterprise/yingde-conch", "enterprise/qingdao-chain-drive"


def named(found: tuple[Row, ...], column: str) -> dict[object, Row]:
    return {row.cells[column]: row for row in found}


def test_a_platform_without_a_stated_kind_stays_with_an_empty_cell(default_build: Path) -> None:
    cosmoplat = named(rows(default_build, "platforms"), "platform")["platform/cosmoplat"]
    assert cosmoplat.cells["kinds"] == cosmoplat.cells["regions"] == ()
    assert cosmoplat.claims


def test_a_platform_gathers_all_its_kinds_and_operators(default_build: Path) -> None:
    found = named(rows(default_build, "platforms"), "platform")
    assert found["platform/ningxia-chemicals"].cells["kinds"] == ("industry", "public-service")
    assert found["platform/rootcloud"].cells["operators"] == ("enterprise/rootcloud", "enterprise/sany")
    assert found["platform/rootcloud"].cells["tiers"] == ("tier/rising",)


def test_a_platform_is_found_by_who_develops_it_though_nobody_says_who_operates_it(default_build: Path) -> None:
    assert set(named(rows(default_build, "platforms", developer="展锐"), "platform")) == {"platform/unisoc-v516"}
    assert not rows(default_build, "platforms", operator="展锐")


def test_platforms_that_are_only_said_to_be_an_enterprises_have_no_row(default_build: Path) -> None:
    assert not rows(default_build, "platforms", kind="cross-industry")
    said = rows(default_build, "claims-of-document", document="003", about="海尔", property="describedAs")
    assert "入选国家十大“双跨”工业互联网平台" in {row.cells["other"] for row in said}


def test_an_industry_takes_in_its_narrower_ones(default_build: Path) -> None:
    found = named(rows(default_build, "platforms", industry="general-equipment"), "platform")
    assert set(found) == {"platform/shuanghuan-gear"}
    assert found["platform/shuanghuan-gear"].cells["industries"] == ("industry/gears",)


def test_what_is_stated_of_a_group_is_found_by_its_members(default_build: Path) -> None:
    found = named(rows(default_build, "platforms", region="重庆"), "platform")
    assert set(found) == {
        "platform/security-situational-chongqing",
        "platform/chengdu-chongqing-network-test",
        "platform/chengdu-chongqing-public-service",
    }
    assert found["platform/chengdu-chongqing-network-test"].cells["regions"] == ("group/chengdu-chongqing",)


def test_what_is_planned_says_so(default_build: Path) -> None:
    assert set(named(rows(default_build, "facilities", status="planned"), "facility")) == {
        "facility/backup-node-guiyang",
        "facility/backup-node-nanjing",
        "facility/suzhou-5g-ii-pilot-zone",
        "facility/zhongguancun-iiot-park",
    }


def test_a_province_has_the_facilities_of_its_cities_and_their_tier(default_build: Path) -> None:
    found = named(rows(default_build, "facilities", region="山东", kind="secondary-node"), "facility")
    assert found["facility/secondary-node-weihai-mobile"].cells["regions"] == ("region/371000",)
    assert found["facility/secondary-node-weihai-mobile"].cells["tiers"] == ("tier/rising",)
    assert set(found) == {
        "facility/secondary-node-dalu-jidian",
        "facility/secondary-node-jinan-inspur",
        "facility/secondary-node-weihai-mobile",
    }


def test_sources_of_one_facility_stand_together(default_build: Path) -> None:
    centre = named(rows(default_build, "facilities", kind="data-centre"), "facility")
    assert centre["facility/national-iiot-big-data-centre"].cells["sources"] == ("document/001", "document/004")


def test_the_tier_of_an_enterprise_is_that_of_its_province_by_each_source(default_build: Path) -> None:
    found = rows(default_build, "platforms-of-enterprise", enterprise="qingdao-chain-drive")
    assert {row.cells["region"] for row in found} == {"region/370200"}
    assert {(row.cells["tier"], row.cells["tier_source"]) for row in found} == {
        ("tier/rising", "document/002"),
        ("tier/rising", "document/003"),
    }


def test_an_enterprise_of_a_group_has_no_tier_and_one_without_a_region_keeps_its_row(default_build: Path) -> None:
    (grouped,) = rows(default_build, "platforms-of-enterprise", enterprise="xcmg-information")
    assert (grouped.cells["region"], grouped.cells["tier"]) == ("group/yangtze-delta", None)
    (nowhere,) = rows(default_build, "platforms-of-enterprise", enterprise="enterprise/rootcloud")
    assert (nowhere.cells["relation"], nowhere.cells["region"]) == ("operates", None)


def test_before_and_after_stand_side_by_side_and_apart_from_the_stated_change(default_build: Path) -> None:
    found = rows(default_build, "effects-of-enterprise", enterprise=CONCH, indicator="power-per-tonne-limestone")
    pair, stated = (next(row for row in found if row.cells["kind"] == kind) for kind in ("pair", "change"))
    assert pair.claims == ("003-o0083", "003-o0084")
    assert (pair.cells["before"], pair.cells["value"]) == ("0.73", "0.72")
    assert pair.cells["change_lower"] == pair.cells["change_upper"] == Decimal("-0.01")
    assert (pair.cells["growth_lower"], pair.cells["growth_upper"]) == (Decimal("-1.37"), Decimal("-1.36"))
    assert stated.claims == ("003-o0085",)
    assert (stated.cells["value"], stated.cells["change_lower"]) == ("-1.37", None)


def test_figures_of_what_an_enterprise_runs_are_its_effects_with_the_link(default_build: Path) -> None:
    found = rows(default_build, "effects-of-enterprise", enterprise="unicom-digital", effect="energy")
    assert [row.cells["of"] for row in found] == ["technology/yanfei-5g-module"]
    assert found[0].claims == ("003-c0636", "003-o0186")


def test_savings_have_falls_amounts_and_pairs_but_no_levels(default_build: Path) -> None:
    found = rows(default_build, "savings")
    assert {row.cells["kind"] for row in found} == {"change", "saving", "pair"}
    assert {row.claims for row in found if row.cells["subject"] == CHAIN and row.cells["kind"] == "pair"}
    told = {claim for row in found for claim in row.claims}
    assert {"003-o0093", "003-o0095"} <= told, "七一二通信: the fall of two years"
    assert not {"003-o0092", "003-o0094"} & told, "and not its level"


def test_savings_of_an_industry_take_in_what_the_enterprise_operates(default_build: Path) -> None:
    (oil,) = rows(default_build, "savings", industry="steel")
    assert oil.cells["subject"] == Ref("enterprise/baotou-steel")
    assert {"003-o0114", "003-c0340", "003-c2922"} <= set(oil.claims), "the figure, the base it operates, its industry"


def test_a_forecast_saving_is_not_among_the_actual_ones(default_build: Path) -> None:
    cost = {"industry": "non-metallic-minerals", "effect": "cost"}
    assert rows(default_build, "savings", **cost, status="actual") == ()
    (forecast,) = rows(default_build, "savings", **cost)
    assert "003-o0091" in forecast.claims
    assert forecast.cells["status"] == "forecast"


def test_every_indicator_by_which_an_enterprise_changed_or_saved_is_an_effect(default_build: Path) -> None:
    found = ask(edition(default_build).view, question("effects-of-enterprise"), {}, CAP).rows
    unlisted = {row.cells["indicator"] for row in found if row.cells["kind"] != "level" and not row.cells["effect"]}
    assert not unlisted, "say in graph/catalogue/effects.py what they are effects on"
    every = {str(hit.ref) for hit in edition(default_build).names.of_class("Indicator")}
    assert set(EFFECTS) <= every


def test_the_query_for_savings_asks_for_the_indicators_that_tell_of_savings() -> None:
    query = question("savings").query
    telling = {key for key, (_, sense) in EFFECTS.items() if sense != "other"}
    assert {f"indicator/{key}" for key in re.findall(r"indicator:([\w-]+)", query.sparql)} == telling
    assert set(re.findall(r"'(indicator/[\w-]+)'", query.cypher or "")) == telling
