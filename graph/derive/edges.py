"""Direct edges, so that plain queries stay short; the claims behind them stay at hand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from graph.facts import Edge, Reach
from ontology.identifiers import Ref
from ontology.values.period import Period

_Key = tuple[str, Ref, str, Ref | str | int | Period]


def edges(reached: Iterable[Reach]) -> Iterator[Edge]:
    """One edge for each document, subject, property and object (or value) that an actual claim states."""
    claims: dict[_Key, list[str]] = defaultdict(list)
    groups: dict[_Key, set[Ref]] = defaultdict(set)
    for reach in reached:
        statement = reach.statement
        values = reach.objects or (statement.value,)
        for subject, value in product(reach.subjects, values):
            if value is None:
                continue
            key = (statement.document, subject, statement.property, value)
            claims[key].append(statement.id)
            groups[key] |= {ref for ref in _stated_of(reach, subject, value) if ref}
    for key, ids in claims.items():
        yield Edge(*key, tuple(ids), tuple(sorted(groups[key])))


def _stated_of(reach: Reach, subject: Ref, value: object) -> Iterator[Ref | None]:
    if subject != reach.statement.subject:
        yield reach.statement.subject
    if reach.objects and value != reach.statement.object:
        yield reach.statement.object
