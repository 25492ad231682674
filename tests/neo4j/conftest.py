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


@pytest.fixture(scope="module")
def loaded_neo4j(neo4j_server: Neo4j, default_build: Path) -> Iterator[Neo4j]:
    """The real Neo4j with the default build, beside other people's data; not to be changed."""
    neo4j_server.wipe()
    neo4j_server.ask(FOREIGN)
    load_current(default_build, neo4j_server)
    yield neo4j_server
    neo4j_server.wipe()


def load_current(data: Path, server: Neo4j) -> str:
    """Load the current build of a data folder; its id."""
    builds = Builds(data)
    load(builds.path(builds.current_id), Neo4jStore(access_of(server.settings)))
    return builds.current_id
