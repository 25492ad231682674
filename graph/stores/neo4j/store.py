"""The store: a database that holds one build, reached over the driver."""

from collections.abc import Iterator, Mapping
from contextlib import closing

from neo4j import GraphDatabase, ManagedTransaction

from graph.store import View, Writer
from graph.stores.neo4j import statements
from graph.stores.neo4j.access import Access
from graph.stores.neo4j.connection import LOADER, READER, Connection
from graph.stores.neo4j.state import LoadState, read_state
from graph.stores.neo4j.view import Neo4jView
from graph.stores.neo4j.writer import Neo4jWriter, Report
from ontology.errors import StoreError
from ontology.identifiers import Ref


class Neo4jStore:
    """A database. A load takes the place of the one before; ``report`` is told of its progress."""

    def __init__(self, access: Access, report: Report = lambda *_: None) -> None:
        self.access, self._report = access, report
        self._bookmarks = GraphDatabase.bookmark_manager()

    def writer(self, described: Mapping[Ref, frozenset[str]]) -> Writer:  # noqa: ARG002 # claims name their documents
        """A writer that loads a build in place of what Tidu loaded before."""
        return Neo4jWriter(Connection(self.access, self._bookmarks, LOADER), self._report)

    def view(self, resident: int = 0) -> View:  # noqa: ARG002 # nothing of a server is read into memory
        """A view of the build that is loaded."""
        connection = self._connection()
        try:
            return Neo4jView(connection)
        except BaseException:
            connection.close()
            raise

    def dump(self) -> Iterator[bytes]:
        """Raises StoreError: a property graph holds no quads."""
        raise StoreError(f"Neo4j at {self.access.uri} holds no quads; export them from the build")

    def state(self) -> LoadState | None:
        """What is loaded, or being loaded."""
        with closing(self._connection()) as connection:
            return connection.read(read_state)

    def others(self) -> int:
        """How many nodes of other people there are."""
        with closing(self._connection()) as connection:
            return connection.read(_others)

    def _connection(self) -> Connection:
        return Connection(self.access, self._bookmarks, READER)


def _others(transaction: ManagedTransaction) -> int:
    found: int = transaction.run(statements.OTHERS).single(strict=True)["others"]
    return found
