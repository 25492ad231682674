"""An answer as plain data for any door: JSON values, labels in one language, claims with their words on each row."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from graph.catalogue.answering import Answer
from graph.catalogue.cursor import Cursor, digest
from graph.catalogue.evidence import Evidence, Words
from graph.catalogue.rows import Row, Value
from graph.names import Names
from graph.store import Term
from graph.terms import plain
from ontology.errors import InvalidCursor
from ontology.identifiers import Ref
from ontology.schema import schema

Json = object
UNNAMED = frozenset({"claim", "passage", "build", "dataset"})


def present(
    answer: Answer, evidence: Words, names: Names, language: str, *, limit: int, position: int = 0
) -> dict[str, Json]:
    """One page of an answer, ``limit`` rows from ``position``, with the words behind each row's claims."""
    if position > len(answer.rows):
        raise InvalidCursor(str(position), "lies behind the last row")
    page = answer.rows[position : position + limit]
    words = evidence.of(claim for row in page for claim in row.claims)
    following, asked = position + limit, digest(answer.question.name, answer.values)
    columns = [column.name for column in answer.question.visible]
    return {
        "question": answer.question.name,
        "title": _text(answer.question.definition.title, language),
        "build": answer.build,
        "parameters": {
            name: [value_(v, names, language) for v in values] for name, values in answer.values.items() if values
        },
        "columns": [
            {"name": column.name, "type": column.type, "many": column.many, "title": _text(column.title, language)}
            for column in answer.question.visible
        ],
        "total": len(answer.rows),
        "rows": [_row(columns, row, names, language, words) for row in page],
        "next": str(Cursor(answer.build, following, asked)) if following < len(answer.rows) else None,
    }


def _text(text: object, language: str) -> str:
    return str(getattr(text, language))


def _row(
    columns: Sequence[str], row: Row, names: Names, language: str, words: Mapping[str, Evidence]
) -> dict[str, Json]:
    cells: dict[str, Json] = {name: value_(row.cells.get(name), names, language) for name in columns}
    cells["claims"] = [words[claim] for claim in row.claims]
    return cells


def value_(cell: Value, names: Names, language: str) -> Json:
    """A cell as JSON: things and terms with id and label, decimals and dates as texts, the rest as it is."""
    if type(cell) is str:  # most cells; the classes below are texts too
        return cell
    shown: Json = cell
    match cell:
        case Ref():
            shown = reference(cell, names, language)
        case Term():
            shown = term(cell, language)
        case Decimal():
            shown = plain(cell)
        case date():
            shown = cell.isoformat()
        case tuple():
            shown = [value_(each, names, language) for each in cell]
    return shown


def reference(ref: Ref, names: Names, language: str) -> dict[str, Json] | str:
    """A thing with its label; a claim or passage is its key alone."""
    if ref.segment in UNNAMED:
        return ref.key
    return {"id": str(ref), "label": names.label(ref, language)}


def term(name: str, language: str) -> dict[str, Json]:
    """A property or class of the ontology with its label."""
    known = schema().properties.get(name) or schema().classes.get(name)
    return {"id": str(name), "label": known.label.get(language) if known else str(name)}


def flat(value: Json) -> str:
    """A JSON value of a row as one text, for tables and CSV."""
    if isinstance(value, Mapping):
        return str(value["label"])
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(flat(item) for item in value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
