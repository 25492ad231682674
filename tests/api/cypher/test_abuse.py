"""Whoever tries to write, load, administer or reach out through /cypher changes nothing and reaches nobody."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from graph.cypher import plans
from ontology.errors import InvalidQuery
from tests.api.cypher.conftest import Door
from tests.api.sparql.conftest import problem
from tests.neo4j.serving import Neo4j

HOSTILE = [
    "CREATE (:Evil)",
    "CREATE (n:Evil) RETURN n",
    "MATCH (n) CREATE (n)-[:EVIL]->(n)",
    "MERGE (n:Evil) RETURN n",
    "INSERT (:Evil)",
    "MATCH (n) SET n.evil = 1 RETURN n",
    "MATCH (n) SET n:Evil",
    "MATCH (n) REMOVE n.name",
    "MATCH (n) REMOVE n:Place",
    "MATCH (n) DETACH DELETE n",
    "MATCH ()-[r]->() DELETE r",
    "MATCH (n) FOREACH (x IN [1] | SET n.evil = x)",
    "UNWIND [1] AS x CALL { CREATE (:Evil) RETURN 1 AS y } RETURN y",
    "CALL { CREATE (:Evil) } IN TRANSACTIONS",
    "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1 ROWS",
    "MATCH (n) RETURN n UNION MATCH (n) DETACH DELETE n RETURN n",
    "RETURN 1 AS x /* */ CREATE (:Evil)",
    "RETURN 1 AS x // \nCREATE (:Evil)",
    "RETURN 1 AS x; CREATE (:Evil)",
    "\\u0043REATE (:Evil)",
    "MATCH (n) \\u0053ET n.evil = 1",
    "LOAD CSV FROM '{url}' AS line RETURN line",
    "LOAD CSV WITH HEADERS FROM '{url}' AS line RETURN line",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "CALL {{ LOAD CSV FROM '{url}' AS line RETURN line }} RETURN line",
    "CREATE CONSTRAINT evil FOR (n:Evil) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX evil FOR (n:Evil) ON (n.id)",
    "DROP CONSTRAINT evil IF EXISTS",
    "DROP INDEX evil IF EXISTS",
    "DROP DATABASE neo4j",
    "CREATE USER evil SET PASSWORD 'evil-evil'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'evil-evil'",
    "ALTER USER neo4j SET PASSWORD 'evil-evil'",
    "SHOW USERS",
    "SHOW SETTINGS",
    "SHOW TRANSACTIONS",
    "SHOW PROCEDURES YIELD name RETURN name",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "USE system MATCH (n) RETURN n",
    "EXPLAIN CREATE (:Evil)",
    "PROFILE CREATE (:Evil)",
    "CYPHER runtime=slotted CREATE (:Evil)",
    "CALL dbms.listConfig()",
    "CALL dbms.listConfig() YIELD name, value RETURN name, value",
    "CALL `dbms`.`listConfig`()",
    "CALL db.clearQueryCaches()",
    "CALL dbms.killConnection('bolt-1')",
    "CALL dbms.queryJmx('*:*')",
    "CALL dbms.security.listUsers()",
    "CALL db.createLabel('Evil')",
    "CALL db.createProperty('evil')",
    "CALL tx.setMetaData({app: 'evil'})",
    "CALL apoc.load.json('{url}') YIELD value RETURN value",
    "RETURN apoc.util.sleep(1)",
    "RETURN file() AS x",
    "START n = node(*) RETURN n",
    "GRANT ROLE admin TO neo4j",
]
COUNTS = (
    "MATCH (n) RETURN count(n) AS n, sum(size(keys(n))) AS p, sum(size(labels(n))) AS l",
    "MATCH ()-[r]->() RETURN count(r) AS n, sum(size(keys(r))) AS p",
    "SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name",
    "SHOW INDEXES YIELD name RETURN name ORDER BY name",
    "SHOW USERS YIELD user, passwordChangeRequired RETURN * ORDER BY user",
    "SHOW DATABASES YIELD name RETURN name ORDER BY name",
)


@dataclass(frozen=True, slots=True)
class Target:
    """Listens for what nobody may fetch; ``visits`` grows by each connection."""

    port: int
    visits: list[object] = field(default_factory=list)


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)
        found, over = Target(listening.getsockname()[1]), threading.Event()

        def listen() -> None:
            while not over.is_set():
                try:
                    connection, address = listening.accept()
                except TimeoutError:
                    continue
                found.visits.append(address)
                connection.close()

        listener = threading.Thread(target=listen)
        listener.start()
        yield found
        over.set()
        listener.join()


def counts(neo4j: Neo4j) -> list[object]:
    """Whatever a hostile query could have changed."""
    return [neo4j.ask(query) for query in COUNTS]


@pytest.mark.parametrize("query", HOSTILE)
def test_what_is_more_than_reading_is_refused_and_changes_nothing(
    door: Door, filled: Neo4j, target: Target, query: str
) -> None:
    before = counts(filled)
    text = query.replace("{url}", f"http://127.0.0.1:{target.port}/data.csv").replace("{{", "{").replace("}}", "}")
    problem(door.ask(text), 400)
    assert counts(filled) == before
    assert target.visits == []


def test_the_plan_is_looked_at_behind_the_inspection(filled: Neo4j) -> None:
    refused = [
        "CREATE (n) RETURN n", "CALL db.createLabel('Evil')", "LOAD CSV FROM 'file:///x' AS l RETURN l",
        "SHOW TRANSACTIONS", "SHOW USERS", "CALL dbms.listConfig()", "TERMINATE TRANSACTIONS 'x'",
    ]  # fmt: skip
    with filled.driver() as driver, driver.session() as session:
        for query in refused:
            with pytest.raises(InvalidQuery):
                plans.check(session.run(f"EXPLAIN {query}").consume())
        for query in ("MATCH (n)-[*1..3]-(m) RETURN n, collect(m)", "CALL db.labels() YIELD label RETURN label"):
            plans.check(session.run(f"EXPLAIN {query}").consume())
