"""Which observations speak of the same figure, which of nearly the same, and whether their values agree.

Comparable are observations that agree in subject, indicator, breakdown, population, measure, base, period, time and
phase. Near are those of one subject that differ in one of these, or whose indicators a reader takes for one another.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from graph.facts import Observation
from ontology.identifiers import Ref
from ontology.values.quantity import Bounds, Comparator, Quantity
from ontology.values.vocabulary import Measure, Time

# Indicators that papers call by one name (the industry's size, the regions with a policy) and that count differently.
_FAMILIES = (
    ("industry-size", "industry-value-added", "core-industry-size", "core-industry-value-added"),
    ("provinces-with-measure", "provinces-with-policy"),
)
_NEAR = {Ref(f"indicator/{key}"): f"indicator/{family[0]}" for family in _FAMILIES for key in family}

# How many parts a source divides something into: that is its choice, which no date changes.
_DIVISIONS = frozenset(
    Ref(f"indicator/{key}")
    for key in (
        "data-use-modes", "development-paths", "evaluation-dimensions", "evaluation-indicators", "functional-systems",
        "recommendations", "report-parts", "tier-count",
    )
)  # fmt: skip

SMALL = 100  # counts below it are counted, not rounded: 10 platforms are ten


def family(indicator: Ref) -> str:
    """What stands for the indicators that are taken for ``indicator``, itself among them."""
    return _NEAR.get(indicator, str(indicator))


def is_division(indicator: Ref) -> bool:
    """Whether the number follows from how a source divides something."""
    return indicator in _DIVISIONS


def is_part(part: Observation, whole: Observation) -> bool:
    """Whether ``part`` counts only some of what ``whole`` does: its breakdown or its population is narrower."""
    if part.population != whole.population and whole.population is not None:
        return False
    return set(part.breakdown) >= set(whole.breakdown) and scope(part) != scope(whole)


def scope(observation: Observation) -> tuple[frozenset[Ref], Ref | None]:
    """The part of the indicator, and of the subject's things, that was counted."""
    return frozenset(observation.breakdown), observation.population


def above(part: Observation, whole: Observation) -> bool:
    """Whether a part is surely more than its whole, which no level can be."""
    low, high = part.quantity.bounds().lower, whole.quantity.bounds().upper
    return part.measure is Measure.LEVEL and low is not None and high is not None and low >= high


def same_period(one: Observation, other: Observation) -> bool:
    """Whether both are of the same time: for states at a time its last day counts, else both ends."""
    at_end = Time.AT in (one.time, other.time)
    return _days(one, at_end=at_end) == _days(other, at_end=at_end)


def _days(observation: Observation, *, at_end: bool) -> tuple[date | None, ...] | None:
    period = observation.period
    if period is None:
        return None
    return (period.end,) if at_end else (period.start, period.end)


def rounded(one: Quantity, other: Quantity) -> bool:
    """Whether one is the other, rounded as it is printed: 2 times and 1.982; 700 and nearly 700."""
    return _rounds_to(one, other.bounds()) or _rounds_to(other, one.bounds())


def rounding(quantity: Quantity) -> Bounds:
    """What is printed as this number once it is rounded: half a step of the last digit that counts on both sides."""
    around = replace(quantity, comparator=Comparator.ABOUT).bounds()
    return Bounds(around.lower, around.upper, upper_open=True)


def is_exact(quantity: Quantity) -> bool:
    """Whether the quantity is one number without a hedge."""
    return quantity.text is not None and quantity.comparator is Comparator.EQUAL


def scaled(quantity: Quantity, base: Decimal) -> Bounds:
    """The bounds of a ratio in the terms of an index that stands at ``base`` where the ratio is 1."""
    return _times(quantity.bounds(), base)


def scaled_rounding(quantity: Quantity, base: Decimal) -> Bounds:
    """``rounding`` of a ratio in the terms of such an index."""
    return _times(rounding(quantity), base)


def _times(bounds: Bounds, base: Decimal) -> Bounds:
    low, high = (None if end is None else end * base for end in (bounds.lower, bounds.upper))
    return replace(bounds, lower=low, upper=high)


def _rounds_to(printed: Quantity, bounds: Bounds) -> bool:
    number = printed.number
    if number is None or not is_exact(printed):
        return False
    if printed.unit.dimension == "count" and abs(number) < SMALL:
        return False
    return not rounding(printed).disjoint(bounds)
