"""Constraints and full-text indexes, made from the ontology; names of ours all begin with ``tidu_``.

One identifier is one node of ours, and within a class one IRI is one node. Other people's nodes may have the same
labels: they have no ``iri`` of ours, so that no constraint binds them.
"""

from collections.abc import Iterator

from graph.property_graph.elements import ENGLISH, OURS, TERM_CLASSES, key
from ontology.cypher_names import relationship_type
from ontology.schema import PropertyDef, schema

BUILD = "TiduBuild"  # the label of the node that says which build is loaded
ANALYZER = "cjk"  # reads Chinese by pairs of characters, other scripts by words

FIRST = (
    f"CREATE CONSTRAINT tidu_id IF NOT EXISTS FOR (n:{OURS}) REQUIRE n.id IS UNIQUE",
    f"CREATE CONSTRAINT tidu_build IF NOT EXISTS FOR (n:{BUILD}) REQUIRE n.key IS UNIQUE",
)
AWAIT = "CALL db.awaitIndexes(300)"  # seconds


def class_labels() -> list[str]:
    """The classes of which there are nodes."""
    return [cls.name for cls in schema().classes.values() if cls.segment] + list(TERM_CLASSES)


def statements() -> Iterator[str]:
    """The constraints of classes and the full-text indexes, as Cypher."""
    for name in class_labels():
        constraint = f"tidu_iri_{relationship_type(name).lower()}"
        yield f"CREATE CONSTRAINT {constraint} IF NOT EXISTS FOR (n:{name}) REQUIRE n.iri IS UNIQUE"
    things = [cls.name for cls in schema().classes.values() if cls.segment and schema().is_a(cls.name, "Entity")]
    names = ["name", "name" + ENGLISH, "aliases", key("name"), "abbreviation"]
    texts = [text for prop in schema().properties.values() if _is_prose(prop) for text in _keys(prop)]
    yield _full_text("tidu_names", [*things, "Document", *TERM_CLASSES], names)
    yield _full_text("tidu_texts", [*things, *TERM_CLASSES], texts)
    yield _full_text("tidu_words", ["Passage", "Statement", "Observation"], ["quote", "sentence", "note"])


def _is_prose(prop: PropertyDef) -> bool:
    """Whether its values are sentences: texts in both languages, and texts that claims give things."""
    free = prop.statable and "string" in prop.ranges and not prop.words and prop.name != "name"
    return "langString" in prop.ranges or free


def _keys(prop: PropertyDef) -> list[str]:
    own = key(prop.name)
    return [own, own + ENGLISH] if "langString" in prop.ranges else [own]


def _full_text(name: str, labels: list[str], keys: list[str]) -> str:
    each = ", ".join(f"n.{found}" for found in keys)
    options = f"{{indexConfig: {{`fulltext.analyzer`: '{ANALYZER}'}}}}"
    return f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{'|'.join(labels)}) ON EACH [{each}] OPTIONS {options}"
