"""Which claims disagree, and why. Derived, never entered; the graph does not judge between them.

Two observations conflict where their bounds have no value in common. One reason is given, the first that fits:

*definition*: another indicator that is taken for it, by another document; a part that is more than its whole of that
time; a number that follows from how a source divides something · *forecast*: one is planned, forecast or a target and
another document's is actual · *date*: stated of different periods by different documents · *rounding*: the same, as one
of them is rounded or hedged · *date*: one has no period, or both and their documents are of different days ·
*definition*: a state and a sum · *producer*: measured by others · *contradiction*: nothing explains it.

A series of one document is growth, not conflict. An index meets the ratio to its base, and a change the two levels that
it leads from and to. Statements of what has one value (dates, operators, the tier of a region) conflict too,
and those of a policy's issuers where two documents name none in common.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, combinations, product

from graph.derive.changes import changes
from graph.derive.comparable import above, family, is_division, is_part, rounded, same_period, scope
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
    yield from _earliest(
        _conflict(subject, reason, {side.statement.id: max(days[key] for key in side.documents) for side in sides})
        for subject, reason, sides in disputed(reached, entities)
    )


def _earliest(found: Iterable[Conflict]) -> Iterable[Conflict]:
    """Each conflict once, from when it is first known: other documents that name a group's members may repeat it."""
    first: dict[Ref, Conflict] = {}
    for conflict in sorted(found, key=lambda conflict: conflict.known_from):
        first.setdefault(conflict.ref, conflict)
    return first.values()


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
        bounds = {figure.id: figure.quantity.bounds() for figure in group}
        for one, other in candidates(group):
            same_kind = one.quantity.unit.dimension == other.quantity.unit.dimension
            if same_kind and bounds[one.id].disjoint(bounds[other.id]) and (reason := _reason(one, other, days)):
                yield reason, (one, other)


def candidates(group: Sequence[Observation]) -> Iterator[tuple[Observation, Observation]]:
    """The pairs of figures of one kind that can conflict.

    A series of one document is never compared with itself, or it would take the square of its length: only what is of
    one time there, or of none.
    """
    if is_division(group[0].indicator):
        yield from combinations(group, 2)
        return
    documents: dict[str, list[Observation]] = defaultdict(list)
    for figure in group:
        documents[figure.document].append(figure)
    for one, other in combinations(documents.values(), 2):
        yield from product(one, other)
    for figures in documents.values():
        times: dict[object, list[Observation]] = defaultdict(list)
        for figure in figures:
            times[figure.period and (figure.period.end,)].append(figure)
        undated = times.pop(None, [])
        yield from product(undated, chain.from_iterable(times.values()))
        for alike in (undated, *times.values()):
            yield from combinations(alike, 2)


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
    dated = part.period is not None and whole.period is not None
    comparable = part.status is whole.status and (not dated or same_period(part, whole))
    return comparable and is_part(part, whole) and above(part, whole)


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
