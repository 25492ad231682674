"""Decides what is in force on a day, from the dates that the claims at hand state."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.catalogue.folding import admits, claims_of, every, given, grouped
from graph.catalogue.interventions import Span, among, areas, carried_out, narrowest, on_topic, span
from graph.catalogue.rows import Row, Value
from graph.store import Bound
from ontology.values.period import Period

Values = Mapping[str, Sequence[Bound]]


@dataclass(frozen=True, slots=True)
class _Life:
    """When something begins, as precisely as it is stated, and the last day that is stated."""

    start: Span
    end: date | None

    def on(self, day: date | None) -> str | None:
        """How it is known to be in force on a day; None if it is not."""
        if self.start.first is None and self.end is None:
            return "undated"
        if day and ((self.start.first and day < self.start.first) or (self.end and self.end < day)):
            return None
        begun = self.start.last and (day is None or self.start.last <= day)
        return "stated" if begun and self.end else "assumed"


def fold(rows: list[Row], values: Values) -> list[Row]:
    """One row for each policy or measure that is, or may be, in force."""
    return [row for (policy,), lines in grouped(rows, "policy").items() for row in _rows(policy, lines, values)]


def _rows(policy: Value, lines: list[Row], values: Values) -> Iterator[Row]:
    life, day = _life(lines), given(values, "on")
    word = life.on(day if isinstance(day, date) else None)
    topics = on_topic(lines, values)
    found = [row for row in lines if row.cells["property"] != "topic"] + topics
    issuers, places = every(among(lines, "issuedBy"), "value"), areas(lines)
    if (
        word is None
        or (values.get("topic") and not topics)
        or not admits(values, "life", [word])
        or not admits(values, "issuer", issuers)
        or not admits(values, "jurisdiction", places)
    ):
        return
    cells: dict[str, Value] = {"policy": policy, "life": word, "start": life.start.first, "end": life.end}
    cells |= {"issuers": issuers, "jurisdictions": places, "sources": every(found, "document")}
    cells |= {name: tuple(map(str, periods)) for name, periods in _periods(lines).items()}
    yield Row(cells, claims_of(found))


def _life(lines: list[Row]) -> _Life:
    issued, covered, done = _periods(lines).values()
    begun = issued or [Period.parse(str(p.start)) for p in (*covered, *done) if p.start]
    ends = [p.end for p in (covered or done) if p.end]
    return _Life(span(begun), max(ends, default=None))


def _periods(lines: list[Row]) -> dict[str, list[Period]]:
    """When it was issued, what period it covers, and when it is stated to be carried out."""
    return {
        "issued": narrowest(every(among(lines, "issuedOn"), "value")),
        "covered": narrowest(every(among(lines, "periodCovered"), "value")),
        "carried_out": carried_out(lines),
    }
