from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.builds import Builds
from graph.loading import load
from graph.stores.neo4j.access import access_of
from graph.stores.neo4j.store import Neo4jStore
from tests.neo4j.serving import Neo4j

# What other people keep in the same database, under names that ours have too.
FOREIGN = """CREATE (r:Region:Entity {id: 'region/370000', name: '别人的山东', nameEn: 'theirs', owner: 'them'}),
(t:Tier {id: 'tier/leading', name: '别人的梯队', order: 9}), (r)-[:IN_TIER {since: 2001}]->(t),
(c:Claim:Statement:Observation {property: 'inTier', status: 'actual', negated: false, claimId: 'theirs'}),
(c)-[:OBJECT]->(t), (c)-[:APPLIES_TO]->(r), (c)-[:ABOUT]->(r), (d:Document {name: 'theirs'}), (c)-[:DOCUMENT]->(d),
(p:Person {id: 1}), (:Person {id: 1}), (p)-[:READ]->(d)"""


# And what they say of our things.
ATTACHED = """MATCH (r:Tidu {id: 'region/370000'}), (t:Tidu {id: 'tier/rising'}), (d:Tidu {id: 'document/003'}),
(i:Tidu {id: 'indicator/secondary-nodes'}), (u:Tidu:Unit {symbol: '个'}), (p:Tidu {id: 'policy/2021-yangtze-agreement'})
CREATE (c:Claim:Statement {property: 'inTier', status: 'actual', negated: false})-[:DOCUMENT]->(d),
(c)-[:OBJECT]->(t), (c)-[:ABOUT]->(r), (c)-[:APPLIES_TO]->(r), (c)-[:APPLIES_TO_OBJECT]->(t), (c)-[:ABOUT]->(p),
(o:Claim:Observation {status: 'actual', measure: 'level', comparator: '=', value: '1'})-[:DOCUMENT]->(d),
(o)-[:ABOUT]->(r), (o)-[:INDICATOR]->(i), (o)-[:UNIT]->(u),
(s:Support {basis: 'own', ground: 'theirs', claims: ''})-[:TIER]->(t), (s)-[:REGION]->(r),
(s)-[:INTERVENTION]->(p), (s)-[:SOURCE]->(d)"""


@pytest.fixture(scope="module")
def loaded_neo4j(neo4j_server: Neo4j, default_build: Path) -> Iterator[Neo4j]:
    """The real Neo4j with the default build, beside other people's data; not to be changed."""
    neo4j_server.wipe()
    neo4j_server.ask(FOREIGN)
    load_current(default_build, neo4j_server)
    neo4j_server.ask(ATTACHED)
    yield neo4j_server
    neo4j_server.wipe()


def load_current(data: Path, server: Neo4j) -> str:
    """Load the current build of a data folder; its id."""
    builds = Builds(data)
    load(builds.path(builds.current_id), Neo4jStore(access_of(server.settings)))
    return builds.current_id
