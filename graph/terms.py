"""RDF terms: identifiers and plain values as nodes and literals, and back to plain text."""

from datetime import date
from decimal import Decimal
from functools import cache

from pyoxigraph import Literal, NamedNode

from ontology.identifiers import TIDU, Ref
from ontology.schema import XSD
from ontology.values.period import Period
from ontology.values.units import Unit

Object = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Object]


@cache
def node(iri: str) -> NamedNode:
    """The IRI as a term, made once."""
    return NamedNode(iri)


@cache
def term(name: str) -> NamedNode:
    """A class or property of ours as a term."""
    return NamedNode(TIDU + name)


def thing(ref: Ref) -> NamedNode:
    """An identifier as a term."""
    return NamedNode(ref.iri)


def literal(value: object) -> Object:  # noqa: PLR0911 # one return a type
    """A Python value as an RDF term; raises TypeError for types that facts do not hold."""
    match value:
        case Ref():
            return thing(value)
        case Unit():
            return thing(value.ref)
        case bool():
            return Literal("true" if value else "false", datatype=node(XSD + "boolean"))
        case Decimal():
            return Literal(plain(value), datatype=node(XSD + "decimal"))
        case date():
            return Literal(value.isoformat(), datatype=node(XSD + "date"))
        case int():
            return Literal(str(value), datatype=node(XSD + "integer"))
        case str() | Period():
            return Literal(str(value))
    raise TypeError(f"no RDF term for {type(value).__name__}")


def plain(number: Decimal) -> str:
    """A decimal without exponent and without trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
