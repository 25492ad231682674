from datetime import date

import pytest

from graph.facts import Support
from ontology.values.period import Period
from ontology.values.vocabulary import Basis, Status
from tests.graph.making import World, rows


@pytest.fixture
def world() -> World:
    """Beijing leads, Shanghai rises."""
    world = World()
    world.state("region/110000", "inTier", "tier/leading")
    world.state("region/310000", "inTier", "tier/rising")
    return world


def only(world: World) -> Support:
    (support,) = world.supports()
    return support


@pytest.mark.parametrize("name", ["jurisdiction", "signatory"])
def test_own_is_a_jurisdiction_or_signatory_that_is_the_region(world: World, name: str) -> None:
    ground = world.state("policy/plan", name, "region/110000")
    support = only(world)
    assert (support.tier, support.region, support.basis, support.ground) == (
        "tier/leading", "region/110000", Basis.OWN, name,
    )  # fmt: skip
    assert (support.membership, support.grounds) == (("900-c0",), (ground.id,))


def test_each_signatory_of_an_agreement_has_it_as_its_own(world: World) -> None:
    world.twin()
    world.state("policy/plan", "signatory", "group/twin")
    assert rows(world.supports()) == {
        ("policy/plan", "region/110000", "own", "signatory"),
        ("policy/plan", "region/310000", "own", "signatory"),
    }


def test_within_is_a_jurisdiction_that_is_part_of_the_region(world: World) -> None:
    world.state("measure/fund", "jurisdiction", "region/110105")
    assert rows(world.supports()) == {("measure/fund", "region/110000", "within", "jurisdiction")}


@pytest.mark.parametrize("place", ["region/110000", "region/110105"])
def test_named_is_a_target_that_is_the_region_or_a_place_in_it(world: World, place: str) -> None:
    world.state("policy/plan", "targets", place)
    assert rows(world.supports()) == {("policy/plan", "region/110000", "named", "target")}


def test_a_target_group_names_each_member(world: World) -> None:
    world.twin()
    world.state("policy/plan", "targets", "group/twin")
    assert {s.region for s in world.supports()} == {"region/110000", "region/310000"}


@pytest.mark.parametrize("place", ["region/110000", "region/110105"])
def test_implements_is_a_region_or_a_place_in_it_that_carries_it_out(world: World, place: str) -> None:
    world.state(place, "implements", "policy/plan")
    assert rows(world.supports()) == {("policy/plan", "region/110000", "implements", "implements")}


def test_a_region_implements_what_its_measure_carries_out(world: World) -> None:
    home = world.state("measure/fund", "jurisdiction", "region/110000")
    done = world.state("measure/fund", "implements", "policy/plan")
    (support,) = (s for s in world.supports() if s.intervention == "policy/plan")
    assert (support.region, support.basis) == ("region/110000", Basis.IMPLEMENTS)
    assert support.grounds == tuple(sorted((home.id, done.id)))


def test_a_region_that_implements_a_programme_implements_the_policy_that_founded_it(world: World) -> None:
    done = world.state("region/110000", "implements", "programme/512")
    founding = world.state("policy/plan", "establishes", "programme/512")
    support = only(world)
    assert (support.intervention, support.basis) == ("policy/plan", Basis.IMPLEMENTS)
    assert support.grounds == (done.id, founding.id)


def test_a_programme_alone_is_no_support(world: World) -> None:
    world.state("region/110000", "implements", "programme/512")
    world.state("programme/512", "targets", "region/110000")
    assert world.supports() == []


def test_a_ground_that_takes_two_documents_is_known_when_both_are(world: World) -> None:
    world.state("region/110000", "implements", "programme/512", "901")
    world.state("policy/plan", "establishes", "programme/512", "902")
    support = only(world)
    assert (support.known_from, len(support.grounds)) == (date(2022, 1, 5), 2)


def test_national_is_one_row_for_each_tier(world: World) -> None:
    world.state("policy/plan", "jurisdiction", "region/cn")
    found = world.supports()
    assert {(s.tier, s.region, s.basis, s.ground) for s in found} == {
        ("tier/leading", "region/cn", Basis.NATIONAL, "jurisdiction"),
        ("tier/rising", "region/cn", Basis.NATIONAL, "jurisdiction"),
    }
    assert {s.membership for s in found} == {("900-c0",), ("900-c1",)}


