"""Which claims disagree, and why. Derived, never entered; the graph does not judge between them.

Two observations conflict where their bounds have no value in common. One reason is given, the first that fits:

*definition*: another indicator that is taken for it, by another document; a part that is more than its whole; a number
that follows from how a source divides something · *forecast*: one is planned, forecast or a target and another
document's is actual · *date*: stated of different periods by different documents · *rounding*: the same, as one of them
is rounded or hedged · *date*: one has no period, or both and their documents are of different days · *definition*: a
state and a sum · *producer*: measured by others · *contradiction*: nothing explains it.

A series of one document is growth, not conflict. An index meets the ratio to its base, and a change the two levels that
it leads from and to. Statements of what has one value (dates, operators, the tier of a region) conflict too,
and those of a policy's issuers where two documents name none in common.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from graph.derive.changes import changes
from graph.derive.comparable import above, disjoint, family, is_division, is_part, rounded, same_period, scope
from graph.derive.disputed import disputed
from graph.derive.indices import indices
from graph.facts import Conflict, Document, Entity, Observation, Reach
from ontology.identifiers import Ref
from ontology.values.vocabulary import Measure, Reason, Status


def conflicts(
    observations: Sequence[Observation],
    reached: Iterable[Reach],
    entities: Mapping[Ref, Entity],
    documents: Mapping[str, Document],
) -> Iterator[Conflict]:
    """All conflicts: between figures, and between the actual statements in ``reached``."""
    days = {key: document.known_from for key, document in documents.items()}
    figures = [observation for observation in observations if observation.status is not Status.RECOMMENDED]
    actual = [figure for figure in figures if figure.status is Status.ACTUAL]
    for reason, members in (*_pairs(figures, days), *indices(actual, entities), *changes(actual)):
        yield _conflict(members[0].subject, reason, {claim.id: days[claim.document] for claim in members})
    for subject, reason, sides in disputed(reached, entities):
        known = {side.statement.id: max(days[key] for key in side.documents) for side in sides}
        yield _conflict(subject, reason, known)


def _conflict(subject: Ref, reason: Reason, known: Mapping[str, date]) -> Conflict:
    return Conflict(subject, tuple(sorted(known)), reason, max(known.values()))


def _pairs(
    figures: Iterable[Observation], days: Mapping[str, date]
) -> Iterator[tuple[Reason, tuple[Observation, ...]]]:
    groups: dict[object, list[Observation]] = defaultdict(list)
    for figure in figures:
        key = (figure.subject, family(figure.indicator), figure.measure, figure.base, figure.phase)
        groups[key].append(figure)
    for group in groups.values():
        for one, other in combinations(group, 2):
            if disjoint(one.quantity, other.quantity) and (reason := _reason(one, other, days)):
                yield reason, (one, other)


def _reason(one: Observation, other: Observation, days: Mapping[str, date]) -> Reason | None:
    """Why two figures that differ do so; None where they are not about the same."""
    if one.indicator != other.indicator:
        apart = one.document != other.document and one.measure is Measure.LEVEL and scope(one) == scope(other)
        return Reason.DEFINITION if apart else None
    if scope(one) != scope(other):
        return Reason.DEFINITION if _more_than_whole(one, other) or _more_than_whole(other, one) else None
    if is_division(one.indicator):
        return Reason.DEFINITION
    if one.status is not other.status:
        outlook = Status.ACTUAL in (one.status, other.status) and one.document != other.document
        return Reason.FORECAST if outlook else None
    return _reason_of_same(one, other, same_day=days[one.document] == days[other.document])


def _more_than_whole(part: Observation, whole: Observation) -> bool:
    return part.status is whole.status and is_part(part, whole) and above(part, whole)


def _reason_of_same(one: Observation, other: Observation, *, same_day: bool) -> Reason | None:
    """Why two figures of the same indicator, scope and status differ; undated ones are read as of their document."""
    stated = one.period is not None and other.period is not None
    if stated and not same_period(one, other):
        return Reason.DATE if one.document != other.document else None
    if rounded(one.quantity, other.quantity):
        return Reason.ROUNDING
    if not same_period(one, other) or not (one.period or same_day):
        return Reason.DATE
    if one.time and other.time and one.time != other.time:
        return Reason.DEFINITION
    if one.producer and other.producer and one.producer != other.producer:
        return Reason.PRODUCER
    return Reason.CONTRADICTION
