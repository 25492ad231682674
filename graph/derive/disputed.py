"""Statements of what has one value only, and of which claims give several: dates, a platform's operator, a tier.

A policy may have several issuers, so those that one document names go together; two documents that name none in common
differ.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from graph.facts import Entity, Reach, Statement
from ontology.identifiers import Ref
from ontology.schema import schema
from ontology.values.period import Period
from ontology.values.vocabulary import Reason

TOGETHER = "issuedBy"  # of which a document may name several


@dataclass(frozen=True, slots=True)
class Side:
    """A statement, read of one subject and one object or value; ``documents`` are all that it takes to say so."""

    statement: Statement
    value: Ref | Period
    documents: frozenset[str]


def disputed(
    reached: Iterable[Reach], entities: Mapping[Ref, Entity]
) -> Iterator[tuple[Ref, Reason, tuple[Side, Side]]]:
    """Pairs of statements of one subject that give it different values, with the reason."""
    sides: dict[tuple[Ref, object], list[Side]] = defaultdict(list)
    for reach in reached:
        for subject, value in product(reach.subjects, reach.objects or (reach.statement.value,)):
            kind = _kind(reach.statement.property, subject, value, entities)
            if kind and isinstance(value, Ref | Period):
                documents = frozenset({reach.statement.document, *reach.documents})
                sides[subject, kind].append(Side(reach.statement, value, documents))
    for (subject, kind), found in sides.items():
        named = _named(found) if kind == TOGETHER else {}
        for one, other in _differing(_first(found)):
            if not named or named[one.documents].isdisjoint(named[other.documents]):
                yield subject, _reason(one.statement, other.statement), (one, other)


def _differing(sides: Iterable[Side]) -> Iterator[tuple[Side, Side]]:
    """The pairs whose values do not agree; a statement of a group has several, and does not differ from itself."""
    by_value: dict[Ref | Period, list[Side]] = defaultdict(list)
    for side in sides:
        by_value[side.value].append(side)
    for (value, ones), (another, others) in combinations(by_value.items(), 2):
        if not _agree(value, another):
            yield from ((one, other) for one, other in product(ones, others) if one.statement.id != other.statement.id)


def _first(sides: Iterable[Side]) -> list[Side]:
    """Each statement and value once: as its own document gives it, where that and others do."""
    found: dict[object, Side] = {}
    for side in sides:
        found.setdefault((side.statement.id, side.value), side)
    return list(found.values())


def _kind(name: str, subject: Ref, value: object, entities: Mapping[Ref, Entity]) -> object:
    """What has one value only: a date, the operator of a platform, the tier of a region in one scheme; else None.

    The issuers of a policy count as one, for each document.
    """
    if isinstance(value, Period) or name == TOGETHER:
        return name
    entity = entities.get(value) if isinstance(value, Ref) else None
    if name == "inTier" and entity:
        return name, dict(entity.attributes).get("scheme")
    owner = entities.get(subject)
    return name if name == "operatedBy" and owner and schema().is_a(owner.cls, "Platform") else None


def _named(sides: Iterable[Side]) -> Mapping[frozenset[str], set[Ref | Period]]:
    """The values that documents name."""
    named: dict[frozenset[str], set[Ref | Period]] = defaultdict(set)
    for side in sides:
        named[side.documents].add(side.value)
    return named


def _agree(one: Ref | Period, other: Ref | Period) -> bool:
    """Equal, or one date within the other: 2017 and 2017-11-27 agree."""
    if isinstance(one, Period) and isinstance(other, Period):
        return _within(one, other) or _within(other, one)
    return one == other


def _within(inner: Period, outer: Period) -> bool:
    starts_in = outer.start is None or (inner.start is not None and inner.start >= outer.start)
    return starts_in and (outer.end is None or (inner.end is not None and inner.end <= outer.end))


def _reason(one: Statement, other: Statement) -> Reason:
    """Another date, where both say since or until when and do not mean the same; else nothing explains it."""
    times = [(s.valid_from, s.valid_to) for s in (one, other)]
    return Reason.DATE if all(map(any, times)) and times[0] != times[1] else Reason.CONTRADICTION
