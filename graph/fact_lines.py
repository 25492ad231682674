"""Facts as lines: each claim of a build as one flat record, for people who load it elsewhere."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TypedDict

from graph.catalogue.evidence import Evidence, evidence
from graph.lookups import lookup
from graph.names import Names
from graph.store import Cell, Query, Term, View
from graph.terms import plain
from ontology.identifiers import Ref
from ontology.schema import schema


class Thing(TypedDict):
    """A thing or property with its Chinese label."""

    id: str
    label: str


class FactLine(TypedDict):
    """One claim. ``docs/schemas/fact.schema.json`` says what each field holds."""

    id: str
    kind: str
    document: str
    start: int
    end: int
    quote: str
    context: list[object]
    subject: Thing
    property: Thing
    object: Thing | None
    value: str | None
    unit: str | None
    number: str | None
    comparator: str | None
    lower: str | None
    upper: str | None
    measure: str | None
    base: str | None
    breakdown: Thing | None
    population: Thing | None
    producer: Thing | None
    via: Thing | None
    period: str | None
    period_basis: str | None
    time: str | None
    phase: str | None
    role: str | None
    status: str
    negated: bool
    valid_from: str | None
    valid_to: str | None
    known_at: str
    note: str | None


FIELDS = tuple(FactLine.__annotations__)

Record = dict[str, Cell]


def fact_lines(view: View, names: Names) -> Iterator[FactLine]:
    """Every claim of the build, by id."""
    documents = {r["document"]: r for r in _records(view, lookup("documents"))}
    records: dict[str, list[Record]] = defaultdict(list)
    for name in ("statements", "observations"):
        for record in _records(view, lookup(name)):
            records[str(record["claim"])].append(record)
    words = evidence(view)
    for claim in sorted(records):
        lines = records[claim]
        found = words[claim.removeprefix("claim/")]
        yield _Maker(names, found, documents[lines[0]["document"]]).line(lines)


def _records(view: View, query: Query) -> Iterator[Record]:
    lines = view.lines(query, {})
    for line in lines.rows:
        yield dict(zip(lines.columns, line, strict=True))


class _Maker:
    """Makes the line of one claim out of its records (several where there are several breakdowns)."""

    def __init__(self, names: Names, words: Evidence, document: Record) -> None:
        self._names, self._words, self._document = names, words, document

    def line(self, records: Sequence[Record]) -> FactLine:
        first = records[0]
        if "indicator" in first:
            return self._observation(first, sorted({str(r["breakdown"]) for r in records if r["breakdown"]}))
        return self._statement(first)

    def _statement(self, r: Record) -> FactLine:
        line = self._common(r, self._term(r["property"]))
        is_thing = isinstance(r["object"], Ref)
        line["kind"] = "entity" if r["property"] == "name" else "relation" if is_thing else "attribute"
        line["object"] = self._thing(r["object"]) if is_thing else None
        line["value"] = None if is_thing else _text(r["object"])
        line["role"], line["negated"] = _text(r["role"]), bool(r["negated"])
        line["valid_from"], line["valid_to"] = _text(r["valid_from"]), _text(r["valid_to"])
        return line

    def _observation(self, r: Record, breakdown: Sequence[str]) -> FactLine:
        line = self._common(r, self._thing(r["indicator"]))
        is_range = r["number"] is None
        line["value"], line["number"] = None if is_range else _text(r["value"]), _text(r["number"])
        line["unit"], line["comparator"] = _text(r["unit"]), _text(r["comparator"])
        if is_range or r["comparator"] != "=":
            line["lower"], line["upper"] = _text(r["lower"]), _text(r["upper"])
        line["measure"], line["base"] = _text(r["measure"]), _text(r["base"])
        line["breakdown"] = self._joined(breakdown)
        line["population"], line["producer"] = self._thing(r["population"]), self._thing(r["producer"])
        line["period"], line["period_basis"] = _text(r["period"]), _text(r["period_basis"])
        line["time"], line["phase"] = _text(r["time"]), _text(r["phase"])
        line["valid_from"], line["valid_to"] = _text(r["period_start"]), _text(r["period_end"])
        return line

    def _common(self, r: Record, prop: Thing | None) -> FactLine:
        if prop is None:
            raise TypeError(f"{r['claim']} has no property")
        start, end, quote, context = (self._words[name] for name in ("start", "end", "quote", "context"))
        return FactLine(
            id=str(r["claim"]).removeprefix("claim/"), kind="observation", document=str(self._document["stem"]),
            start=int(str(start)), end=int(str(end)), quote=str(quote),
            context=list(context) if isinstance(context, list) else [],
            subject=self._label(Ref(str(r["subject"]))), property=prop, object=None, value=None, unit=None,
            number=None, comparator=None, lower=None, upper=None, measure=None, base=None, breakdown=None,
            population=None, producer=None, via=self._thing(r["via"]), period=None, period_basis=None, time=None,
            phase=None, role=None, status=str(r["status"]), negated=False, valid_from=None, valid_to=None,
            known_at=str(self._document["published"]), note=_text(r["note"]),
        )  # fmt: skip

    def _thing(self, cell: Cell) -> Thing | None:
        return self._label(cell) if isinstance(cell, Ref) else None

    def _joined(self, refs: Sequence[str]) -> Thing | None:
        """Several concepts of one breakdown, joined by ``;`` as the seed tables write them."""
        things = [self._label(Ref(ref)) for ref in refs]
        if not things:
            return None
        return Thing(id=";".join(t["id"] for t in things), label=";".join(t["label"] for t in things))

    def _label(self, ref: Ref) -> Thing:
        return Thing(id=str(ref), label=self._names.label(ref, "zh"))

    def _term(self, cell: Cell) -> Thing | None:
        if not isinstance(cell, Term):
            return None
        return Thing(id=str(cell), label=schema().properties[cell].label.zh)


def _text(cell: Cell) -> str | None:
    match cell:
        case None:
            return None
        case Decimal():
            return plain(cell)
        case date():
            return cell.isoformat()
    return str(cell)
