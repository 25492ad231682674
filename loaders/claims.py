"""``claims.csv``: statements, a row each. What a property joins is the ontology's word, not this module's."""

from pathlib import Path

from graph.facts import Statement
from loaders.entities import matching, parse_value
from loaders.evidence import Evidence, read_passage
from loaders.problems import Problems, Row
from loaders.references import References
from loaders.tables import read_table
from ontology.errors import InvalidValue, UnknownName
from ontology.identifiers import Ref
from ontology.nearest import nearest
from ontology.schema import PropertyDef, schema
from ontology.values.period import Period
from ontology.values.vocabulary import Status

COLUMNS = (
    "id", "subject", "property", "object", "value", "role", "negated", "status", "valid_from", "valid_to", "via",
    "start", "end", "quote", "note",
)  # fmt: skip

Places = dict[str, tuple[str, int]]


def read_statements(
    folder: Path, references: References, evidence: Evidence, places: Places, problems: Problems
) -> list[Statement]:
    """Read the statements of a document's folder; ``places`` receives where each claim stands."""
    rows = read_table(folder / "claims.csv", f"{folder.name}/claims.csv", COLUMNS, problems)
    found = (_statement(row, folder.name, references, evidence, places) for row in rows)
    return [statement for statement in found if statement]


def claim_id(row: Row, document: str, places: Places) -> str | None:
    """The row's id, which opens with its document's key and is unique in the corpus."""
    text = row.need("id", lambda text: Ref.parse(f"claim/{text}").key and matching("claimId", text))
    if text is None:
        return None
    if not text.startswith(f"{document}-"):
        row.fail("id", f"{text!r} does not open with {document}-")
    if text in places:
        row.fail("id", f"{text!r} stands already in {places[text][0]}:{places[text][1]}")
        return None
    places[text] = (row.file, row.number)
    return text


def _statement(row: Row, document: str, references: References, evidence: Evidence, places: Places) -> Statement | None:
    id_ = claim_id(row, document, places)
    subject = row.need("subject", lambda text: references.resolve(text, "Thing"))
    prop = row.need("property", statable)
    passage = read_passage(row, document)
    status = row.read("status", Status.parse) or Status.ACTUAL
    via = row.read("via", lambda text: references.resolve(text, "Publication", "Person", "Organisation"))
    valid_from, valid_to = row.read("valid_from", Period.parse), row.read("valid_to", Period.parse)
    if row["negated"] not in ("", "true"):
        row.fail("negated", "is neither empty nor true")
    if subject and prop:
        _check_domain(row, subject, prop, references)
    object_, value = _object(row, prop, references) if prop else (None, None)
    if not (id_ and subject and prop and passage):
        return None
    return Statement(
        id=id_, document=document, subject=subject, status=status, via=via, passage=passage, context=evidence.of(id_),
        note=row["note"] or None, property=prop.name, object=object_, value=value, role=row["role"] or None,
        negated=row["negated"] == "true", valid_from=valid_from, valid_to=valid_to,
    )  # fmt: skip


def statable(name: str) -> PropertyDef:
    """The property ``name``, which claims may state; raises UnknownName."""
    known = {p.name: p for p in schema().properties.values() if p.statable}
    if name not in known:
        raise UnknownName("property", name, nearest(name, known))
    return known[name]


def _check_domain(row: Row, subject: Ref, prop: PropertyDef, references: References) -> None:
    cls = references.classes[subject]
    if not any(schema().is_a(cls, domain) for domain in prop.domains):
        row.fail("subject", f"{prop.name} is not for a {cls} ({subject}); it is for {', '.join(prop.domains)}")


def _object(row: Row, prop: PropertyDef, references: References) -> tuple[Ref | None, str | int | Period | None]:
    """The object (an entity) or the value of the row, as the property's range says."""
    wanted, unwanted = ("object", "value") if prop.relation else ("value", "object")
    if row[unwanted]:
        row.fail(unwanted, f"{prop.name} takes {'an' if prop.relation else 'no'} object, in the column {wanted}")
    found = row.need(wanted, lambda text: parse_value(prop, text, references))
    if prop.relation:
        return (found if isinstance(found, Ref) else None), None
    _check_words(row, prop, references)
    return None, found if isinstance(found, str | int | Period) else None


def _check_words(row: Row, prop: PropertyDef, references: References) -> None:
    """A property whose shape closes its words takes only those of the subject's class."""
    cls = references.classes.get(Ref(row["subject"]))
    words = [w for name, ws in prop.words.items() if cls and schema().is_a(cls, name) for w in ws]
    if words and row["value"] not in words:
        row.fail("value", str(InvalidValue(f"{prop.name} of a {cls}", row["value"], ", ".join(words))))
