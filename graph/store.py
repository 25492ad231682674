"""What a store is: a Writer that takes facts, and a read-only View that answers queries with lines of plain values.

A store is opened by URL (``graph/stores/__init__.py``). Driver types never leave a store's own file, and everything
that reads goes through ``View.lines``: catalogue questions and look-ups are pairs of query texts, of which a store
takes the one in its language. A new store is one file, one line in the registry and one parameter of the contract test.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from graph.facts import Fact
from ontology.identifiers import Ref


class Term(str):
    """A class or property of the ontology, by its local name (``inTier``)."""

    __slots__ = ()


Cell = Ref | Term | str | int | bool | Decimal | date | None
Line = tuple[Cell, ...]
Bound = Ref | Term | str | int | date
Values = Mapping[str, Sequence[Bound]]

VALUES_LINE = re.compile(r"VALUES \?(\w+) \{ UNDEF \}")  # the line of a SPARQL text that binds a parameter


@dataclass(frozen=True, slots=True)
class Query:
    """A query in every language that stores speak. ``parameters`` are the names it binds; absent ones bind nothing.

    Cypher has no type for some cells: the columns ``terms`` and ``decimals`` name those whose texts are such.
    """

    name: str
    sparql: str
    cypher: str | None
    parameters: tuple[str, ...] = ()
    terms: frozenset[str] = frozenset()
    decimals: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of an answer: cells in the order of ``columns``; an unbound cell is None."""

    columns: tuple[str, ...]
    rows: Iterable[Line]


class View(Protocol):
    """A read-only, unchanging view of a build. Safe to use from several threads."""

    @property
    def build(self) -> str:
        """The id of the build that is seen."""

    @property
    def is_stale(self) -> bool:
        """Whether the store holds another build by now; never, where builds do not change."""

    def lines(self, query: Query, values: Values) -> Lines:
        """Run a query with ``values`` bound by parameter; an empty sequence binds nothing."""

    def close(self) -> None:
        """Give back what the view holds. It is not used afterwards."""


class Writer(Protocol):
    """Takes the facts of one build. Nothing is seen before ``commit``."""

    def add(self, facts: Iterable[Fact]) -> None:
        """Write facts; entities go where ``entity_graphs`` of the build say."""

    def commit(self, build: str) -> None:
        """Make what was added durable, under the build's id."""


class Store(Protocol):
    """A place for one build."""

    def writer(self, described: Mapping[Ref, frozenset[str]]) -> Writer:
        """A writer; ``described`` names the documents that each entity is described in (none: reference data).

        A local store raises StoreError if a finished build stands there already: builds never change. A server takes
        the new build in place of the one before.
        """

    def view(self, resident: int = 0) -> View:
        """A view of what was committed; raises StoreError if nothing was.

        A local store of at most ``resident`` quads is read into memory.
        """

    def dump(self) -> Iterator[bytes]:
        """The whole store as N-Quads, in chunks."""
