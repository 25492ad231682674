"""Which things stand in the middle, and which belong together: measures over the edges that claims state.

The same build gives the same numbers to the last digit: things come in the order of their identifiers, chance has a
fixed seed, and numbers are cut to nine decimals, by which equal ones stay equal.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

import networkx as nx

from graph.projection import Projection
from ontology.identifiers import Ref

Measure = Literal["degree", "pagerank", "betweenness", "communities"]

SEED = 20211121
TOLERANCE = 1e-14  # the default of NetworkX is far off on large graphs
DECIMALS = 9
WORK = 3_000_000  # edges that betweenness walks over, a few seconds; it starts from a sample where all would be more
LEAST = 16  # things in that sample
KEPT = 1_000_000  # things in the results that are kept, the last result aside

if TYPE_CHECKING:
    Plain: TypeAlias = "nx.Graph[int]"


@dataclass(frozen=True, slots=True)
class Part:
    """The part of the graph that is looked at: between these things (None: all), over edges of these properties."""

    things: frozenset[Ref] | None = None
    properties: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()

    def has(self, subject: Ref, name: str, obj: Ref) -> bool:
        """Whether an edge belongs to it."""
        return (
            (self.things is None or (subject in self.things and obj in self.things))
            and name not in self.without
            and (not self.properties or name in self.properties)
        )


@dataclass(frozen=True, slots=True)
class Ranked:
    """A thing with its number; the rank of equal ones is the same. ``community`` only where they were asked for."""

    rank: int
    thing: Ref
    value: Decimal
    community: int | None = None


class Analyses:
    """Results over one build's graph, computed once each while they are kept; safe to use from several threads."""

    def __init__(self, graph: Projection) -> None:
        self._graph = graph
        self._known: dict[tuple[Measure, Part], tuple[Ranked, ...]] = {}
        self._lock = threading.Lock()

    def of(self, measure: Measure, part: Part) -> tuple[Ranked, ...]:
        """The things of a part by a measure; things without an edge in it are left out."""
        with self._lock:  # a second asker waits for the first one's result rather than computing it beside
            if (measure, part) not in self._known:
                self._known[measure, part] = analyse(self._graph, measure, part)
                while len(self._known) > 1 and sum(map(len, self._known.values())) > KEPT:
                    self._known.pop(next(iter(self._known)))
            return self._known[measure, part]


def analyse(graph: Projection, measure: Measure, part: Part) -> tuple[Ranked, ...]:
    """Measure the things of a part of a graph, the highest first; of communities the largest."""
    edges = sorted((s, name, o) for s, o, name in graph.edges(keys=True) if part.has(s, name, o))
    things = sorted({thing for subject, _, obj in edges for thing in (subject, obj)})
    number = {thing: place for place, thing in enumerate(things)}
    plain: nx.MultiDiGraph[int] = nx.MultiDiGraph()  # of numbers: sets of texts come in another order in each process
    plain.add_nodes_from(range(len(things)))
    plain.add_edges_from((number[subject], number[obj]) for subject, _, obj in edges)
    if measure == "communities":
        return _communities(plain, things)
    values = _MEASURES[measure](plain)
    return _ranked({things[place]: _cut(value) for place, value in values.items()})


def _cut(value: float) -> Decimal:
    return Decimal(f"{value:.{DECIMALS}f}").normalize() + 0


def _ranked(values: Mapping[Ref, Decimal]) -> tuple[Ranked, ...]:
    found: list[Ranked] = []
    for place, (thing, value) in enumerate(sorted(values.items(), key=lambda item: (-item[1], item[0])), 1):
        rank = found[-1].rank if found and found[-1].value == value else place
        found.append(Ranked(rank, thing, value))
    return tuple(found)


def _degree(graph: "nx.MultiDiGraph[int]") -> Mapping[int, float]:
    return dict(graph.degree())


def _pagerank(graph: "nx.MultiDiGraph[int]") -> Mapping[int, float]:
    """Along the edges; several edges between two things count as one."""
    return nx.pagerank(nx.DiGraph(graph), tol=TOLERANCE, max_iter=1_000) if graph else {}


def _betweenness(graph: "nx.MultiDiGraph[int]") -> Mapping[int, float]:
    """Both ways along the edges; in large graphs from a sample of things."""
    sample = min(len(graph), max(LEAST, WORK // (graph.number_of_edges() + len(graph) + 1)))
    return nx.betweenness_centrality(nx.Graph(graph), k=sample, seed=SEED)


_MEASURES: Mapping[str, Callable[["nx.MultiDiGraph[int]"], Mapping[int, float]]] = {
    "degree": _degree, "pagerank": _pagerank, "betweenness": _betweenness,
}  # fmt: skip


def _communities(graph: "nx.MultiDiGraph[int]", things: list[Ref]) -> tuple[Ranked, ...]:
    """Communities from the largest, by Louvain's method; the value of a thing is the number of edges at it."""
    plain: Plain = nx.Graph()
    plain.add_nodes_from(graph)
    for one, other in graph.edges():
        plain.add_edge(one, other, weight=plain.get_edge_data(one, other, {"weight": 0})["weight"] + 1)
    found = [sorted(members) for members in nx.community.louvain_communities(plain, seed=SEED)] if plain else []
    found.sort(key=lambda members: (-len(members), members))
    return tuple(
        Ranked(rank, things[place], Decimal(graph.degree(place)), community)
        for community, members in enumerate(found, 1)
        for rank, place in enumerate(sorted(members, key=lambda place: (-graph.degree(place), place)), 1)
    )
