"""``python -m bench.neo4j.loader writer|plain DATA CLAIMS``: one load of synthetic facts, a process of its own.

It loads into the server of the data folder, and prints what it found out as JSON.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

from neo4j import GraphDatabase

from bench.endpoints.memory import peak_mb
from bench.neo4j import plain
from bench.neo4j.synthetic import facts
from graph.build import no_cycles, write
from graph.property_graph.mapping import elements
from graph.settings import settings
from graph.stores.neo4j.access import Access, access_of
from graph.stores.neo4j.store import Neo4jStore


@dataclass(slots=True)
class Loaded:
    """What a load says of itself: seconds by stage, seconds of processor, peak memory in MB."""

    nodes: int
    relationships: int
    stages: dict[str, float]
    processor: float
    peak: float


class Stages:
    """Adds up the seconds between reports; they count for the stage of the report before, which ran until then."""

    def __init__(self, first: str) -> None:
        self.seconds: dict[str, float] = {}
        self._stage, self._last = first, perf_counter()

    def __call__(self, stage: str, _done: int = 0, _total: int = 0) -> None:
        """Take a report of the store's."""
        now = perf_counter()
        self.seconds[self._stage] = self.seconds.get(self._stage, 0) + now - self._last
        self._stage, self._last = stage, now


Counts = tuple[int, int]


def by_writer(access: Access, claims: int, stages: Stages) -> Counts:
    """Through the store's writer, as ``tidu neo4j load`` does."""
    store = Neo4jStore(access, stages)
    with no_cycles():
        write(store, facts(claims), {}, "synthetic")
    stages("end")
    state = store.state()
    return (state.nodes, state.relationships) if state else (0, 0)


def by_driver(access: Access, claims: int, stages: Stages) -> Counts:
    """Through the driver alone."""
    with no_cycles(), GraphDatabase.driver(access.uri, auth=(access.user, access.password)) as driver:
        counts = plain.load(driver, elements(facts(claims)))
    stages("end")
    return counts


LOADERS: Mapping[str, tuple[Callable[[Access, int, Stages], Counts], str]] = {
    "writer": (by_writer, "nodes"),
    "plain": (by_driver, "everything"),
}


def main() -> None:
    """Load, and print."""
    name, data, claims = sys.argv[1:]
    access = access_of(settings(data=Path(data)))
    load, first = LOADERS[name]
    stages = Stages(first)
    nodes, relationships = load(access, int(claims), stages)
    times = os.times()
    loaded = Loaded(nodes, relationships, stages.seconds, times.user + times.system, peak_mb(os.getpid()))
    print(json.dumps(asdict(loaded)))


if __name__ == "__main__":
    main()
