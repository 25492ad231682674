"""Measures over a small graph whose numbers are known, and over the default build, where they must repeat."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import graph.analytics as module
from graph.analytics import Analyses, Measure, Part, Ranked, analyse
from graph.projection import Projection
from ontology.identifiers import Ref
from tests.graph.asking import edition
from tests.graph.drawing import chain, drawn

MEASURES: list[Measure] = ["degree", "pagerank", "betweenness", "communities"]


@pytest.fixture
def star() -> Projection:
    """Three things round a topic, and a pair apart."""
    topics = [(thing, "topic", "topic/iiot") for thing in ("policy/plan", "measure/fund", "programme/512")]
    return drawn(*topics, ("policy/plan", "targets", "region/110000"))


def values(found: tuple[Ranked, ...]) -> dict[str, str]:
    return {one.thing: str(one.value) for one in found}


def test_the_degree_counts_edges_and_equal_things_share_a_rank(star: Projection) -> None:
    found = analyse(star, "degree", Part())
    assert [(one.rank, str(one.thing), int(one.value)) for one in found] == [
        (1, "topic/iiot", 3), (2, "policy/plan", 2), (3, "measure/fund", 1), (3, "programme/512", 1),
        (3, "region/110000", 1),
    ]  # fmt: skip


def test_pagerank_flows_along_the_edges_and_sums_to_one(star: Projection) -> None:
    found = values(analyse(star, "pagerank", Part()))
    numbers = [Decimal(value) for value in found.values()]
    assert Decimal(found["topic/iiot"]) == max(numbers)
    assert found["measure/fund"] == found["programme/512"]
    assert abs(sum(numbers, Decimal()) - 1) < Decimal("1e-8")


def test_betweenness_is_of_things_in_the_middle(star: Projection) -> None:
    """The topic lies on 5 of the 6 pairs of the others, the plan on 3."""
    found = values(analyse(star, "betweenness", Part()))
    assert found["topic/iiot"] == "0.833333333"
    assert found["policy/plan"] == "0.5"
    assert found["measure/fund"] == "0"


def test_communities_come_from_the_largest_with_a_rank_within_each() -> None:
    graph = drawn(*chain("measure/fund", "topic/iiot", "programme/512"), *chain("policy/plan", "policy/other"))
    found = analyse(graph, "communities", Part())
    assert [(one.community, one.rank, one.thing) for one in found] == [
        (1, 1, "topic/iiot"), (1, 2, "measure/fund"), (1, 3, "programme/512"), (2, 1, "policy/other"),
        (2, 2, "policy/plan"),
    ]  # fmt: skip


def test_a_part_keeps_its_things_and_properties_and_leaves_out_things_without_an_edge(star: Projection) -> None:
    things = frozenset(map(Ref, ("policy/plan", "topic/iiot", "region/110000")))
    assert set(values(analyse(star, "degree", Part(things)))) == things
    assert set(values(analyse(star, "degree", Part(properties=frozenset({"targets"}))))) == {
        "policy/plan", "region/110000",
    }  # fmt: skip
    assert "region/110000" not in values(analyse(star, "degree", Part(without=frozenset({"targets"}))))


@pytest.mark.parametrize("measure", MEASURES)
def test_a_part_without_edges_has_nothing_to_measure(star: Projection, measure: Measure) -> None:
    assert analyse(star, measure, Part(things=frozenset())) == ()


def test_large_graphs_are_measured_from_a_sample(star: Projection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WORK", 0)
    monkeypatch.setattr(module, "LEAST", 4)
    sampled = analyse(star, "betweenness", Part())
    assert sampled == analyse(star, "betweenness", Part())
    assert sampled[0].thing == "topic/iiot"


def test_a_result_is_computed_once_and_the_oldest_is_forgotten(
    star: Projection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT", 1)
    analyses = Analyses(star)
    first = analyses.of("degree", Part())
    assert analyses.of("degree", Part()) is first
    assert analyses.of("communities", Part())
    again = analyses.of("degree", Part())
    assert again is not first
    assert again == first


ALL = """
import json, sys
from pathlib import Path
from graph.analytics import Part, analyse
from tests.graph.asking import edition
graph = edition(Path(sys.argv[1])).projection
print(json.dumps([[str(cell) for one in analyse(graph, m, Part()) for cell in (one.thing, one.value, one.community)]
                  for m in ("pagerank", "communities")]))
"""


def test_another_process_gives_the_same_numbers(default_build: Path) -> None:
    """Texts hash differently in each process, and so do sets of them come in another order."""
    command = [sys.executable, "-c", ALL, str(default_build)]
    told = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(2)]
    assert told[0] == told[1]
    assert all(json.loads(told[0]))


def test_the_default_build_has_its_topic_in_the_middle(default_build: Path) -> None:
    analyses = edition(default_build).analyses
    assert {analyses.of(measure, Part())[0].thing for measure in MEASURES[:3]} == {"topic/iiot"}
