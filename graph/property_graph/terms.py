"""The ontology itself as nodes: classes and properties, with how each property is written in the property graph."""

from collections.abc import Iterator

from graph.property_graph.elements import ENGLISH, TERM, TERM_CLASSES, Element, Node, Relationship, key, properties
from ontology.cypher_names import relationship_type
from ontology.schema import ClassDef, PropertyDef, schema

_CLASS, _PROPERTY = TERM_CLASSES


def term_id(name: str) -> str:
    """The identifier of a class's or property's node."""
    return TERM + name


def ontology_elements() -> Iterator[Element]:
    """A node for each class and property; classes lie below others, properties join classes."""
    classes = schema().classes
    for found in classes.values():
        yield _class(found)
        yield from (Relationship(term_id(found.name), "subClassOf", term_id(parent)) for parent in found.parents)
    for prop in schema().properties.values():
        yield _property(prop)
        ends = {"domain": prop.domains, "range": prop.ranges}
        for name, others in ends.items():
            yield from (Relationship(term_id(prop.name), name, term_id(cls)) for cls in others if cls in classes)


def _class(found: ClassDef) -> Node:
    given = properties(term=found.name, name=found.label, definition=found.definition, segment=found.segment)
    return Node(term_id(found.name), _CLASS, given)


def _property(found: PropertyDef) -> Node:
    """``relationship`` is the type of its relationships, ``keys`` are the properties of nodes that hold its values."""
    is_text = "langString" in found.ranges
    keys = [key(found.name)] + ([key(found.name) + ENGLISH] if is_text else [])
    given = properties(
        term=found.name, name=found.label, definition=found.definition, statable=found.statable,
        reference=bool(found.columns), relationship=relationship_type(found.name), keys=keys,
    )  # fmt: skip
    return Node(term_id(found.name), _PROPERTY, given)
