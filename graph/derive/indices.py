"""An index meets the ratio to its base: 198.2 where 2019 is 100, and "twice that of 2019"."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from graph.derive.comparable import rounding, same_period, scaled, scaled_rounding, scope
from graph.facts import Entity, Observation
from ontology.identifiers import Ref
from ontology.values.vocabulary import Measure, Reason


def indices(
    observations: Sequence[Observation], entities: Mapping[Ref, Entity]
) -> Iterator[tuple[Reason, tuple[Observation, ...]]]:
    """Indices and ratios of the same figure that are not equal, with the reason."""
    found: dict[object, list[Observation]] = defaultdict(list)
    for figure in observations:
        if figure.measure is Measure.INDEX:
            found[_key(figure)].append(figure)
    for ratio in (figure for figure in observations if figure.measure is Measure.RATIO):
        base = _base(ratio, entities)
        for index in found.get(_key(ratio), ()) if base else ():
            if base and same_period(index, ratio) and (reason := _reason(index, ratio, base)):
                yield reason, (index, ratio)


def _key(figure: Observation) -> object:
    """What agrees where both are of one time; the last day of it stands in for that, so that series stay apart."""
    return figure.subject, figure.indicator, scope(figure), figure.period and (figure.period.end,)


def _base(ratio: Observation, entities: Mapping[Ref, Entity]) -> Decimal | None:
    """What the index stands at in the period to which the ratio compares; None where that is not its base period."""
    given = dict(entities[ratio.indicator].attributes) if ratio.indicator in entities else {}
    value = given.get("baseValue")
    return value if isinstance(value, Decimal) and given.get("basePeriod") == ratio.base else None


def _reason(index: Observation, ratio: Observation, base: Decimal) -> Reason | None:
    if not scaled(ratio.quantity, base).disjoint(index.quantity.bounds()):
        return None
    if not scaled_rounding(ratio.quantity, base).disjoint(rounding(index.quantity)):
        return Reason.ROUNDING
    return Reason.CONTRADICTION
