from pathlib import Path

import networkx as nx
import pytest

from graph.build import prepare, write
from graph.builds import Builds
from graph.projection import Projection, Step, projection, shortest_path
from graph.stores import open_store
from ontology.errors import UnknownName
from ontology.identifiers import Ref
from ontology.values.vocabulary import Status
from tests.graph.making import World


def project(world: World) -> Projection:
    store = open_store("memory:")
    everything, described = prepare(world.facts())
    write(store, everything, described, "build-1")
    return projection(store.view())


@pytest.fixture
def world() -> World:
    """A world in which every entity that needs a claim for its shape has one."""
    return World()


def path(graph: Projection, source: str, target: str, *, directed: bool = False) -> list[Step] | None:
    return shortest_path(graph, Ref(source), Ref(target), directed=directed)


def test_an_edge_names_its_property_claims_and_documents(world: World) -> None:
    world.state("region/110000", "inTier", "tier/leading")
    world.state("region/110000", "inTier", "tier/leading", "901")
    graph = project(world)
    assert list(graph.edges(keys=True, data=True)) == [
        (
            "region/110000",
            "tier/leading",
            "inTier",
            {"property": "inTier", "claims": ("900-c0", "901-c1"), "documents": ("900", "901")},
        )
    ]


def test_only_actual_statements_that_are_not_negated_give_edges(world: World) -> None:
    world.state("region/110000", "inTier", "tier/leading", status=Status.FORECAST)
    world.state("region/110000", "inTier", "tier/rising", negated=True)
    world.state("region/110000", "describedAs", "首都")
    assert project(world).number_of_edges() == 0


def test_two_properties_between_two_things_are_two_edges(world: World) -> None:
    world.state("policy/plan", "targets", "region/110000")
    world.state("policy/plan", "jurisdiction", "region/110000")
    graph = project(world)
    assert sorted(graph["policy/plan"]["region/110000"]) == ["jurisdiction", "targets"]  # type: ignore[index] # a Ref is its text


@pytest.mark.parametrize("naming", ["900", "901"])
def test_groups_are_expanded_whoever_names_the_members(world: World, naming: str) -> None:
    world.twin(naming)
    world.state("group/twin", "followsPath", "path/special")
    followers = {u for u, _, name in project(world).edges(keys=True) if name == "followsPath"}
    assert {"region/110000", "region/310000"} <= followers
    assert ("group/twin" in followers) == (naming == "901")


def test_things_without_an_edge_are_there(world: World) -> None:
    world.observe("region/110000", "12")
    graph = project(world)
    assert "tier/rising" in graph
    assert not any(str(node).startswith(("claim/", "passage/", "document/", "unit/")) for node in graph)


def test_a_path_names_the_claims_of_each_step(world: World) -> None:
    world.state("region/110000", "inTier", "tier/leading")
    world.state("policy/plan", "targets", "region/110000")
    assert path(project(world), "policy/plan", "tier/leading") == [
        Step(Ref("policy/plan"), "targets", Ref("region/110000"), forward=True, claims=("900-c1",)),
        Step(Ref("region/110000"), "inTier", Ref("tier/leading"), forward=True, claims=("900-c0",)),
    ]


def test_a_path_may_go_against_edges_and_says_so(world: World) -> None:
    world.state("region/110000", "inTier", "tier/leading")
    world.state("region/310000", "inTier", "tier/leading")
    found = path(project(world), "region/110000", "region/310000")
    assert found is not None
    assert [(s.subject, s.object, s.forward) for s in found] == [
        ("region/110000", "tier/leading", True),
        ("region/310000", "tier/leading", False),
    ]


def test_a_directed_path_goes_along_edges_only(world: World) -> None:
    world.state("region/110000", "inTier", "tier/leading")
    graph = project(world)
    assert path(graph, "tier/leading", "region/110000", directed=True) is None
    assert path(graph, "region/110000", "tier/leading", directed=True) == path(graph, "region/110000", "tier/leading")


def test_there_is_no_path_between_things_that_nothing_joins(world: World) -> None:
    world.state("region/110000", "inTier", "tier/leading")
    assert path(project(world), "region/110000", "tier/rising") is None


def test_the_path_from_a_thing_to_itself_has_no_steps(world: World) -> None:
    world.state("region/110000", "inTier", "tier/leading")
    assert path(project(world), "region/110000", "region/110000") == []


@pytest.mark.parametrize(("source", "target"), [("region/110001", "tier/leading"), ("tier/leading", "region/110001")])
def test_a_thing_that_is_not_there_is_refused_with_the_nearest(world: World, source: str, target: str) -> None:
    world.state("region/110000", "inTier", "tier/leading")
    with pytest.raises(UnknownName) as unknown:
        path(project(world), source, target)
    assert (unknown.value.kind, unknown.value.name) == ("thing", "region/110001")
    assert "region/110000" in unknown.value.nearest


def test_of_equal_paths_the_first_by_identifier_is_taken(world: World) -> None:
    for middle in ("region/310000", "region/110000"):
        world.state("policy/plan", "targets", middle)
        world.state(middle, "inTier", "tier/leading")
    found = path(project(world), "policy/plan", "tier/leading")
    assert found is not None
    assert found[0].object == "region/110000"


def test_of_equal_edges_the_forward_one_with_the_first_property_is_taken(world: World) -> None:
    world.state("policy/plan", "targets", "region/110000")
    world.state("policy/plan", "jurisdiction", "region/110000")
    world.state("region/110000", "implements", "policy/plan")
    graph = project(world)
    assert [s.property for s in path(graph, "policy/plan", "region/110000") or []] == ["jurisdiction"]
    assert [s.property for s in path(graph, "region/110000", "policy/plan") or []] == ["implements"]


def test_the_paths_of_the_default_build_are_as_short_as_networkx_finds(default_build: Path) -> None:
    opened = Builds(default_build).open()
    graph = projection(opened.view)
    assert nx.utils.graphs_equal(graph, projection(opened.view))
    lengths = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), Ref("region/370000"))
    for target in sorted(lengths)[::20]:
        found = shortest_path(graph, Ref("region/370000"), target)
        assert found is not None
        assert len(found) == lengths[target]
        assert found == shortest_path(graph, Ref("region/370000"), target)
        assert all(step.claims for step in found)
