"""The loader that anybody would write over the driver: UNWIND and MERGE, 10,000 rows of one class or type a batch."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from neo4j import Driver, ManagedTransaction

from graph.property_graph.elements import OURS, Element, Node, Relationship, iri, labels
from ontology.cypher_names import relationship_type

BATCH = 10_000
CONSTRAINT = f"CREATE CONSTRAINT plain_id FOR (n:{OURS}) REQUIRE n.id IS UNIQUE"

Row = Mapping[str, object]


def load(driver: Driver, elements: Iterable[Element]) -> tuple[int, int]:
    """Write the nodes as they come, then the relationships; how many there were of each."""
    driver.execute_query(CONSTRAINT)
    nodes: dict[str, list[Row]] = defaultdict(list)
    relationships: dict[str, list[Row]] = defaultdict(list)
    count = 0
    for element in elements:
        if isinstance(element, Relationship):
            relationships[element.property].append(_joining(element))
            continue
        count += 1
        batch = nodes[element.cls]
        batch.append(_row(element))
        if len(batch) == BATCH:
            _write(driver, _merge_nodes(element.cls), nodes.pop(element.cls))
    for cls, rows in nodes.items():
        _write(driver, _merge_nodes(cls), rows)
    total = sum(map(len, relationships.values()))
    for name, rows in relationships.items():
        for first in range(0, len(rows), BATCH):
            _write(driver, _merge_relationships(name), rows[first : first + BATCH])
    return count, total


def _row(node: Node) -> Row:
    return {"id": node.id, "p": {**node.properties, "iri": iri(node.id), "class": node.cls}}


def _joining(found: Relationship) -> Row:
    return {"s": found.start, "e": found.end, "p": found.properties}


def _merge_nodes(cls: str) -> str:
    further = ":".join(labels(cls)[1:])
    return f"UNWIND $rows AS row MERGE (n:{OURS} {{id: row.id}}) SET n:{further}, n += row.p"


def _merge_relationships(name: str) -> str:
    return (
        f"UNWIND $rows AS row MATCH (s:{OURS} {{id: row.s}}) MATCH (e:{OURS} {{id: row.e}}) "
        f"MERGE (s)-[r:{relationship_type(name)}]->(e) SET r += row.p"
    )


def _write(driver: Driver, text: str, rows: list[Row]) -> None:
    def work(transaction: ManagedTransaction) -> None:
        transaction.run(text, rows=rows).consume()

    with driver.session() as session:
        session.execute_write(work)
