"""What a database says of its load: one node beside the graph, the only one that is no part of it."""

from dataclasses import dataclass
from datetime import datetime

from neo4j import ManagedTransaction

from graph.stores.neo4j.constraints import BUILD
from ontology.errors import StoreError

_READ = f"""MATCH (b:{BUILD} {{key: 'current'}})
RETURN b.build AS build, b.state AS state, b.load AS load, b.loader AS loader, b.startedAt AS started,
       b.seenAt AS seen, b.nodes AS nodes, b.relationships AS relationships, datetime() AS now"""

LOADING, READY = "loading", "ready"


@dataclass(frozen=True, slots=True)
class LoadState:
    """The last load: its number, the build it brought (before it is done: the build before), and whether it is done.

    ``quiet`` is how many seconds ago a load that is not done wrote its last batch.
    """

    load: int
    build: str | None
    is_ready: bool
    started: datetime
    quiet: float
    nodes: int
    relationships: int


def read_state(transaction: ManagedTransaction) -> LoadState | None:
    """What the database says; None where nothing was ever loaded."""
    found = transaction.run(_READ).single()
    if found is None:
        return None
    if None in (found["load"], found["started"], found["seen"]):
        raise StoreError(f"the database has a node {BUILD} that is not of Tidu's making")
    quiet = (found["now"].to_native() - found["seen"].to_native()).total_seconds()
    return LoadState(
        found["load"], found["build"], found["state"] == READY, found["started"].to_native(), quiet,
        found["nodes"] or 0, found["relationships"] or 0,
    )  # fmt: skip
