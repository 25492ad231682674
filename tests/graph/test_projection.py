from pathlib import Path

import networkx as nx
import pytest

from graph.build import prepare, write
from graph.builds import Builds
from graph.projection import Projection, projection
from graph.stores import open_store
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


def test_the_projection_of_a_build_is_the_same_each_time(default_build: Path) -> None:
    opened = Builds(default_build).open()
    graph = projection(opened.view)
    assert nx.utils.graphs_equal(graph, projection(opened.view))
    assert list(graph) == sorted(graph)
