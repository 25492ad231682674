"""Direct edges, so that plain queries stay short; the claims behind them stay at hand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from graph.facts import Edge, Reach
from ontology.identifiers import Ref
from ontology.values.period import Period

_Key = tuple[str, Ref, str, Ref | str | int | Period]
_Found = dict[_Key, list[tuple[str, frozenset[Ref]]]]  # claim, and the groups of which it was stated


def edges(reached: Iterable[Reach]) -> Iterator[Edge]:
    """One edge for each document, subject, property and object (or value) that an actual claim states.

    Edges that follow only with the members that another document names are derived.
    """
    own: _Found = defaultdict(list)
    derived: _Found = defaultdict(list)
    for reach in reached:
        _add(reach, own if reach.beyond is None else derived)
    yield from (_edge(key, found) for key, found in own.items())
    yield from (_edge(key, found, derived=True) for key, found in derived.items() if key not in own)


def _add(reach: Reach, found: _Found) -> None:
    statement = reach.statement
    for subject, value in product(reach.subjects, reach.objects or (statement.value,)):
        if value is not None:
            key = (statement.document, subject, statement.property, value)
            found[key].append((statement.id, frozenset(_stated_of(reach, subject, value))))


def _edge(key: _Key, found: list[tuple[str, frozenset[Ref]]], *, derived: bool = False) -> Edge:
    groups = {group for _, of in found for group in of}
    return Edge(*key, tuple(claim for claim, _ in found), tuple(sorted(groups)), derived)


def _stated_of(reach: Reach, subject: Ref, value: object) -> Iterator[Ref]:
    if subject != reach.statement.subject:
        yield reach.statement.subject
    if reach.objects and value != reach.statement.object and reach.statement.object:
        yield reach.statement.object
