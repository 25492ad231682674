"""The same SPARQL text over the same quads, asked of the engines directly: no HTTP, no labels, no words behind rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset
from rdflib.query import Result

from bench.question import TIERS, sparql
from bench.timing import median_seconds

Times = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Peer:
    """An engine with the quads loaded: its name, and how many lines it answers a query with."""

    name: str
    lines: Callable[[str], int]
    runs: int


def peers(store: Path) -> list[Peer]:
    """Oxigraph from disk and from memory, and rdflib, over the quads of a build's store."""
    disk = ox.Store.read_only(str(store))
    memory = ox.Store()
    memory.bulk_extend(disk)
    dataset = Dataset(default_union=True)
    dataset.parse(data=disk.dump(format=ox.RdfFormat.N_QUADS), format="nquads")
    return [
        Peer("pyoxigraph, memory", lambda text: _oxigraph(memory, text), 100),
        Peer("pyoxigraph, disk", lambda text: _oxigraph(disk, text), 100),
        Peer("rdflib, memory", lambda text: _rdflib(dataset, text), 5),
    ]


def _oxigraph(store: ox.Store, text: str) -> int:
    solutions = store.query(text)
    if not isinstance(solutions, ox.QuerySolutions):
        raise TypeError(type(solutions).__name__)
    return sum(1 for _ in solutions)


def _rdflib(dataset: Dataset, text: str) -> int:
    result: Result = dataset.query(text)
    return sum(1 for _ in result)


def quads(store: Path) -> int:
    """How many quads a build's store holds in its named graphs."""
    found = ox.Store.read_only(str(store))
    return sum(1 for name in found.named_graphs() for _ in found.quads_for_pattern(None, None, None, name))


def agree(found: list[Peer]) -> None:
    """Raise RuntimeError unless all peers give as many lines for each tier: else the times compare nothing."""
    for tier in TIERS:
        counts = {peer.name: peer.lines(sparql(tier)) for peer in found}
        if len(set(counts.values())) > 1 or 0 in counts.values():
            raise RuntimeError(f"the engines disagree on {tier}: {counts}")


def times(peer: Peer) -> Times:
    """The median seconds of a peer, by tier."""
    return {tier: median_seconds(lambda t=tier: peer.lines(sparql(t)), peer.runs, 1) for tier in TIERS}  # type: ignore[misc] # a default binds the loop's variable
