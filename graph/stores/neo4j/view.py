"""Reading: Cypher twins of queries, answered with plain cells, of one build or not at all."""

import time
import weakref
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

import neo4j.graph
import neo4j.time
from neo4j import ManagedTransaction

from graph.property_graph.elements import TERM_CLASSES
from graph.store import Bound, Cell, Line, Lines, Query, Term, Values
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.state import LoadState, read_state
from ontology.errors import StoreError, StoreNotReady
from ontology.identifiers import Ref

LOOK_AGAIN = 1.0  # seconds for which the build that stands there is taken to be the one that stood there


class Neo4jView:
    """Answers queries from the build that is loaded; raises StoreError once another is, or is being loaded."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._state = _ready(connection.read(read_state), connection.access.uri)
        self._looked = time.monotonic()
        self._closing = weakref.finalize(self, connection.close)  # also when the last reader just lets go

    @property
    def build(self) -> str:
        """The id of the build."""
        return str(self._state.build)

    @property
    def is_stale(self) -> bool:
        """Whether another load is ready by now; the database is asked at most once a second."""
        if time.monotonic() - self._looked < LOOK_AGAIN:
            return False
        self._looked = time.monotonic()  # the others need not ask meanwhile
        try:
            state = self._connection.read(read_state)
        finally:
            self._looked = time.monotonic()
        return state is not None and state.is_ready and state.load != self._state.load

    def lines(self, query: Query, values: Values) -> Lines:
        """Run the Cypher twin with parameters bound: lists of values, null where there are none."""
        for name in values:
            if name not in query.parameters:
                raise KeyError(name)
        if query.cypher is None:
            raise StoreError(f"the query {query.name} has no Cypher, and Neo4j knows no other language")
        given = {name: _bound(values.get(name, ())) for name in query.parameters}
        columns, rows = self._connection.read(lambda t: self._whole(t, query, given))
        return Lines(columns, [_line(row, columns, query) for row in rows])

    def _whole(self, transaction: ManagedTransaction, query: Query, given: Mapping[str, object]) -> "_Found":
        """All lines, and only if the build is still the same after the last of them."""
        result = transaction.run(query.cypher or "", given)  # type: ignore[arg-type] # from files of the package
        found = tuple(result.keys()), [tuple(record) for record in result]
        state = _ready(read_state(transaction), self._connection.access.uri)
        if state.load != self._state.load:
            raise StoreNotReady(f"another build was loaded into Neo4j at {self._connection.access.uri}; ask again")
        return found

    def close(self) -> None:
        """Close the connection."""
        self._closing()


_Found = tuple[tuple[str, ...], list[tuple[object, ...]]]


def _ready(state: LoadState | None, uri: str) -> LoadState:
    if state is None or (state.is_ready and state.build is None):
        raise StoreNotReady(f"nothing of Tidu's is loaded into Neo4j at {uri}; run `tidu neo4j load`")
    if not state.is_ready:
        raise StoreNotReady(f"a load into Neo4j at {uri} is under way, or was interrupted: see `tidu neo4j status`")
    return state


def _bound(values: Sequence[Bound]) -> list[str | int | date] | None:
    return [str(value) if isinstance(value, str) else value for value in values] or None


def _line(row: Iterable[object], columns: Sequence[str], query: Query) -> Line:
    return tuple(
        Term(value) if column in query.terms and isinstance(value, str)
        else Decimal(value) if column in query.decimals and isinstance(value, str)
        else cell(value)
        for column, value in zip(columns, row, strict=True)
    )  # fmt: skip


def cell(value: object) -> Cell:  # one return a type
    """What the driver gives as a plain cell: nodes by identifier, ``{decimal: digits}`` as a decimal."""
    match value:
        case neo4j.graph.Node():
            return Term(value["term"]) if value.labels & TERM_CLASSES.keys() else _ref(value)
        case neo4j.time.Date():
            return value.to_native()
        case float():
            return Decimal(repr(value))
        case None | bool() | int() | str():
            return value
        case {"decimal": str(digits)}:
            return Decimal(digits)
    raise StoreError(f"a {type(value).__name__} in an answer of Neo4j")


def _ref(node: neo4j.graph.Node) -> Ref:
    id_ = node.get("id")
    if not isinstance(id_, str):
        raise StoreError(f"a node without an identifier of Tidu's in an answer of Neo4j: {', '.join(node.labels)}")
    return Ref(id_)
