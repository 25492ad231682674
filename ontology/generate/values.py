"""One value of a property as JSON Schema: from the shape where there is one, else from the property's ranges."""

from rdflib.namespace import RDF, SH
from rdflib.term import Node, URIRef

from ontology.generate.shapes import Rule, Shapes
from ontology.identifiers import ID, KEY, TIDU
from ontology.schema import PropertyDef, Schema

Json = dict[str, object]
TEXT: Json = {"type": "string"}
LANGUAGES: Json = {
    "type": "object",
    "properties": {"zh": {"type": "string", "minLength": 1}, "en": {"type": "string", "minLength": 1}},
    "additionalProperties": False,
}
# Decimals are strings: JSON-LD turns a JSON number with a fraction into a double.
KINDS: dict[str, Json] = {
    "string": TEXT,
    "langString": LANGUAGES | {"minProperties": 1},
    "integer": {"type": "integer"},
    "decimal": {"type": "string", "pattern": r"^-?[0-9]+([.][0-9]+)?$"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
}
EDTF = URIRef(TIDU + "EdtfValue")  # the value shape that says how dates are written
LIMITS = {SH.minLength: "minLength", SH.maxLength: "maxLength", SH.minInclusive: "minimum"}


def identifier(segments: list[str]) -> Json:
    """An identifier of one of ``segments``, relative to the context's base."""
    opening = segments[0] if len(segments) == 1 else f"({'|'.join(segments)})"
    return {"type": "string", "pattern": f"^{opening}/{KEY}$"}


class Values:
    """Makes the schema of a value. ``mixed`` properties write a thing as ``{"id": …}``, since texts stand beside it."""

    def __init__(self, ontology: Schema, shapes: Shapes) -> None:
        self.ontology = ontology
        self.shapes = shapes

    def of(self, rule: Rule | None, prop: PropertyDef | None, *, mixed: bool) -> Json:
        """What one value must be; an empty schema where neither shape nor property says."""
        found = self._shape(rule.node, mixed=mixed) if rule else {}
        return found or (self._ranges(prop, mixed=mixed) if prop else {})

    def _ranges(self, prop: PropertyDef, *, mixed: bool) -> Json:
        classes = {s for name in prop.ranges for s in self._segments(name)}
        found = [self._kind(name) for name in prop.ranges if name not in self.ontology.classes and name != "Thing"]
        return _any([*([self._thing(sorted(classes), mixed=mixed)] if classes else []), *found])

    def _segments(self, name: str) -> list[str]:
        return self.ontology.segments_of(name) if name in self.ontology.classes else []

    def _shape(self, node: Node, *, mixed: bool) -> Json:
        """The demands of a property shape or value shape, as far as JSON Schema can say them."""
        shapes = self.shapes
        parts = [self._shape(part, mixed=mixed) for part in shapes.graph.objects(node, SH.node)]
        parts.append(self._choice(node, mixed=mixed))
        if words := shapes.words(node):
            parts.append({"enum": words})
        parts.append(self._reference(node, mixed=mixed) or self._literal(node))
        return {key: value for part in parts for key, value in part.items()}

    def _choice(self, node: Node, *, mixed: bool) -> Json:
        """What sh:or allows: the identifiers of all classes it names as one pattern, beside what else it lists."""
        choices = self.shapes.choices(node)
        named = {choice: self.shapes.classes(choice) for choice in choices}
        segments = {s for names in named.values() for name in names for s in self._segments(name)}
        others = [self._shape(choice, mixed=mixed) for choice in choices if not named[choice]]
        return _any([*([self._thing(sorted(segments), mixed=mixed)] if segments else []), *others])

    def _reference(self, node: Node, *, mixed: bool) -> Json:
        """What a shape asks of a thing; empty if it asks for none."""
        shapes = self.shapes
        if (fixed := shapes.text(node, SH.hasValue)) and fixed.startswith(ID):
            return {"const": fixed.removeprefix(ID)}
        if name := shapes.text(node, SH["class"]):
            return self._thing(self._segments(name.removeprefix(TIDU)), mixed=mixed)
        return {"type": "string", "minLength": 1} if shapes.text(node, SH.nodeKind) == str(SH.IRI) else {}

    def _literal(self, node: Node) -> Json:
        datatype = self.shapes.text(node, SH.datatype)
        if self.shapes.graph.value(node, SH.languageIn) or datatype == str(RDF.langString):
            return KINDS["langString"]
        kind = self._kind(datatype.rpartition("#")[2]) if datatype else {}
        pattern = self.shapes.text(node, SH.pattern)
        limits = {name: self.shapes.number(node, part) for part, name in LIMITS.items() if self.shapes.text(node, part)}
        if not (pattern or limits):
            return kind
        return {**(kind or TEXT), **limits, **({"pattern": pattern} if pattern else {})}

    def _kind(self, name: str) -> Json:
        return self._shape(EDTF, mixed=False) if name == "edtf" else KINDS[name]

    def _thing(self, segments: list[str], *, mixed: bool) -> Json:
        plain = identifier(segments)
        if not mixed:
            return plain
        return {"type": "object", "properties": {"id": plain}, "required": ["id"], "additionalProperties": False}


def _any(found: list[Json]) -> Json:
    """One of several schemas; alike ones count once."""
    distinct = list({str(one): one for one in found}.values())
    return distinct[0] if len(distinct) == 1 else {"anyOf": distinct} if distinct else {}
