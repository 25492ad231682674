"""Filling another store from a build: its facts, and what follows from them, through the store's writer."""

from pathlib import Path

from graph.archive import FILE, read_facts
from graph.build import no_cycles, write
from graph.derive import derive
from graph.derive.described import described_in
from graph.facts import Fact, Ontology
from graph.store import Store


def facts_of(build: Path) -> list[Fact]:
    """All facts of the build in a folder, the derived ones too; raises StoreError where it keeps none."""
    given = list(read_facts(build / FILE))
    return [Ontology(), *given, *derive(given)]


def load(build: Path, store: Store) -> None:
    """Write the build in a folder, named after its id, into a store; raises StoreError."""
    with no_cycles():
        facts = facts_of(build)
        write(store, facts, described_in(facts), build.name)
