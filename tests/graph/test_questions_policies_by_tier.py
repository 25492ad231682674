"""The mission's question over the real seeds: each basis is right, and its parameters mean what they say."""

from pathlib import Path

import pytest

from graph.catalogue.evidence import evidence
from graph.catalogue.rows import Row
from graph.lookups import lookup
from graph.store import Term
from ontology.identifiers import Ref
from tests.graph.asking import edition, rows

TIERS = ("leading", "rising", "catching-up", "emerging")
PROPERTIES = {
    "own": {"jurisdiction", "signatory"},
    "within": {"jurisdiction", "signatory"},
    "named": {"targets"},
    "implements": {"implements", "establishes", "jurisdiction", "signatory"},
    "national": {"jurisdiction", "issuedBy"},
}
AGREEMENT, ACTION_PLAN = Ref("policy/2021-yangtze-agreement"), Ref("policy/2018-iiot-action-plan")


def of_all_tiers(data: Path, **given: str | list[str]) -> list[Row]:
    return [row for tier in TIERS for row in rows(data, "policies-by-tier", tier=tier, **given)]


def keys(found: list[Row], *columns: str) -> set[tuple[object, ...]]:
    return {tuple(row.cells[column] for column in columns) for row in found}


def memberships(data: Path, **given: str) -> set[str]:
    return {claim for row in rows(data, "tier-members", **given) for claim in row.claims}


def chain(part_of: dict[str, str], place: str) -> list[str]:
    """The regions above a place, the nearest first."""
    return [part_of[place], *chain(part_of, part_of[place])] if place in part_of else []


def test_each_basis_occurs_and_rests_on_a_membership_and_a_claim_of_its_kind(default_build: Path) -> None:
    lines = edition(default_build).view.lines(lookup("statements"), {}).rows
    properties = {str(line[0]).removeprefix("claim/"): str(line[3]) for line in lines}
    found = of_all_tiers(default_build)
    assert {row.cells["basis"] for row in found} == set(PROPERTIES)
    for row in found:
        grounds = {properties[claim] for claim in row.claims} - {"inTier"}
        assert grounds, row
        assert grounds <= PROPERTIES[str(row.cells["basis"])], row
        assert any(properties[claim] == "inTier" for claim in row.claims), row


def test_a_region_that_carries_out_a_programme_implements_the_policy_that_established_it(default_build: Path) -> None:
    found = rows(default_build, "policies-by-tier", tier="rising", basis="implements")
    sichuan = [row for row in found if row.cells["region"] == "region/510000"]
    assert keys(sichuan, "policy") == {(Ref("policy/2019-512"),)}
    quotes = {entry["quote"] for entry in evidence(edition(default_build).view, sichuan[0].claims).values()}
    assert any("512" in str(quote) for quote in quotes)


def test_an_agreement_is_own_to_each_signatory(default_build: Path) -> None:
    found = [r for r in of_all_tiers(default_build, basis="own") if r.cells["policy"] == AGREEMENT]
    assert keys(found, "tier", "region", "ground") == {
        (Ref("tier/leading"), Ref("region/310000"), "signatory"),
        (Ref("tier/leading"), Ref("region/320000"), "signatory"),
        (Ref("tier/leading"), Ref("region/330000"), "signatory"),
        (Ref("tier/rising"), Ref("region/340000"), "signatory"),
    }


def test_a_place_below_the_region_is_within(default_build: Path) -> None:
    lines = edition(default_build).view.lines(lookup("entity"), {}).rows
    part_of = {str(thing): str(value) for thing, name, value in lines if name == Term("partOf")}
    found = of_all_tiers(default_build, basis="within")
    assert found
    for row in found:
        stated = rows(default_build, "policy-details", policy=str(row.cells["policy"]), property="jurisdiction")
        places = {str(detail.cells["value"]) for detail in stated}
        assert str(row.cells["region"]) not in places
        assert str(row.cells["region"]) in {above for place in places for above in chain(part_of, place)}


@pytest.mark.parametrize("tier", TIERS)
def test_a_national_policy_has_one_row_a_tier(default_build: Path, tier: str) -> None:
    found = list(rows(default_build, "policies-by-tier", tier=tier, basis="national"))
    assert keys(found, "region") == {(Ref("region/cn"),)}
    assert len(keys(found, "policy", "ground")) == len(found)
    by_issuer = [row for row in found if row.cells["ground"] == "issuer"]
    assert ACTION_PLAN in {row.cells["policy"] for row in by_issuer}


def test_recommendations_plans_and_forecasts_never_support(default_build: Path) -> None:
    opened, found = edition(default_build), of_all_tiers(default_build)
    claims = evidence(opened.view, {claim for row in found for claim in row.claims})
    assert {entry["status"] for entry in claims.values()} == {"actual"}
    assert {Ref(str(row.cells["policy"])).segment for row in found} == {"policy", "measure"}


def test_the_source_chooses_whose_membership_counts(default_build: Path) -> None:
    everyones = memberships(default_build)
    for document in ("002", "003"):
        own = memberships(default_build, source=document)
        found = of_all_tiers(default_build, source=document)
        assert all(set(row.claims) & everyones and set(row.claims) & everyones <= own for row in found)
    second, third = (of_all_tiers(default_build, source=document) for document in ("002", "003"))
    assert {claim for row in second for claim in row.claims} != {claim for row in third for claim in row.claims}


def test_before_its_last_possible_day_of_publication_a_document_is_not_known(default_build: Path) -> None:
    before, after = (of_all_tiers(default_build, known_at=day) for day in ("2021-12-30", "2021-12-31"))
    assert not any(claim.startswith("003-") for row in before for claim in row.claims)
    assert (Ref("policy/2019-512"), "implements") in keys(after, "policy", "basis")
    assert (Ref("policy/2019-512"), "implements") not in keys(before, "policy", "basis")
    assert (AGREEMENT, "own") in keys(before, "policy", "basis"), "another document said it on 2021-12-20"
    assert (AGREEMENT, "own") not in keys(of_all_tiers(default_build, known_at="2021-12-19"), "policy", "basis")


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2018-05-30", False), ("2018-05-31", True), ("2019-06-30", True), ("2020-12", True), ("2020", True),
     ("2021-01-01", False), ("2021", False)],
)  # fmt: skip
def test_outside_of_its_period_a_plan_does_not_support(default_build: Path, day: str, holds: bool) -> None:  # noqa: FBT001 # a case
    found = rows(default_build, "policies-by-tier", tier="leading", valid_at=day)
    assert (ACTION_PLAN in {row.cells["policy"] for row in found}) is holds


def test_unknown_ends_count_as_in_force_and_say_so(default_build: Path) -> None:
    for row in of_all_tiers(default_build):
        known = row.cells["start"] is not None and row.cells["end"] is not None
        assert row.cells["life"] == ("stated" if known else "assumed")
    later = of_all_tiers(default_build, valid_at="2999-12-31")
    assert later
    assert {row.cells["life"] for row in later} == {"assumed"}
