"""Constraints and full-text indexes, made from the ontology; names of ours all begin with ``tidu_``.

One identifier is one node of ours, and within a class one IRI is one node. Other people's nodes may have the same
labels: they have no ``iri`` of ours, so that no constraint binds them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.property_graph.elements import ENGLISH, OURS, TERM_CLASSES, key
from ontology.cypher_names import relationship_type
from ontology.schema import PropertyDef, schema

BUILD = "TiduBuild"  # the label of the node that says which build is loaded
ANALYZER = "cjk"  # reads Chinese by pairs of characters, other scripts by words


@dataclass(frozen=True, slots=True)
class Constraint:
    """Nodes of a label differ in a property."""

    name: str
    label: str
    key: str

    @property
    def cypher(self) -> str:
        """What creates it."""
        return f"CREATE CONSTRAINT {self.name} IF NOT EXISTS FOR (n:{self.label}) REQUIRE n.{self.key} IS UNIQUE"


@dataclass(frozen=True, slots=True)
class FullText:
    """A full-text index over properties of nodes that have one of the labels."""

    name: str
    labels: tuple[str, ...]
    keys: tuple[str, ...]

    @property
    def cypher(self) -> str:
        """What creates it."""
        each = ", ".join(f"n.{key}" for key in self.keys)
        options = f"{{indexConfig: {{`fulltext.analyzer`: '{ANALYZER}'}}}}"
        labels = "|".join(self.labels)
        return f"CREATE FULLTEXT INDEX {self.name} IF NOT EXISTS FOR (n:{labels}) ON EACH [{each}] OPTIONS {options}"


def class_labels() -> list[str]:
    """The classes of which there are nodes."""
    return [cls.name for cls in schema().classes.values() if cls.segment] + list(TERM_CLASSES)


def constraints() -> list[Constraint]:
    """One identifier one node, one build at a time, and within each class one IRI one node."""
    classes = [Constraint(f"tidu_iri_{relationship_type(name).lower()}", name, "iri") for name in class_labels()]
    return [Constraint("tidu_id", OURS, "id"), Constraint("tidu_build", BUILD, "key"), *classes]


def full_texts() -> list[FullText]:
    """Names of things, sentences about them, and words that documents state."""
    things = [cls.name for cls in schema().classes.values() if cls.segment and schema().is_a(cls.name, "Entity")]
    texts = [text for prop in schema().properties.values() if _is_prose(prop) for text in _keys(prop)]
    names = ("name", "name" + ENGLISH, "aliases", key("name"), "abbreviation")
    return [
        FullText("tidu_names", (*things, "Document", *TERM_CLASSES), names),
        FullText("tidu_texts", (*things, *TERM_CLASSES), tuple(texts)),
        FullText("tidu_words", ("Passage", "Statement", "Observation"), ("quote", "sentence", "note")),
    ]


def statements() -> Iterator[str]:
    """All of them, as Cypher."""
    yield from (constraint.cypher for constraint in constraints())
    yield from (index.cypher for index in full_texts())


def _is_prose(prop: PropertyDef) -> bool:
    """Whether its values are sentences: texts in both languages, and texts that claims give things."""
    free = prop.statable and "string" in prop.ranges and not prop.words and prop.name != "name"
    return "langString" in prop.ranges or free


def _keys(prop: PropertyDef) -> list[str]:
    own = key(prop.name)
    return [own, own + ENGLISH] if "langString" in prop.ranges else [own]
