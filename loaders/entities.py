"""Entity tables: labels, aliases and codes of the things that claims speak of."""

import re
from decimal import Decimal
from pathlib import Path

from graph.facts import Entity, Value
from loaders.problems import Problems, Row
from loaders.references import References
from loaders.tables import read_table
from ontology.errors import InvalidValue
from ontology.identifiers import Ref
from ontology.nearest import nearest
from ontology.schema import PropertyDef, Text, schema
from ontology.values.period import Period
from ontology.values.quantity import decimal
from ontology.values.units import unit

COMMON = ("key", "label_zh", "label_en", "aliases")

Places = dict[Ref, tuple[str, int]]


def read_entities(folder: Path, problems: Problems) -> tuple[list[Entity], Places]:
    """All entity tables of the seed folder, and where each entity stands.

    References between entities are checked once all are read.
    """
    rows: dict[Ref, tuple[Row, str]] = {}
    for path in sorted((folder / "entities").glob("*.csv")):
        for row in _table(path, problems):
            if entry := _identify(row, path.stem):
                _keep(rows, *entry, row)
    references = References({ref: cls for ref, (_, cls) in rows.items()})
    places = {ref: (row.file, row.number) for ref, (row, _) in rows.items()}
    return [_entity(ref, cls, row, references) for ref, (row, cls) in rows.items()], places


def _table(path: Path, problems: Problems) -> list[Row]:
    name = f"entities/{path.name}"
    classes = schema().by_segment(path.stem)
    if not classes:
        segments = {c.segment for c in schema().classes.values() if c.segment}
        hint = ", ".join(nearest(path.stem, segments)) or "the segments of the ontology's classes"
        problems.add(name, None, None, f"no class has identifiers that open with {path.stem!r}; nearest: {hint}")
        return []
    columns = [*COMMON, *(["class"] if len(classes) > 1 else []), *schema().columns(path.stem)]
    return read_table(path, name, columns, problems)


def _identify(row: Row, segment: str) -> tuple[Ref, str] | None:
    ref = row.need("key", lambda key: Ref.parse(f"{segment}/{key}"))
    names = [c.name for c in schema().by_segment(segment)]
    cls = row["class"] if "class" in row.cells else names[0]
    if cls not in names:
        row.fail("class", f"{cls!r} is not a class of this table; accepted: {', '.join(names)}")
        cls = names[0]  # the thing itself is there: what refers to it is no problem
    return (ref, cls) if ref else None


def _keep(rows: dict[Ref, tuple[Row, str]], ref: Ref, cls: str, row: Row) -> None:
    if ref in rows:
        row.fail("key", f"{ref.key!r} stands already in row {rows[ref][0].number}")
    else:
        rows[ref] = (row, cls)


def _entity(ref: Ref, cls: str, row: Row, references: References) -> Entity:
    label = Text(row.need("label_zh", str) or "", row.need("label_en", str) or "")
    aliases = tuple(alias.strip() for alias in row["aliases"].split("|") if alias.strip())
    for alias in {a for a in aliases if aliases.count(a) > 1 or a in (label.zh, label.en)}:
        row.fail("aliases", f"{alias!r} stands twice")
    attributes = [
        (prop.name, value)
        for prop in {p.name: p for p in schema().columns(ref.segment).values()}.values()
        if (value := _attribute(prop, row, references, cls)) is not None
    ]
    return Entity(ref, cls, label, aliases, tuple(attributes))


def _attribute(prop: PropertyDef, row: Row, references: References, cls: str) -> Value | None:
    names = prop.columns
    if not any(row[name] for name in names):
        return None
    known = row["class"] in ("", cls)  # else the class is a problem of its own
    if known and not any(schema().is_a(cls, domain) for domain in prop.domains):
        row.fail(names[0], f"{prop.name} is not for a {cls}; it is for {', '.join(prop.domains)}")
        return None
    if len(names) > 1:
        return Text(*(row.need(name, str) or "" for name in names))
    return row.read(names[0], lambda text: parse_value(prop, text, references))


def parse_value(prop: PropertyDef, text: str, references: References) -> Value:
    """Read a cell or a claim's value as the property's range says; raises InvalidValue or UnknownName."""
    if prop.relation:
        if prop.ranges == ("Unit",):
            return unit(text)
        return references.resolve(text, *prop.ranges)
    return _literal(prop.ranges[0] if prop.ranges else "string", matching(prop.name, text))


def matching(name: str, text: str) -> str:
    """``text``, if it has the form that the shapes ask of the property ``name``; raises InvalidValue."""
    prop = schema().properties[name]
    if prop.pattern is not None and not re.search(prop.pattern, text):
        said = prop.form.en[:1].lower() + prop.form.en[1:]
        raise InvalidValue(prop.label.en, text, said or f"what matches {prop.pattern}")
    return text


def _literal(kind: str, text: str) -> str | int | bool | Decimal | Period:
    match kind:
        case "integer":
            if not re.fullmatch("-?[0-9]{1,18}", text):
                raise InvalidValue("integer", text, "up to 18 digits")
            return int(text)
        case "boolean":
            if text not in ("true", "false"):
                raise InvalidValue("boolean", text, "true or false")
            return text == "true"
        case "edtf" | "date":
            return Period.parse(text)
        case "decimal":
            return decimal(text)
    return text
