"""Loads for tests: a build of tables, what a database holds of ours and of others, and a load in its own process."""

from pathlib import Path

from graph.build import build
from graph.builds import Builds
from graph.loading import load
from graph.stores.neo4j.access import access_of
from graph.stores.neo4j.store import Neo4jStore
from loaders.corpus import read_corpus
from tests.neo4j.serving import Neo4j


def made(seeds: Path, data: Path, without: tuple[str, ...] = ()) -> Path:
    """The folder of a build of seed tables."""
    info = build(read_corpus(seeds, without).facts(), data)
    return Builds(data).path(info.id)


def store_of(server: Neo4j) -> Neo4jStore:
    return Neo4jStore(access_of(server.settings))


def loaded(build_folder: Path, server: Neo4j) -> None:
    load(build_folder, store_of(server))


def ours(server: Neo4j) -> tuple[list[object], list[object]]:
    """All nodes and relationships of ours, in an order of their own; the number of the load is left out."""
    nodes = server.ask("MATCH (n:Tidu) RETURN labels(n) AS labels, properties(n) AS given ORDER BY n.id")
    edges = server.ask(
        "MATCH (s:Tidu)-[r]->(e:Tidu) WHERE r.tiduLoad IS NOT NULL "
        "RETURN s.id AS s, type(r) AS t, e.id AS e, properties(r) AS given ORDER BY s, t, e"
    )
    return [_plain(row) for row in nodes], [_plain(row) for row in edges]


def others(server: Neo4j) -> tuple[list[object], list[object]]:
    """All nodes of other people, and all relationships that no load wrote."""
    nodes = server.ask(
        "MATCH (n) WHERE NOT n:Tidu AND NOT n:TiduBuild AND NOT n:TiduWithdrawn "
        "RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS given ORDER BY id"
    )
    edges = server.ask(
        "MATCH (s)-[r]->(e) WHERE r.tiduLoad IS NULL RETURN elementId(r) AS id, elementId(s) AS s, elementId(e) AS e, "
        "type(r) AS t, properties(r) AS given ORDER BY id"
    )
    return [_plain(row) for row in nodes], [_plain(row) for row in edges]


def _plain(row: dict[str, object]) -> object:
    given = row["given"]
    assert isinstance(given, dict)
    labels = row.get("labels", [])
    assert isinstance(labels, list)
    kept = {key: str(value) for key, value in given.items() if key != "tiduLoad"}
    return {**row, "given": kept, "labels": sorted(labels)}
