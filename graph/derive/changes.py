"""A printed change meets the levels it leads from and to: a fall of 1.37 % where 0.73 became 0.72."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from graph.derive.comparable import is_exact, rounding
from graph.facts import Observation
from ontology.values.quantity import Bounds, Quantity
from ontology.values.vocabulary import Measure, Phase, Reason

HUNDRED = Decimal(100)


def changes(observations: Sequence[Observation]) -> Iterator[tuple[Reason, tuple[Observation, ...]]]:
    """Growth and differences that the levels do not give exactly, with the levels before and after, and the reason.

    Before and after a change are phases of one document's story; levels of years may come from several documents.
    """
    levels: dict[object, list[Observation]] = defaultdict(list)
    exact = [figure for figure in observations if is_exact(figure.quantity)]
    for figure in exact:
        if figure.measure is Measure.LEVEL:
            levels[_key(figure, figure.phase or figure.period)].append(figure)
    for change in exact:
        if change.measure in (Measure.GROWTH, Measure.DIFFERENCE) and change.base is not None:
            then = Phase.AFTER if change.base is Phase.BEFORE else change.period
            for before, after in product(*(levels.get(_key(change, when), ()) for when in (change.base, then))):
                if reason := _reason(change, before.quantity, after.quantity):
                    yield reason, (change, before, after)


def _key(figure: Observation, when: object) -> object:
    document = figure.document if isinstance(when, Phase) else None
    return figure.subject, figure.indicator, figure.breakdown, figure.population, when, document


def _reason(change: Observation, before: Quantity, after: Quantity) -> Reason | None:
    """Why the printed change is not that between the levels; None where it is, or where they do not compare."""
    old, new, printed = before.number, after.number, change.quantity.number
    if not old or new is None or printed is None or before.unit.base != after.unit.base:
        return None
    if change.measure is Measure.DIFFERENCE:
        if change.quantity.unit.base != before.unit.base or new - old == printed:
            return None
        possible = _difference(rounding(before), rounding(after))
    else:
        if change.quantity.unit.base != "%" or (new - old) * HUNDRED == printed * old:
            return None
        possible = _growth(rounding(before), rounding(after))
    return Reason.CONTRADICTION if possible.disjoint(rounding(change.quantity)) else Reason.ROUNDING


def _difference(before: Bounds, after: Bounds) -> Bounds:
    (low, high), (new_low, new_high) = _ends(before), _ends(after)
    return Bounds(new_low - high, new_high - low)


def _growth(before: Bounds, after: Bounds) -> Bounds:
    """The growth in percent that levels allow which are rounded; any where the level before may be nothing."""
    ends, new_ends = _ends(before), _ends(after)
    if ends[0] <= 0:
        return Bounds(None, None)
    growths = [(new / old - 1) * HUNDRED for old, new in product(ends, new_ends)]
    return Bounds(min(growths), max(growths))


def _ends(bounds: Bounds) -> tuple[Decimal, Decimal]:
    if bounds.lower is None or bounds.upper is None:
        raise ValueError("a rounded number has both ends")
    return bounds.lower, bounds.upper
