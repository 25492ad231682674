from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path as File

import networkx as nx
import pytest

import graph.paths as module
from graph.paths import Path, Step, Ways, paths, steps
from graph.projection import Projection
from ontology.errors import AnswerTooLarge, UnknownName
from ontology.identifiers import Ref
from tests.graph.asking import edition
from tests.graph.drawing import chain, drawn


def find(graph: Projection, source: str, target: str, ways: Ways | None = None, most: int = 3) -> list[Path]:
    return paths(graph, Ref(source), Ref(target), ways or Ways(), most)


def told(graph: Projection, path: Path, ways: Ways | None = None) -> list[Step]:
    return [step for here, there in pairwise(path) for step in steps(graph, here, there, ways or Ways())]


def test_a_step_names_its_claims_and_documents() -> None:
    graph = drawn(("policy/plan", "targets", "region/110000"), ("region/110000", "inTier", "tier/leading"))
    (path,) = find(graph, "policy/plan", "tier/leading")
    assert path == ("policy/plan", "region/110000", "tier/leading")
    assert told(graph, path) == [
        Step(Ref("policy/plan"), "targets", Ref("region/110000"), True, ("900-c0",), ("900",)),  # noqa: FBT003 # as it reads
        Step(Ref("region/110000"), "inTier", Ref("tier/leading"), True, ("900-c1",), ("900",)),  # noqa: FBT003 # the same
    ]


def test_a_path_may_go_against_edges_and_says_so() -> None:
    graph = drawn(("region/110000", "inTier", "tier/leading"), ("region/310000", "inTier", "tier/leading"))
    (path,) = find(graph, "region/110000", "region/310000")
    assert [(s.subject, s.object, s.forward) for s in told(graph, path)] == [
        ("region/110000", "tier/leading", True),
        ("region/310000", "tier/leading", False),
    ]


def test_a_directed_path_goes_along_edges_only() -> None:
    graph = drawn(("region/110000", "inTier", "tier/leading"))
    assert find(graph, "tier/leading", "region/110000", Ways(directed=True)) == []
    assert find(graph, "region/110000", "tier/leading", Ways(directed=True)) == [("region/110000", "tier/leading")]


def test_all_edges_between_two_things_are_told_forward_ones_first() -> None:
    graph = drawn(
        ("policy/plan", "targets", "region/110000"),
        ("policy/plan", "jurisdiction", "region/110000"),
        ("region/110000", "implements", "policy/plan"),
    )
    (path,) = find(graph, "policy/plan", "region/110000")
    assert [s.property for s in told(graph, path)] == ["jurisdiction", "targets", "implements"]
    assert [s.property for s in told(graph, path, Ways(directed=True))] == ["jurisdiction", "targets"]
    assert [s.property for s in told(graph, path, Ways(without=["targets"]))] == ["jurisdiction", "implements"]


def test_there_is_no_path_between_things_that_nothing_joins_and_none_to_itself() -> None:
    graph = drawn(("region/110000", "inTier", "tier/leading"))
    graph.add_node(Ref("tier/rising"))
    assert find(graph, "region/110000", "tier/rising") == []
    assert find(graph, "region/110000", "region/110000") == []


@pytest.mark.parametrize(("source", "target"), [("region/110001", "tier/leading"), ("tier/leading", "region/110001")])
def test_a_thing_that_is_not_there_is_refused_with_the_nearest(source: str, target: str) -> None:
    graph = drawn(("region/110000", "inTier", "tier/leading"))
    with pytest.raises(UnknownName) as unknown:
        find(graph, source, target)
    assert (unknown.value.kind, unknown.value.name) == ("thing", "region/110001")
    assert "region/110000" in unknown.value.nearest


def test_shorter_paths_come_first_and_equal_ones_by_identifier() -> None:
    graph = drawn(
        *chain("policy/plan", "region/310000", "topic/iiot"),
        *chain("policy/plan", "region/110000", "topic/iiot"),
        *chain("policy/plan", "measure/fund", "programme/512", "topic/iiot"),
    )
    found = find(graph, "policy/plan", "topic/iiot")
    assert [path[1:-1] for path in found] == [("region/110000",), ("region/310000",), ("measure/fund", "programme/512")]
    assert find(graph, "policy/plan", "topic/iiot", most=1) == found[:1]
    assert find(graph, "policy/plan", "topic/iiot", Ways(longest=2)) == found[:2]


def test_no_thing_comes_twice_on_a_path() -> None:
    graph = drawn(*chain("policy/plan", "topic/iiot", "measure/fund"))
    assert find(graph, "policy/plan", "topic/iiot", Ways(longest=8)) == [("policy/plan", "topic/iiot")]


def test_only_things_that_may_stand_between_are_passed() -> None:
    graph = drawn(
        *chain("policy/plan", "region/110000", "topic/iiot"),
        *chain("policy/plan", "measure/fund", "programme/512", "topic/iiot"),
    )
    ways = Ways(may_pass=lambda ref: ref.segment in ("measure", "programme"))
    assert find(graph, "policy/plan", "topic/iiot", ways) == [
        ("policy/plan", "measure/fund", "programme/512", "topic/iiot")
    ]


def test_only_edges_of_the_properties_asked_for_are_gone() -> None:
    graph = drawn(("policy/plan", "targets", "region/110000"), *chain("policy/plan", "measure/fund", "region/110000"))
    long = ("policy/plan", "measure/fund", "region/110000")
    assert find(graph, "policy/plan", "region/110000", Ways(properties=["topic"])) == [long]
    assert find(graph, "policy/plan", "region/110000", Ways(without=["targets"])) == [long]
    assert find(graph, "policy/plan", "region/110000", Ways(properties=["topic"], without=["topic"])) == []


def test_a_search_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = drawn(*chain("policy/plan", "region/110000", "topic/iiot"))
    monkeypatch.setattr(module, "MOST_WORK", 3)
    with pytest.raises(AnswerTooLarge, match="more than 3 steps to search"):
        find(graph, "policy/plan", "topic/iiot")


def test_blind_alleys_round_a_hub_cost_no_time() -> None:
    """A hub with thousands of neighbours, each with its own tail: only what lies between the ends is searched."""
    hub: Projection = nx.MultiDiGraph()
    edges = [("t/a", "t/hub"), ("t/hub", "t/b"), *((f"t/n{n}", "t/hub") for n in range(5_000))]
    edges += [(f"t/n{n}", f"t/tail{n}-{m}") for n in range(5_000) for m in range(3)]
    for one, other in edges:
        hub.add_edge(Ref(one), Ref(other), "topic", claims=(), documents=())
    assert find(hub, "t/a", "t/b", Ways(longest=8), most=10) == [("t/a", "t/hub", "t/b")]


def by_networkx(graph: Projection, source: str, target: str, longest: int) -> list[Sequence[Ref]]:
    plain = nx.Graph(graph)
    found = nx.all_simple_paths(plain, Ref(source), Ref(target), cutoff=longest)
    return sorted(map(tuple, found), key=lambda path: (len(path), path))


def test_the_paths_of_the_default_build_are_those_that_networkx_finds(default_build: File) -> None:
    graph = edition(default_build).projection
    for target in sorted(nx.node_connected_component(graph.to_undirected(), Ref("region/370000")))[::40]:
        expected = by_networkx(graph, "region/370000", target, 3)
        found = find(graph, "region/370000", target, Ways(longest=3), most=10) if target != "region/370000" else []
        assert found == expected[:10]
        assert all(step.claims for path in found for step in told(graph, path))
