"""The JSON-LD 1.1 context: plain JSON keys for the classes and properties, so that JSON reads as our graph."""

from rdflib.namespace import RDF, SH, XSD

from ontology.generate.shapes import Rule, Shapes
from ontology.identifiers import ID
from ontology.schema import PropertyDef, Schema

Entry = dict[str, str] | str
LANGUAGES = {"@container": "@language"}


def context(ontology: Schema, shapes: Shapes) -> dict[str, dict[str, Entry | float]]:
    """The context. Identifiers are relative to ``@base`` (``region/370000``).

    JSON-LD ignores the base of a context that is fetched, so a document that names this one by its address writes
    ``"@context": [address, {"@base": "https://w3id.org/tidu/id/"}]``.
    """
    terms: dict[str, Entry] = {rule.name: _foreign(rule, shapes) for rule in shapes.every_rule() if not rule.ours}
    terms |= {prop.name: _property(prop, ontology) for prop in ontology.properties.values()}
    terms |= {cls.name: f"tidu:{cls.name}" for cls in ontology.classes.values()}
    return {
        "@context": {
            "@version": 1.1,
            "@base": ID,
            "id": "@id",
            "type": "@type",
            **shapes.prefixes(),
            **dict(sorted(terms.items())),
        }
    }


def _property(prop: PropertyDef, ontology: Schema) -> Entry:
    """A relation's values are identifiers, other values have their datatype; those of both kinds say it themselves."""
    name = {"@id": f"tidu:{prop.name}"}
    if prop.relation:
        return name | {"@type": "@id"}
    if is_mixed(prop, ontology):
        return name
    return name | _datatype(prop.ranges[0])


def _datatype(kind: str) -> dict[str, str]:
    """How values of a kind are typed; EDTF dates stand in the graph as plain strings."""
    return LANGUAGES if kind == "langString" else {"@type": f"xsd:{'string' if kind == 'edtf' else kind}"}


def _foreign(rule: Rule, shapes: Shapes) -> Entry:
    """A property of another vocabulary, typed by what its shape asks for."""
    name = {"@id": _compact(rule.path, shapes)}
    if (
        shapes.allowed(rule)
        or shapes.text(rule.node, SH.nodeKind) == str(SH.IRI)
        or shapes.text(rule.node, SH.hasValue)
    ):
        return name | {"@type": "@id"}
    datatype = shapes.text(rule.node, SH.datatype)
    if shapes.graph.value(rule.node, SH.languageIn) or datatype == str(RDF.langString):
        return name | LANGUAGES
    if datatype:
        return name | {"@type": datatype.replace(str(XSD), "xsd:")}
    return name | ({"@container": "@set"} if rule.most is None else {})


def _compact(iri: str, shapes: Shapes) -> str:
    longest = max((p for p in shapes.prefixes().items() if iri.startswith(p[1])), key=lambda p: len(p[1]))
    return f"{longest[0]}:{iri.removeprefix(longest[1])}"


def is_mixed(prop: PropertyDef, ontology: Schema) -> bool:
    """Whether values may be things as well as texts; a thing is then written ``{"id": …}``."""
    return not prop.relation and bool(set(prop.ranges) & set(ontology.classes))