def test_a_national_issuer_implies_the_country_and_the_row_says_so(world: World) -> None:
    world.state("policy/plan", "issuedBy", "org/ministry")
    assert rows(world.supports()) == {("policy/plan", "region/cn", "national", "issuer")}


def test_a_regional_issuer_implies_nothing(world: World) -> None:
    world.state("policy/plan", "issuedBy", "org/bureau")
    assert world.supports() == []


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.ACTUAL])
def test_grounds_that_are_not_actual_stay_out(world: World, status: Status) -> None:
    for name in ("jurisdiction", "targets"):
        world.state("measure/fund", name, "region/110000", status=status)
    assert world.supports() == []


def test_negated_grounds_stay_out(world: World) -> None:
    world.state("measure/fund", "jurisdiction", "region/110000", negated=True)
    world.state("region/110000", "implements", "policy/plan", negated=True)
    assert world.supports() == []


@pytest.mark.parametrize(("status", "negated"), [(Status.FORECAST, False), (Status.ACTUAL, True)])
def test_membership_that_is_not_actual_supports_nothing(status: Status, negated: bool) -> None:  # noqa: FBT001 # a case
    world = World()
    world.state("region/110000", "inTier", "tier/leading", status=status, negated=negated)
    world.state("measure/fund", "jurisdiction", "region/110000")
    assert world.supports() == []


def test_a_shared_topic_and_a_recommendation_are_no_support(world: World) -> None:
    world.state("policy/plan", "topic", "topic/iiot")
    world.state("recommendation/more", "addressedTo", "region/110000")
    world.state("recommendation/more", "topic", "topic/iiot")
    assert world.supports() == []


def test_each_document_that_sorts_the_region_has_a_row_of_its_own(world: World) -> None:
    world.state("region/110000", "inTier", "tier/leading", "901")
    world.state("policy/plan", "jurisdiction", "region/110000")
    assert {(s.source, s.known_from, s.membership) for s in world.supports()} == {
        ("900", date(2021, 12, 31), ("900-c0",)),
        ("901", date(2022, 1, 5), ("901-c2",)),
    }


def test_grounds_of_a_later_document_are_known_later(world: World) -> None:
    world.state("policy/plan", "jurisdiction", "region/110000")
    world.state("policy/plan", "jurisdiction", "region/110000", "901")
    assert {(s.known_from, s.grounds) for s in world.supports()} == {
        (date(2021, 12, 31), ("900-c2",)),
        (date(2022, 1, 5), ("901-c3",)),
    }


def test_members_that_a_later_document_names_make_the_support_known_then(world: World) -> None:
    world.state("policy/plan", "targets", "group/twin")
    world.twin("901")
    assert {s.known_from for s in world.supports()} == {date(2022, 1, 5)}


def test_a_support_lives_as_long_as_its_intervention(world: World) -> None:
    world.state("policy/plan", "jurisdiction", "region/110000")
    world.state("policy/plan", "periodCovered", Period.parse("2021/2023"))
    support = only(world)
    assert (support.start, support.end) == (date(2021, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("issued", "covered", "life"),
    [
        ("2020-12-22", None, ("2020-12-22", None)),
        ("2020-12", "2021/2023", ("2020-12-01", "2023-12-31")),
        (None, "2021/2023", ("2021-01-01", "2023-12-31")),
        (None, "2021/..", ("2021-01-01", None)),
        (None, "../2023", (None, "2023-12-31")),
    ],
)
def test_an_intervention_lives_from_its_issue_to_the_end_of_what_it_covers(
    issued: str | None, covered: str | None, life: tuple[str | None, str | None]
) -> None:
    world = World()
    for name, text in (("issuedOn", issued), ("periodCovered", covered)):
        if text:
            world.state("policy/plan", name, Period.parse(text))
    assert world.lives() == {"policy/plan": life}


def test_the_widest_life_that_documents_state_counts() -> None:
    world = World()
    world.state("policy/plan", "periodCovered", Period.parse("2021/2022"))
    world.state("policy/plan", "periodCovered", Period.parse("2020/2021"), "901")
    assert world.lives() == {"policy/plan": ("2020-01-01", "2022-12-31")}


def test_planned_dates_and_programmes_have_no_life() -> None:
    world = World()
    world.state("policy/plan", "issuedOn", Period.parse("2025"), status=Status.PLANNED)
    world.state("programme/512", "periodCovered", Period.parse("2018/2020"))
    assert world.lives() == {}
