"""``observations.csv``: numbers, a row each."""

from pathlib import Path
from typing import TypedDict

from graph.facts import Observation
from loaders.claims import Places, claim_id
from loaders.evidence import Evidence, read_passage
from loaders.problems import Problems, Row
from loaders.references import References
from loaders.tables import read_table
from ontology.errors import InvalidValue
from ontology.identifiers import Ref
from ontology.values.period import Period
from ontology.values.quantity import Comparator, Quantity, decimal
from ontology.values.units import unit
from ontology.values.vocabulary import Measure, PeriodBasis, Phase, Status, Time

COLUMNS = (
    "id", "subject", "indicator", "breakdown", "population", "measure", "base", "value", "unit", "comparator", "lower",
    "upper", "period", "time", "period_basis", "phase", "status", "producer", "via", "start", "end", "quote", "note",
)  # fmt: skip

BREAKDOWN = ("Entity",)
PRODUCER = ("Organisation", "Publication", "Person")


def read_observations(
    folder: Path, references: References, evidence: Evidence, places: Places, problems: Problems
) -> list[Observation]:
    """Read the observations of a document's folder; ``places`` receives where each claim stands."""
    rows = read_table(folder / "observations.csv", f"{folder.name}/observations.csv", COLUMNS, problems)
    found = (_observation(row, folder.name, references, evidence, places) for row in rows)
    return [observation for observation in found if observation]


def _observation(
    row: Row, document: str, references: References, evidence: Evidence, places: Places
) -> Observation | None:
    id_ = claim_id(row, document, places)
    passage = read_passage(row, document)
    subject = row.need("subject", lambda text: references.resolve(text, "Thing"))
    indicator = row.need("indicator", lambda text: references.resolve(text, "Indicator"))
    measure, quantity = row.need("measure", Measure.parse), _quantity(row)
    optional = _optional(row, references)
    if not (id_ and passage and subject and indicator and measure and quantity):
        return None
    return Observation(
        id=id_, document=document, subject=subject, status=row.read("status", Status.parse) or Status.ACTUAL,
        via=row.read("via", lambda text: references.resolve(text, "Publication", "Person", "Organisation")),
        passage=passage, context=evidence.of(id_), note=row["note"] or None, indicator=indicator,
        breakdown=_breakdown(row, references), measure=measure, quantity=quantity, **optional,
    )  # fmt: skip


def _quantity(row: Row) -> Quantity | None:
    before = len(row.problems.found)
    row.need("unit", unit)
    row.read("comparator", Comparator.parse)
    for column in ("value", "lower", "upper"):
        row.read(column, decimal)
    if len(row.problems.found) > before:
        return None
    cells = [row[column] for column in ("value", "unit", "comparator", "lower", "upper")]
    return row.attempt("value", lambda: Quantity.parse(*cells))


class _Optional(TypedDict):
    population: Ref | None
    base: Period | Phase | Ref | None
    period: Period | None
    time: Time | None
    period_basis: PeriodBasis | None
    phase: Phase | None
    producer: Ref | None


def _optional(row: Row, references: References) -> _Optional:
    return {
        "population": row.read("population", lambda text: references.resolve(text, "Population")),
        "base": row.read("base", lambda text: _base(text, references)),
        "period": row.read("period", Period.parse),
        "time": row.read("time", Time.parse),
        "period_basis": row.read("period_basis", PeriodBasis.parse),
        "phase": row.read("phase", Phase.parse),
        "producer": row.read("producer", lambda text: references.resolve(text, *PRODUCER)),
    }


def _base(text: str, references: References) -> Period | Phase | Ref:
    """What the number is compared with: a period, the phase before, or a thing."""
    if text == Phase.BEFORE:
        return Phase.BEFORE
    if text[:1].isdigit() or text.startswith("."):
        return Period.parse(text)
    if "/" not in text:
        raise InvalidValue("base", text, "a period, `before`, or a reference")
    return references.resolve(text, "Thing")


def _breakdown(row: Row, references: References) -> tuple[Ref, ...]:
    parts = [part.strip() for part in row["breakdown"].split(";") if part.strip()]
    for part in {part for part in parts if parts.count(part) > 1}:
        row.fail("breakdown", f"{part!r} stands twice")
    found = row.attempt("breakdown", lambda: tuple(sorted(references.resolve(part, *BREAKDOWN) for part in parts)))
    return found or ()
