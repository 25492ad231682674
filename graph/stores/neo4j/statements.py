"""The Cypher of a load. Names in it come from the ontology alone; what facts say is bound."""

from graph.property_graph.elements import OURS, labels
from graph.stores.neo4j.constraints import BUILD, class_labels
from ontology.schema import schema

WITHDRAWN = "TiduWithdrawn"  # a node that the build lacks and that others' relationships hold on to
MARK = "tiduLoad"  # the number of the load that wrote a node or relationship

BEGIN = f"""MERGE (b:{BUILD} {{key: 'current'}})
SET b.load = coalesce(b.load, 0) + 1, b.state = 'loading', b.loader = $loader, b.startedAt = datetime(),
    b.seenAt = datetime(), b.name = 'Tidu', b.batch = 0
RETURN b.load AS load, b.build AS build"""

# Before a batch, in its transaction: nothing is found where a later load took over, and a batch that was written
# already, whose answer was lost on its way, finds its own number.
TURN = f"""MATCH (b:{BUILD} {{key: 'current', loader: $loader}}) WITH b, b.batch AS before
SET b.batch = $batch, b.seenAt = datetime() RETURN before"""

STRANGERS = f"MATCH (n:{OURS}) WHERE n.{MARK} IS NULL RETURN count(n) AS strangers"

# Nodes of other people in the same database: they are counted, and left as they are.
OTHERS = f"MATCH (n) WHERE NOT n:{OURS} AND NOT n:{WITHDRAWN} AND NOT n:{BUILD} RETURN count(n) AS others"

IS_EMPTY = f"OPTIONAL MATCH (n:{OURS}|{WITHDRAWN}) WITH n LIMIT 1 RETURN n IS NULL AS empty"

READOPT = f"MATCH (n:{WITHDRAWN}) SET n:{OURS} REMOVE n:{WITHDRAWN}"

COMMIT = f"""MATCH (b:{BUILD} {{key: 'current'}})
SET b.state = 'ready', b.build = $build, b.finishedAt = datetime(), b.nodes = $nodes, b.relationships = $relationships
RETURN count(b) AS written"""

_STALE = f"""MATCH (:{OURS})-[r]->(:{OURS}) WHERE r.{MARK} <> $load
WITH r LIMIT $most DELETE r RETURN count(r) AS written"""


def _class_labels() -> str:
    """Every label that nodes of ours have for their classes."""
    every = {*class_labels(), *(name for cls in schema().classes for name in labels(cls))} - {OURS}
    return ":".join(sorted(every))


# New nodes, for a database that has none of ours. One text for all classes: planning one takes as long as many rows.
CREATE_NODES = f"""UNWIND $rows AS row CREATE (n:$(row.labels)) SET n = row.p, n.{MARK} = $load
RETURN count(n) AS written"""

# Nodes that may be there; one whose class has changed loses the labels of the old one, and keeps those of others.
MERGE_NODES = f"""UNWIND $rows AS row MERGE (n:{OURS} {{id: row.p.id}})
FOREACH (_ IN CASE WHEN n.class <> row.p.class THEN [1] ELSE [] END | REMOVE n:{_class_labels()})
SET n = row.p, n:$(row.labels), n.{MARK} = $load RETURN count(n) AS written"""


def _relate(verb: str) -> str:
    return f"""UNWIND $rows AS row MATCH (s:{OURS} {{id: row.s}}) MATCH (e:{OURS} {{id: row.e}})
{verb} (s)-[r:$(row.t)]->(e) SET r = row.p, r.{MARK} = $load RETURN count(r) AS written"""


# Relationships between nodes that are there; rows whose ends are not there are not written.
CREATE_RELATIONSHIPS, MERGE_RELATIONSHIPS = _relate("CREATE"), _relate("MERGE")

DELETE_RELATIONSHIPS = _STALE
DELETE_NODES = f"""MATCH (n:{OURS}) WHERE n.{MARK} <> $load AND NOT (n)--()
WITH n LIMIT $most DELETE n RETURN count(n) AS written"""
WITHDRAW_NODES = f"""MATCH (n:{OURS}) WHERE n.{MARK} <> $load
WITH n LIMIT $most SET n:{WITHDRAWN} REMOVE n:{OURS}:{_class_labels()} RETURN count(n) AS written"""
MISSING = f"""UNWIND $rows AS row UNWIND [row.s, row.e] AS id
WITH DISTINCT id WHERE NOT EXISTS {{ (n:{OURS} {{id: id}}) }} RETURN id LIMIT 5"""
