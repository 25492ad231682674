"""One server for all tests of Cypher, over a real Neo4j with a few nodes, and what is said to it over and over."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import httpx
import pytest

from tests.api.serving import Served, served
from tests.neo4j.serving import Neo4j

SECONDS, ROWS, MIB = 5, 200, 1
GRAPH_TYPE = "application/vnd.tidu.graph+json"
FILL = """CREATE (a:Place {id: 'place/a', name: '广州', opened: date('2020-01-31'), codes: [1, 2]}),
(b:Place:City {id: 'place/b', name: 'B, or "b"'}), (c {name: 'without an id'}),
(a)-[:NEAR {metres: 12.5}]->(b), (b)-[:NEAR]->(c)"""


def named(neo4j: Neo4j) -> dict[str, object]:
    """The settings that name a Neo4j."""
    return {
        "neo4j_uri": neo4j.uri, "neo4j_user": neo4j.user, "neo4j_password": neo4j.password,
        "neo4j_database": neo4j.database,
    }  # fmt: skip


@pytest.fixture(scope="package")
def server(neo4j_server: Neo4j, tiny_build: Path) -> Iterator[Served]:
    neo4j_server.clear()  # other tests may have left a load unfinished, which is answered with 503
    with served(
        tiny_build, cypher_timeout=SECONDS, cypher_rows=ROWS, cypher_result=MIB, cypher_memory=128,
        **named(neo4j_server),
    ) as found:  # fmt: skip
        yield found


@pytest.fixture
def filled(neo4j_server: Neo4j) -> Neo4j:
    """The database, with three nodes and two relationships."""
    neo4j_server.clear()
    neo4j_server.ask(FILL)
    return neo4j_server


@dataclass(frozen=True, slots=True)
class Door:
    """Asks one server."""

    client: httpx.Client

    def ask(self, query: str, accept: str = "application/json", /, **parameters: object) -> httpx.Response:
        """The answer to a query."""
        return self.client.post(
            "/cypher", json={"query": query, "parameters": parameters}, headers={"Accept": accept}, timeout=60
        )

    def rows(self, query: str, /, **parameters: object) -> list[list[object]]:
        """The rows of an answer."""
        response = self.ask(query, **parameters)
        assert response.status_code == 200, response.text
        return cast("list[list[object]]", response.json()["rows"])

    def one(self, expression: str, /, **parameters: object) -> object:
        """The value of an expression."""
        ((value,),) = self.rows(f"RETURN {expression} AS x", **parameters)
        return value


@pytest.fixture
def door(server: Served) -> Door:
    return Door(server.client)
