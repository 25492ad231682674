"""The projection of a build for paths and analytics: a NetworkX graph of the direct edges between things.

Every edge keeps the claims that state it, so that a path is one click from the words.
"""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx

from graph.lookups import lookup
from graph.store import Term, View
from ontology.errors import UnknownName
from ontology.identifiers import Ref
from ontology.nearest import nearest

Projection: TypeAlias = "nx.MultiDiGraph[Ref]"


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a path, as it is stated; ``forward`` is False where the path goes from the object to the subject."""

    subject: Ref
    property: str
    object: Ref
    forward: bool
    claims: tuple[str, ...]


def projection(view: View) -> Projection:
    """All things of a build, and the edges that actual claims state; the property's name is the key of an edge.

    Each edge has ``property``, ``claims`` (ids) and ``documents`` (keys). Things without an edge are there too.
    Reference data (the administrative tree, broader concepts) is not claimed, and gives no edges.
    """
    graph: Projection = nx.MultiDiGraph()
    graph.add_nodes_from(sorted(thing for (thing,) in view.lines(lookup("things"), {}).rows if isinstance(thing, Ref)))
    stated: dict[tuple[Ref, Ref, str], set[tuple[str, str]]] = defaultdict(set)
    for subject, name, obj, claim, document in view.lines(lookup("edges"), {}).rows:
        if isinstance(subject, Ref) and isinstance(obj, Ref) and isinstance(name, Term):
            stated[subject, obj, str(name)].add((_key(claim), _key(document)))
    for (subject, obj, name), said in sorted(stated.items()):
        claims, documents = (tuple(sorted(set(part))) for part in zip(*said, strict=True))
        graph.add_edge(subject, obj, name, property=name, claims=claims, documents=documents)
    return graph


def shortest_path(graph: Projection, source: Ref, target: Ref, *, directed: bool = False) -> list[Step] | None:
    """The steps of a shortest path; None where there is none, an empty list from a thing to itself.

    Edges may be gone both ways unless ``directed``. Of several shortest paths it is always the same: the one whose next
    thing comes first by identifier, then forward edges before others, then the property that comes first.
    Raises UnknownName for things that the build does not have.
    """
    for ref in (source, target):
        if ref not in graph:
            raise UnknownName("thing", ref, nearest(ref, graph))
    distance = _distances(graph, target, directed=directed)
    if source not in distance:
        return None
    steps, here = [], source
    while here != target:
        here, step = min(
            ((there, step) for there, step in _steps(graph, here, directed=directed) if there in distance
             and distance[there] == distance[here] - 1),
            key=lambda found: (found[0], not found[1].forward, found[1].property),
        )  # fmt: skip
        steps.append(step)
    return steps


def _distances(graph: Projection, target: Ref, *, directed: bool) -> dict[Ref, int]:
    """How many steps each thing is away from ``target``, of those from which it can be reached."""
    distance = {target: 0}
    waiting = deque([target])
    while waiting:
        here = waiting.popleft()
        before = [*graph.predecessors(here), *([] if directed else graph.successors(here))]
        for there in before:
            if there not in distance:
                distance[there] = distance[here] + 1
                waiting.append(there)
    return distance


def _steps(graph: Projection, here: Ref, *, directed: bool) -> Iterator[tuple[Ref, Step]]:
    """Where one step leads from ``here``, and by which edge."""
    for _, there, name, data in graph.out_edges(here, keys=True, data=True):
        yield there, Step(here, name, there, forward=True, claims=data["claims"])
    if not directed:
        for there, _, name, data in graph.in_edges(here, keys=True, data=True):
            yield there, Step(there, name, here, forward=False, claims=data["claims"])


def _key(cell: object) -> str:
    return str(cell).partition("/")[2]
