"""A build: facts in, everything derived from them beside them, checked by the shapes, published in one step.

It takes any iterable of facts and knows no loader.
"""

import gc
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from graph.archive import FILE, write_facts
from graph.builds import BuildInfo, Builds
from graph.derive import derive
from graph.derive.described import described_in
from graph.facts import Document, Entity, Fact, Ontology, Passage
from graph.shapes import check_shapes
from graph.store import Store
from graph.stores import open_store
from ontology.errors import InvalidGraph
from ontology.identifiers import Ref

Report = Callable[[str], None]
Described = Mapping[Ref, frozenset[str]]
STEPS = ("derive", "check shapes", "write", "publish")


def build(facts: Iterable[Fact], data: Path, report: Report = lambda _: None) -> BuildInfo:
    """Make a build of ``facts`` and put it in service in the folder ``data``.

    ``report`` is called with each of STEPS as it begins. Raises BuildLocked, or InvalidGraph (then the last good build
    stays in service).
    """
    builds = Builds(data)
    with builds.lock(), no_cycles():
        given = list(facts)
        everything, described = prepare(given, report)
        info = _info(everything)
        staging = data / "builds" / f".new-{info.id}"
        staging.mkdir(parents=True)
        report("write")
        write(open_store(f"oxigraph:{staging / 'store'}"), everything, described, info.id)
        write_facts(staging / FILE, given)
        report("publish")
        builds.publish(staging, info)
    return info


@contextmanager
def no_cycles() -> Iterator[None]:
    """Leave the collector of cycles alone: a build makes millions of small things and no cycles worth finding."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def prepare(facts: Iterable[Fact], report: Report = lambda _: None) -> tuple[list[Fact], Described]:
    """All facts with what is derived from them, checked; and the documents that each entity is described in."""
    report("derive")
    given = list(facts)
    everything: list[Fact] = [Ontology(), *given, *derive(given)]
    described = described_in(given)
    report("check shapes")
    violations = check_shapes(everything)
    if violations:
        raise InvalidGraph(violations)
    return everything, described


def write(store: Store, facts: Iterable[Fact], described: Described, id_: str) -> None:
    """Write facts into a store of any kind."""
    writer = store.writer(described)
    writer.add(facts)
    writer.commit(id_)


def _info(facts: list[Fact]) -> BuildInfo:
    now = datetime.now(UTC)
    digest = _digest(facts)
    documents = [fact for fact in facts if isinstance(fact, Document)]
    counts = Counter(type(fact).__name__.lower() for fact in facts)
    counts |= Counter(f"{fact.ref.segment}" for fact in facts if isinstance(fact, Entity))
    return BuildInfo(
        id=f"{now:%Y%m%dT%H%M%S%f}-{digest[:12]}",
        created=now.isoformat(timespec="seconds"),
        documents=tuple(sorted(document.key for document in documents)),
        sentences=any(fact.sentence for fact in facts if isinstance(fact, Passage)),
        counts=dict(sorted(counts.items())),
        digest=digest,
    )


def _digest(facts: list[Fact]) -> str:
    """A hash of the facts, in any order: equal content has an equal digest."""
    return hashlib.sha256("\n".join(sorted(map(repr, facts))).encode()).hexdigest()
