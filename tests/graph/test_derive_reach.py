from graph.facts import Edge, Reach
from ontology.identifiers import Ref
from ontology.values.vocabulary import Status
from tests.graph.making import World

MEMBERS = (Ref("region/110000"), Ref("region/310000"))
TWIN = Ref("group/twin")


def test_a_relation_of_a_complete_group_holds_of_its_members() -> None:
    world = World()
    world.twin()
    world.state("group/twin", "followsPath", "path/special")
    assert {s for s, name, _ in world.edges() if name == "followsPath"} == set(MEMBERS)


def test_a_relation_to_a_complete_group_leads_to_its_members() -> None:
    world = World()
    world.twin()
    world.state("policy/plan", "targets", "group/twin")
    assert {o for _, name, o in world.edges() if name == "targets"} == set(MEMBERS)


def test_an_edge_keeps_the_group_of_which_it_was_stated() -> None:
    world = World()
    world.twin()
    stated = world.state("group/twin", "followsPath", "path/special")
    edge = world.edge("region/110000", "followsPath", "path/special")
    assert (edge.stated_of, edge.claims, edge.derived) == ((TWIN,), (stated.id,), False)


def test_an_edge_of_the_thing_itself_was_stated_of_no_group() -> None:
    world = World()
    world.state("region/110000", "followsPath", "path/special")
    assert world.edge("region/110000", "followsPath", "path/special").stated_of == ()


def test_membership_itself_is_not_expanded() -> None:
    world = World()
    world.twin()
    assert world.edges() == {(TWIN, "hasMember", member) for member in MEMBERS}


def test_numbers_are_of_the_group_alone() -> None:
    world = World()
    world.twin()
    world.observe("group/twin", "12")
    assert not any(isinstance(f, Edge | Reach) and "platforms" in repr(f) for f in world.derived())


def test_what_describes_the_group_is_not_expanded() -> None:
    world = World()
    world.twin()
    stated = world.state("group/twin", "describedAs", "两地")
    assert [reach.subjects for reach in world.reaches(stated)] == [(TWIN,)]
    assert (TWIN, "describedAs", "两地") in world.edges()


def test_a_group_whose_table_does_not_say_that_all_are_named_is_not_expanded() -> None:
    world = World()
    world.state("group/open", "hasMember", "region/110000")
    world.state("group/open", "followsPath", "path/special")
    assert world.edge("group/open", "followsPath", "path/special").stated_of == ()


def test_a_complete_group_of_which_no_member_is_named_stands_for_itself() -> None:
    world = World()
    world.state("group/twin", "followsPath", "path/special")
    assert world.edges() == {(TWIN, "followsPath", Ref("path/special"))}


def test_negated_and_planned_members_are_none() -> None:
    world = World()
    world.state("group/twin", "hasMember", "region/110000")
    world.state("group/twin", "hasMember", "region/310000", negated=True)
    world.state("group/twin", "hasMember", "region/110105", status=Status.PLANNED)
    world.state("group/twin", "followsPath", "path/special")
    assert {s for s, name, _ in world.edges() if name == "followsPath"} == {MEMBERS[0]}


def test_planned_and_negated_statements_give_no_edge_but_say_of_whom_they_speak() -> None:
    world = World()
    world.twin()
    planned = world.state("group/twin", "followsPath", "path/special", status=Status.PLANNED)
    negated = world.state("region/110105", "followsPath", "path/special", negated=True)
    assert {name for _, name, _ in world.edges()} == {"hasMember"}
    assert [reach.subjects for s in (planned, negated) for reach in world.reaches(s)] == [MEMBERS, ("region/110105",)]


def test_members_that_another_document_names_give_a_derived_reach_beyond_the_documents_own() -> None:
    world = World()
    world.twin("901")
    stated = world.state("group/twin", "followsPath", "path/special", "900")
    own, further = world.reaches(stated)
    assert (own.subjects, own.beyond) == ((TWIN,), None)
    assert (further.subjects, further.beyond, further.documents) == (MEMBERS, own, ("901",))


def test_edges_that_take_another_document_are_derived() -> None:
    world = World()
    world.twin("901")
    world.state("group/twin", "followsPath", "path/special", "900")
    assert world.edge("group/twin", "followsPath", "path/special").derived is False
    edge = world.edge("region/110000", "followsPath", "path/special")
    assert (edge.derived, edge.document, edge.stated_of) == (True, "900", (TWIN,))


def test_claims_of_one_document_for_the_same_edge_are_one_edge() -> None:
    world = World()
    first = world.state("region/110000", "inTier", "tier/leading")
    second = world.state("region/110000", "inTier", "tier/leading")
    world.state("region/110000", "inTier", "tier/leading", "901")
    edges = [e for e in world.derived() if isinstance(e, Edge)]
    assert [(e.document, e.claims) for e in edges] == [("900", (first.id, second.id)), ("901", ("901-c2",))]
