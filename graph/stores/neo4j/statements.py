"""The Cypher of a load. Names in it come from the ontology alone; what facts say is bound."""

from graph.property_graph.elements import OURS, TERM_CLASSES, labels
from graph.stores.neo4j.constraints import BUILD
from graph.stores.neo4j.state import LOADING, READY
from ontology.schema import schema

WITHDRAWN = "TiduWithdrawn"  # a node that the build lacks and that others' relationships hold on to
MARK = "tiduLoad"  # the number of the load that wrote a node or relationship

# Labels that nodes of ours have, or had under an older ontology, are noted, so that they can be taken away.
BEGIN = f"""MERGE (b:{BUILD} {{key: 'current'}})
SET b.load = coalesce(b.load, 0) + 1, b.state = '{LOADING}', b.loader = $loader, b.startedAt = datetime(),
    b.seenAt = datetime(), b.name = 'Tidu', b.batch = 0,
    b.labels = [l IN coalesce(b.labels, []) WHERE NOT l IN $labels] + $labels
RETURN b.load AS load, b.labels AS labels"""

# Before a batch, in its transaction: nothing is found where a later load took over, and a batch that was written
# already, whose answer was lost on its way, finds its own number. The node is locked first, then looked at.
TURN = f"""MATCH (b:{BUILD} {{key: 'current'}}) SET b.seenAt = datetime()
WITH b WHERE b.loader = $loader
WITH b, b.batch AS before SET b.batch = $batch RETURN before"""

IS_MINE = f"RETURN EXISTS {{ (b:{BUILD} {{key: 'current', loader: $loader}}) }} AS mine"

# Nodes that have labels of ours and were not written by a load.
STRANGERS = f"""MATCH (n:{OURS}|{WITHDRAWN}|{BUILD})
WHERE CASE WHEN n:{BUILD} THEN n.load IS NULL ELSE n.{MARK} IS NULL END RETURN count(n) AS strangers"""

# Nodes of other people in the same database: they are counted, and left as they are.
OTHERS = f"MATCH (n) WHERE NOT n:{OURS} AND NOT n:{WITHDRAWN} AND NOT n:{BUILD} RETURN count(n) AS others"

IS_EMPTY = f"OPTIONAL MATCH (n:{OURS}|{WITHDRAWN}) WITH n LIMIT 1 RETURN n IS NULL AS empty"

READOPT = f"MATCH (n:{WITHDRAWN}) SET n:{OURS} REMOVE n:{WITHDRAWN}"

COMMIT = f"""MATCH (b:{BUILD} {{key: 'current'}})
SET b.state = '{READY}', b.build = $build, b.finishedAt = datetime(), b.nodes = $nodes, b.relationships = $relationships
RETURN count(b) AS written"""

# New nodes, for a database that has none of ours. One text for all classes: planning one takes as long as many rows.
CREATE_NODES = f"""UNWIND $rows AS row CREATE (n:$(row.labels)) SET n = row.p, n.{MARK} = $load
RETURN count(n) AS written"""

# Nodes that may be there; labels that they had and do not have any more are taken away, those of others stay.
MERGE_NODES = f"""UNWIND $rows AS row MERGE (n:{OURS} {{id: row.p.id}})
WITH n, row, [l IN labels(n) WHERE l IN $known AND NOT l IN row.labels] AS old
REMOVE n:$(old) SET n = row.p, n:$(row.labels), n.{MARK} = $load RETURN count(n) AS written"""

# Where the nodes of this load are: finding them by that takes half the time of finding them by identifier.
PLACES = f"MATCH (n:{OURS}) WHERE n.{MARK} = $load RETURN n.id AS id, elementId(n) AS place"

# Relationships are written anew by each load. To merge them, Neo4j would look through all there are while it believes
# that there are few, and it would take other people's relationships between the same nodes for ours.
CREATE_RELATIONSHIPS = f"""UNWIND $rows AS row
MATCH (s:{OURS}) WHERE elementId(s) = row.s MATCH (e:{OURS}) WHERE elementId(e) = row.e
CREATE (s)-[r:$(row.t)]->(e) SET r = row.p, r.{MARK} = $load RETURN count(r) AS written"""

DELETE_RELATIONSHIPS = f"""MATCH (:{OURS})-[r]->(:{OURS}) WHERE r.{MARK} <> $load
WITH r LIMIT $most DELETE r RETURN count(r) AS written"""
DELETE_NODES = f"""MATCH (n:{OURS}) WHERE n.{MARK} <> $load AND NOT (n)--()
WITH n LIMIT $most DELETE n RETURN count(n) AS written"""
WITHDRAW_NODES = f"""MATCH (n:{OURS}) WHERE n.{MARK} <> $load
WITH n, [l IN labels(n) WHERE l IN $known] AS old LIMIT $most
SET n:{WITHDRAWN} REMOVE n:$(old) RETURN count(n) AS written"""


def every_label() -> list[str]:
    """Every label that nodes of ours have."""
    return sorted({name for cls in (*schema().classes, *TERM_CLASSES) for name in labels(cls)})
