"""Editions: the build in service, open for reading, with the index of its names; a new one is picked up at once."""

import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from graph.builds import Builds, OpenBuild
from graph.catalogue.evidence import Words
from graph.lookups import lookup
from graph.names import Names
from graph.search.index import Index
from graph.settings import Settings
from graph.store import Store, View
from graph.stores import open_store
from graph.stores.neo4j.access import is_neo4j
from ontology.errors import InvalidCursor, NoBuild, StoreError, StoreNotReady

if TYPE_CHECKING:
    from graph.analytics import Analyses
    from graph.projection import Projection


@dataclass
class Edition:
    """One build being read: its view, the URL of its store, and its names, indexed when first asked for.

    ``kept`` are the builds of the data folder that it is one of; None where a store holds one build alone.
    """

    view: View
    opened: OpenBuild | None
    store: str
    kept: Builds | None = None

    @property
    def id(self) -> str:
        """The build's id."""
        return self.view.build

    @property
    def path(self) -> str:
        """The folder of its store, which other processes can open; raises StoreError where it has none."""
        kind, _, path = self.store.partition(":")
        if kind != "oxigraph":
            raise StoreError(f"queries run in processes of their own, which cannot read the store {self.store}")
        return path

    @cached_property
    def graphs(self) -> tuple[str, ...]:
        """The IRIs of its named graphs."""
        return tuple(sorted(str(row[0]) for row in self.view.lines(lookup("graphs"), {}).rows))

    @cached_property
    def names(self) -> Names:
        """The names of its things."""
        return Names.of(self.view)

    @cached_property
    def index(self) -> Index:
        """Its things by name, for searches."""
        return Index.of(self.names)

    @cached_property
    def words(self) -> Words:
        """The words behind its claims."""
        return Words(self.view)

    @cached_property
    def projection(self) -> "Projection":
        """Its things and the edges between them."""
        from graph.projection import projection  # noqa: PLC0415 # NetworkX is slow to import, and few commands need it

        return projection(self.view)

    @cached_property
    def analyses(self) -> "Analyses":
        """What was computed over its edges."""
        from graph.analytics import Analyses  # noqa: PLC0415 # see above

        return Analyses(self.projection)


class Editions:
    """Gives the current edition. Safe to use from several threads.

    With a store URL in the settings, that store is read; otherwise the builds of the data folder, where the pointer is
    looked at each time, and an edition stays open as long as somebody reads it. ``resident`` is for servers: builds of
    up to ``settings.resident_quads`` are read into memory, where they answer several times faster than from disk.
    """

    def __init__(self, settings: Settings, *, resident: bool = False) -> None:
        self._builds = Builds(settings.data)
        self._resident = settings.resident_quads if resident else 0
        self._lock = threading.Lock()
        self._stamp = (0, 0)
        self._url = settings.store
        self._store = open_store(settings.store, settings) if settings.store else None
        self._current: Edition | None = None
        self._older_lock = threading.Lock()
        self._older: Edition | None = None  # the one that cursors led back to last
        if self._store:
            self._open_if_ready(self._store)

    @property
    def is_stale(self) -> bool:
        """Whether ``current`` would have to open a build, which takes a while."""
        if self._store:
            return is_neo4j(self._url)  # a server has to be asked which build it holds
        return self._current is None or self._builds.stamp() != self._stamp

    @property
    def seen(self) -> str | None:
        """The id of the build that was served last."""
        return self._current.id if self._current else None

    def current(self) -> Edition:
        """The edition in service; raises NoBuild."""
        if self._store:
            return self._fixed(self._store)
        if self._current is None or self._builds.stamp() != self._stamp:
            with self._lock:  # who waited here looks anew: what has been opened meanwhile may be newer than what it saw
                stamp = self._builds.stamp()
                if self._current is None or stamp != self._stamp:
                    self._current, self._stamp = self._open(None), stamp
        return self._current

    def edition(self, build: str) -> Edition:
        """The edition of one build, which a cursor names; raises InvalidCursor when it is no longer kept."""
        current = self.current()
        if current.id == build:
            return current
        gone = InvalidCursor(build, "its build is no longer kept; begin again without a cursor")
        if self._store:
            raise gone
        with self._older_lock:  # many cursors of one build open it once: it may be read into memory
            older = self._older
            if older is None or older.id != build:
                try:
                    older = self._older = self._open(build)
                except NoBuild:
                    raise gone from None
            return older

    def _fixed(self, store: Store) -> Edition:
        """The edition of the store that the settings name, opened anew where it holds another build by now.

        No lock is held while a server is asked: where it is away, nobody waits for the others' waiting.
        """
        current = self._current
        if current is None or current.view.is_stale:
            current = self._current = Edition(store.view(), None, self._url)
        return current

    def _open_if_ready(self, store: Store) -> None:
        """What is wrong for good is said at once; what may be right later is asked for later."""
        with suppress(StoreNotReady):
            self._current = Edition(store.view(), None, self._url)

    def _open(self, build: str | None) -> Edition:
        opened = self._builds.open(build, self._resident)
        return Edition(opened.view, opened, f"oxigraph:{self._builds.path(opened.id) / 'store'}", self._builds)
