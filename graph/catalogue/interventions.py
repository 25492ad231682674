"""What the folds over policies and measures share: lines by property, dates at their own precision, places."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.catalogue.folding import every, grouped
from graph.catalogue.rows import Row, Value
from graph.store import Bound, Cell
from ontology.identifiers import Ref
from ontology.values.period import Period, most_precise

AREAS = ("region", "group")
COUNTRY = Ref("region/cn")


@dataclass(frozen=True, slots=True)
class Span:
    """The days between which something begins, as precisely as it is stated; both None where nobody says."""

    first: date | None
    last: date | None

    def since(self, other: "Span") -> tuple[int | None, int | None]:
        """The fewest and the most days from ``other`` to this one; None where a date is missing."""
        least = (self.first - other.last).days if self.first and other.last else None
        most = (self.last - other.first).days if self.last and other.first else None
        return least, most


def among(rows: Iterable[Row], *properties: str) -> list[Row]:
    """The lines of these properties."""
    return [row for row in rows if row.cells["property"] in properties]


def areas(rows: Iterable[Row]) -> tuple[Ref, ...]:
    """Where it is in force: its jurisdiction, each signatory, or the reach of the body that issued it."""
    found = every(among(rows, "jurisdiction", "signatory", "issuedBy"), "place")
    return tuple(cell for cell in found if isinstance(cell, Ref) and cell.segment in AREAS)


def narrowest(texts: Iterable[object]) -> list[Period]:
    """The periods in which no other lies: 2021-07-12 says more than 2021, which another source gives."""
    return most_precise(Period.parse(str(text)) for text in texts)


def span(texts: Iterable[object]) -> Span:
    """Within which days it happened; sources that disagree widen it."""
    periods = narrowest(texts)
    starts, ends = [p.start for p in periods if p.start], [p.end for p in periods if p.end]
    return Span(min(starts, default=None), max(ends, default=None))


def carried_out(rows: Iterable[Row]) -> list[Period]:
    """When it is stated to be carried out: from when and until when claims of its place hold."""
    times = {(row.cells["since"], row.cells["until"]) for row in among(rows, "jurisdiction", "signatory")}
    texts = {"/".join(dict.fromkeys((str(since or ".."), str(until or "..")))) for since, until in times}
    return narrowest(texts - {".."})


def on_topic(rows: Iterable[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """The lines that give a topic asked for, or one narrower than it; none where no topic is asked for."""
    wanted = values.get("topic", ())
    return [row for row in among(rows, "topic") if row.cells["value"] in wanted or row.cells["wider"] in wanted]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two interventions with topics in common; ``lines`` are the claims that give either of them such a topic."""

    one: Value
    other: Value
    topics: tuple[Cell, ...]
    lines: tuple[Row, ...]


def sharing(rows: Iterable[Row]) -> Iterator[Pair]:
    """The pairs of each ``asked`` with each other ``thing`` that has a topic which it has, by claims at hand, too."""
    for (asked,), lines in grouped(among(rows, "topic"), "asked").items():
        things = grouped(lines, "thing")
        own = things.pop((asked,), [])
        owned = frozenset(every(own, "value"))
        for (thing,), others in things.items():
            topics = tuple(cell for cell in every(others, "value") if cell in owned)
            if topics:
                yield Pair(asked, thing, topics, tuple(row for row in (*own, *others) if row.cells["value"] in topics))
