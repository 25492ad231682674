"""A real Neo4j for the tests: the one that TIDU_NEO4J_URI names, else one that `tidu neo4j start` would start."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase
from pydantic import SecretStr

from graph import neo4j_server
from graph.neo4j_server.java import can_install, find_java
from graph.settings import Settings, settings

NO_JAVA = "no Java 17 or newer, and it cannot be installed here: Neo4j is not tested"


@dataclass(frozen=True, slots=True)
class Neo4j:
    """How to reach it. ``database`` is empty for the server's default; ``http_uri`` None where it is not known."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str
    http_uri: str | None
    data: Path | None
    """The data folder of a server of our own; None for one that was named from outside."""

    @contextmanager
    def driver(self) -> Iterator[Driver]:
        """A driver of the test's own."""
        with GraphDatabase.driver(self.uri, auth=(self.user, self.password)) as driver:
            yield driver

    def ask(self, query: str, **parameters: object) -> list[dict[str, object]]:
        """The rows of one query."""
        with self.driver() as driver:
            found = driver.execute_query(query, parameters, database_=self.database or None)
        return [record.data() for record in found.records]

    @property
    def settings(self) -> Settings:
        """Settings that name it; without a data folder of their own."""
        return Settings(
            neo4j_uri=self.uri, neo4j_user=self.user, neo4j_password=SecretStr(self.password),
            neo4j_database=self.database, data=Path("/nonexistent"),
        )  # fmt: skip

    def clear(self) -> None:
        """Remove all nodes; constraints and indexes stay, which takes a tenth of the time."""
        with self.driver() as driver, driver.session(database=self.database or None) as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()

    def wipe(self) -> None:
        """Remove all nodes, constraints and indexes."""
        with self.driver() as driver:
            wipe(driver, self.database or None)


def wipe(driver: Driver, database: str | None) -> None:
    """Remove all nodes, constraints and indexes of a database."""
    with driver.session(database=database) as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
        for name in session.run("SHOW CONSTRAINTS YIELD name").value():
            session.run(f"DROP CONSTRAINT `{name}`").consume()
        for name in session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name").value():
            session.run(f"DROP INDEX `{name}`").consume()


@contextmanager
def served(folder: Path) -> Iterator[Neo4j]:
    """The server for a session of tests; ``folder`` becomes the data folder of one of our own."""
    found = settings()
    if found.neo4j_uri:
        yield _named(
            Neo4j(
                found.neo4j_uri,
                found.neo4j_user,
                found.neo4j_password.get_secret_value(),
                found.neo4j_database,
                None,
                None,
            )
        )
        return
    need_java()
    server = neo4j_server.start(folder, settings(neo4j_heap=768))
    try:
        yield Neo4j(server.bolt_uri, "neo4j", neo4j_server.password(folder), "", server.http_uri, folder)
    finally:
        neo4j_server.stop(folder)


def need_java() -> None:
    """Skip without a Java to run Neo4j; in CI that is a failure."""
    if find_java() or can_install():
        return
    if os.environ.get("CI"):  # noqa: TID251 # CI is no setting of the product's
        pytest.fail(NO_JAVA)
    pytest.skip(NO_JAVA)


def _named(access: Neo4j) -> Neo4j:
    """One that was named from outside: tests wipe it, so it must hold nothing."""
    nodes = access.ask("MATCH (n) RETURN count(n) AS nodes")[0]["nodes"]
    if nodes:
        pytest.fail(f"TIDU_NEO4J_URI={access.uri} holds {nodes} nodes, and tests wipe it: name an empty database")
    return access
