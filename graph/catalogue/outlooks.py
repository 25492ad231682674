"""What was expected (planned, forecast, a target) beside what came of it: figures and statements of one thing.

A figure is reached from below, unless it is printed as *at most* or is a fall. Only actual figures of the same scope,
measure, base and unit are compared, and only of the same period: an earlier, later or undated one leaves it open.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.catalogue.figures import mirrored
from graph.catalogue.folding import claims_of, every, grouped
from graph.catalogue.printed import as_printed, quantity_of
from graph.catalogue.rows import Row
from graph.store import Cell
from ontology.values.period import Period
from ontology.values.quantity import Bounds, Comparator, Quantity

Verdict = Literal["met", "missed", "undecided", "open", "not-comparable"]
When = Literal["earlier", "same", "later", "undated"]

SCOPE = ("breakdown", "population")


@dataclass(frozen=True, slots=True)
class Said:
    """What one claim says: its lines differ in what it has several of (breakdowns, producers)."""

    lines: tuple[Row, ...]

    def cell(self, name: str) -> Cell:
        """Its cell in a column where a claim has one value; None where the question has no such column."""
        found = self.lines[0].cells.get(name)
        if isinstance(found, tuple):
            raise TypeError(f"{name} holds several cells")
        return found

    @property
    def quantity(self) -> Quantity | None:
        """Its quantity; None where it is a statement."""
        return quantity_of(self.lines[0].cells)

    @property
    def printed(self) -> Cell:
        """Its value as printed, or the thing it names."""
        return as_printed(self.lines[0].cells)

    @property
    def period(self) -> Period | None:
        """Its period; None where it states none."""
        text = self.cell("stated_period")
        return Period.parse(str(text)) if text is not None else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was expected, the actual claim that it is held against (None: there is none), and the verdict."""

    expected: Said
    actual: Said | None
    verdict: Verdict
    when: When | None = None
    why: tuple[str, ...] = ()


def said(rows: Iterable[Row]) -> list[Said]:
    """The claims in the lines of a query, each once."""
    return [Said(tuple(lines)) for lines in grouped(rows, "member").values()]


def several(found: Iterable[Said], *names: str) -> tuple[Cell, ...]:
    """All cells of claims in some columns, each once, in order."""
    return every((line for each in found for line in each.lines), *names)


def evidence(found: Iterable[Said]) -> tuple[str, ...]:
    """The ids of the claims."""
    return claims_of(line for each in found for line in each.lines)


def outcomes(expected: Said, actual: Sequence[Said]) -> Iterator[Outcome]:
    """The expected figure beside the actual ones of its period; where none is of it, beside all others.

    Those of another scope or measure count only where no other does.
    """
    judged = [_judged(expected, each) for each in actual]
    decided = [outcome for outcome in judged if not outcome.why and outcome.when == "same"]
    near = [outcome for outcome in judged if outcome.why in ((), ("counted",))]
    yield from decided or near or judged or [Outcome(expected, None, "open")]


def _judged(expected: Said, actual: Said) -> Outcome:
    why, when = _differences(expected, actual), _when(expected, actual)
    if why:
        return Outcome(expected, actual, "not-comparable", when, why)
    goal, found = expected.quantity, actual.quantity
    if when != "same" or goal is None or found is None:
        return Outcome(expected, actual, "open", when)
    return Outcome(expected, actual, verdict(goal, found), when)


def _differences(expected: Said, actual: Said) -> tuple[str, ...]:
    """In what two figures differ that must agree to be compared."""
    names = [name for name in (*SCOPE, "base") if several([expected], name) != several([actual], name)]
    names += [name for name in ("counted", "measure", "phase") if expected.cell(name) != actual.cell(name)]
    goal, found = expected.quantity, actual.quantity
    if goal and found and goal.unit.dimension != found.unit.dimension:
        names.append("unit")
    return tuple(sorted(names))


def _when(expected: Said, actual: Said) -> When:
    """When the actual figure is of, as seen from the period of the expected one; a state counts by its last day."""
    goal, found = expected.period, actual.period
    if not goal or not found:
        return "undated"
    at_end = "at" in (expected.cell("time"), actual.cell("time"))
    if goal.end == found.end and (at_end or goal.start == found.start):
        return "same"
    return "earlier" if goal.end is None or (found.end is not None and found.end <= goal.end) else "later"


def verdict(goal: Quantity, found: Quantity) -> Verdict:
    """Whether a figure was reached, as far as the bounds decide."""
    falls = goal.number is not None and goal.number < 0
    if (goal.comparator in (Comparator.LESS, Comparator.AT_MOST)) is not falls:
        return _at_least(mirrored(goal.bounds()), mirrored(found.bounds()))
    return _at_least(goal.bounds(), found.bounds())


def _at_least(goal: Bounds, found: Bounds) -> Verdict:
    if goal.lower is None:
        return "undecided"
    if found.disjoint(Bounds(goal.lower, None, goal.lower_open)):
        return "missed"
    short = Bounds(None, goal.lower, upper_open=not goal.lower_open)
    return "met" if found.disjoint(short) else "undecided"
