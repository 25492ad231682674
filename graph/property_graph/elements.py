"""What a property graph is made of, and how the ontology's names are written in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache

from graph.property_graph.captions import caption
from graph.terms import plain
from ontology.identifiers import ID, TIDU
from ontology.schema import Text, schema
from ontology.values.period import Period

Property = str | int | float | bool | date | list[str] | list[int]
Properties = Mapping[str, Property]

OURS = "Tidu"  # the label that every node of ours has beside its classes
EXACT = "Exact"  # ends the name of the text that keeps a decimal's digits, beside the float that databases count with
ENGLISH = "En"  # ends the name of the English text, beside the Chinese one

TERM = "ontology#"  # begins the identifiers of classes and properties
TERM_CLASSES: Mapping[str, Text] = {
    "OntologyClass": Text("本体类", "ontology class"),
    "OntologyProperty": Text("本体属性", "ontology property"),
}

# What a claim says a thing is called; `name` itself is the caption of every node.
_KEYS = {"name": "statedName"}


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its identifier, its most specific class, and its properties, of which ``name`` is for people."""

    id: str
    cls: str
    properties: Properties

    @property
    def written(self) -> dict[str, Property]:
        """All properties that the node has in a database: its identifiers, its class and its caption too."""
        given = {"id": self.id, "iri": iri(self.id), "class": self.cls, **self.properties}
        return {"caption": caption(str(given.get("name", self.id))), **given}


_NOTHING: Properties = {}  # shared by all that have none: they are many; nobody writes into properties


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship between two nodes; there is one of each type (a property of the ontology) between two nodes."""

    start: str
    property: str
    end: str
    properties: Properties = field(default_factory=lambda: _NOTHING)


Element = Node | Relationship


def iri(id_: str) -> str:
    """The IRI that a node's identifier stands for."""
    name = id_.removeprefix(TERM)
    return TIDU + name if name != id_ else ID + id_


@cache
def labels(cls: str) -> tuple[str, ...]:
    """The labels of a node of a class: ours, the class, those above it."""
    return (OURS, cls) if cls in TERM_CLASSES else (OURS, cls, *schema().cls(cls).ancestors)


@cache
def key(name: str) -> str:
    """The key under which nodes keep the values of a property."""
    return _KEYS.get(name, name)


def properties(**given: object) -> dict[str, Property]:
    """The properties that are there: None is left out, a decimal gets its exact text beside it."""
    return {name: value for given_name, found in given.items() for name, value in _values(given_name, found)}


def _values(name: str, value: object) -> Iterator[tuple[str, Property]]:
    match value:
        case None:
            return
        case Decimal():
            yield name, float(value)
            yield name + EXACT, plain(value)
        case Text():
            yield name, value.zh
            yield name + ENGLISH, value.en
        case bool() | int() | float() | date() | list():
            yield name, value
        case str() | Period():
            yield name, str(value)
        case _:
            raise TypeError(f"no property for {type(value).__name__}")
