"""Paths between two things over the edges that claims state: the shortest first, then the next ones.

A path is a sequence of things, none twice; between two of them there may be several edges, and all are told. The same
question finds the same paths: of equally long ones those whose things come first by identifier.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice

import networkx as nx

from graph.projection import Projection
from ontology.errors import AnswerTooLarge, UnknownName
from ontology.identifiers import Ref
from ontology.nearest import nearest

MOST_WORK = 1_000_000  # neighbours looked at for one question, about a second

Path = tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a path, as it is stated; ``forward`` is False where the path goes from the object to the subject."""

    subject: Ref
    property: str
    object: Ref
    forward: bool
    claims: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """Which ways count: along edges only where ``directed``; over these properties (none: all) but not ``without``.

    ``may_pass`` says which things may stand between the ends.
    """

    directed: bool = False
    properties: Collection[str] = ()
    without: Collection[str] = ()
    longest: int = 6
    may_pass: Callable[[Ref], bool] = lambda _: True

    def allows(self, name: str) -> bool:
        """Whether an edge of the property counts."""
        return name not in self.without and (not self.properties or name in self.properties)


def paths(graph: Projection, source: Ref, target: Ref, ways: Ways, most: int) -> list[Path]:
    """Up to ``most`` paths; none from a thing to itself.

    Raises UnknownName for things that the build does not have, and AnswerTooLarge where the search takes too long.
    """
    for ref in (source, target):
        if ref not in graph:
            raise UnknownName("thing", ref, nearest(ref, graph))
    if source == target:
        return []
    search = _Search(graph, source, target, ways)
    return list(islice(search.paths(), most))


def steps(graph: Projection, here: Ref, there: Ref, ways: Ways) -> list[Step]:
    """The edges that lead from ``here`` to ``there``: forward ones first, then by property."""
    found = _edges(graph, here, there, ways, forward=True)
    return found if ways.directed else found + _edges(graph, there, here, ways, forward=False)


def _edges(graph: Projection, subject: Ref, obj: Ref, ways: Ways, *, forward: bool) -> list[Step]:
    edges = graph.get_edge_data(subject, obj) or {}
    return [
        Step(subject, name, obj, forward, data["claims"], data["documents"])
        for name, data in sorted((str(name), data) for name, data in edges.items())
        if ways.allows(name)
    ]


@dataclass(slots=True)
class _Search:
    """One search: neighbours are found when they are needed, and counted."""

    graph: Projection
    source: Ref
    target: Ref
    ways: Ways
    work: int = 0
    known: dict[tuple[Ref, bool], list[Ref]] = field(default_factory=dict)

    def paths(self) -> Iterator[Path]:
        """All paths, the shortest first."""
        near = self._near()
        left = self._distances(self.target, near, backward=True)
        if self.source in left:
            for length in range(left[self.source], self.ways.longest + 1):
                yield from self._of_length([self.source], length, left)

    def _of_length(self, path: list[Ref], length: int, left: dict[Ref, int]) -> Iterator[Path]:
        """The ways to go on from a beginning that have ``length`` steps more; ``left`` says how far things are."""
        if length == 0:
            yield tuple(path)
            return
        for there in self._next(path[-1], backward=False):
            if left.get(there, length) < length and there not in path and (there != self.target or length == 1):
                yield from self._of_length([*path, there], length - 1, left)

    def _near(self) -> set[Ref]:
        """The things on any path that is short enough: without them a search gets lost in blind alleys."""
        to = self._distances(self.target, None, backward=True)
        off = self._distances(self.source, None, backward=False)
        near = {ref for ref in to.keys() & off.keys() if to[ref] + off[ref] <= self.ways.longest}
        block = nx.Graph((ref, there) for ref in near for there in self._next(ref, backward=False) if there in near)
        block.add_edge(self.source, self.target)
        both = {self.source, self.target}
        blocks: Iterator[set[Ref]] = nx.biconnected_components(block)  # type: ignore[assignment] # its stubs say lists
        return next((found for found in blocks if both <= found), both)

    def _distances(self, end: Ref, near: set[Ref] | None, *, backward: bool) -> dict[Ref, int]:
        """How many steps things are away from an end, as far as paths may go."""
        distance = {end: 0}
        waiting = deque([end])
        while waiting:
            here = waiting.popleft()
            if distance[here] == self.ways.longest:
                break
            for there in self._next(here, backward=backward):
                if there not in distance and (near is None or there in near):
                    distance[there] = distance[here] + 1
                    waiting.append(there)
        return distance

    def _next(self, here: Ref, *, backward: bool) -> list[Ref]:
        """Where one step leads, by identifier; only things that may stand there."""
        found = self.known.get((here, backward))
        if found is None:
            found = self.known[here, backward] = sorted(set(self._neighbours(here, backward=backward)))
        self.work += len(found)
        if self.work > MOST_WORK:
            raise AnswerTooLarge(MOST_WORK, "steps to search")
        return found

    def _neighbours(self, here: Ref, *, backward: bool) -> Iterator[Ref]:
        ends = (self.source, self.target)
        sides = [self.graph.pred if backward else self.graph.succ]
        if not self.ways.directed:
            sides = [self.graph.succ, self.graph.pred]
        for side in sides:
            for there, edges in side[here].items():
                if any(self.ways.allows(str(name)) for name in edges) and (there in ends or self.ways.may_pass(there)):
                    yield there
