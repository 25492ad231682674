"""Putting constraints and full-text indexes into a database: checked first, never in place of somebody else's."""

import time
from collections.abc import Callable, Collection, Mapping

from neo4j import ManagedTransaction

from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.constraints import ANALYZER, FullText, constraints, full_texts
from ontology.errors import StoreError

_SHOW = """SHOW INDEXES YIELD name, type, labelsOrTypes, properties, options, state, populationPercent
WHERE name STARTS WITH 'tidu_'"""
PAUSE = 0.05  # seconds between two looks at how far the indexes are

_Index = Mapping[str, object]


def constrain(connection: Connection) -> None:
    """Create the constraints, before anything is written; raises StoreError where others' data or names forbid it."""
    standing = connection.read(_standing)
    for wanted in constraints():
        found = standing.get(wanted.name)
        if found is None:
            _run(connection, wanted.cypher)
        elif (found["type"], found["labelsOrTypes"], found["properties"]) != ("RANGE", [wanted.label], [wanted.key]):
            raise _foreign(connection, found)


def index(connection: Connection, known: Collection[str], report: Callable[[int], None]) -> None:
    """Create the full-text indexes and wait for them; those of an older ontology are made anew.

    ``known`` are the labels that nodes of ours have, or had; ``report`` is told of percents.
    """
    standing = connection.read(_standing)
    for wanted in full_texts():
        found = standing.get(wanted.name)
        if found is not None and not _is(found, wanted):
            if found["type"] != "FULLTEXT" or not set(_texts(found["labelsOrTypes"])) <= set(known):
                raise _foreign(connection, found)
            _run(connection, f"DROP INDEX {wanted.name}")
        _run(connection, wanted.cypher)
    _wait(connection, report)


def _wait(connection: Connection, report: Callable[[int], None]) -> None:
    """Until all are online. In many short transactions: a long one would meet the server's limit of time."""
    while True:
        standing = connection.read(_standing).values()
        if failed := [str(found["name"]) for found in standing if found["state"] == "FAILED"]:
            raise StoreError(f"Neo4j at {connection.access.uri} could not make the index {', '.join(failed)}")
        if all(found["state"] == "ONLINE" for found in standing):
            return
        report(int(min(float(str(found["populationPercent"])) for found in standing)))
        time.sleep(PAUSE)


def _standing(transaction: ManagedTransaction) -> dict[str, _Index]:
    return {record["name"]: dict(record) for record in transaction.run(_SHOW)}


def _is(found: _Index, wanted: FullText) -> bool:
    options = found["options"]
    config = options.get("indexConfig", {}) if isinstance(options, Mapping) else {}
    labels, keys = set(_texts(found["labelsOrTypes"])), set(_texts(found["properties"]))
    return (labels, keys, config.get("fulltext.analyzer")) == (set(wanted.labels), set(wanted.keys), ANALYZER)


def _texts(found: object) -> list[str]:
    return [str(text) for text in found] if isinstance(found, list) else []


def _foreign(connection: Connection, found: _Index) -> StoreError:
    place = f"({', '.join(_texts(found['labelsOrTypes']))}: {', '.join(_texts(found['properties']))})"
    return StoreError(
        f"Neo4j at {connection.access.uri} has an index {found['name']} that is not of Tidu's making {place}; "
        "drop or rename it"
    )


def _run(connection: Connection, text: str) -> None:
    connection.write(lambda t: t.run(text).consume())
