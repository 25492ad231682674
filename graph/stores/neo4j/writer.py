"""Loading: facts as nodes and relationships, in batches, each its own transaction; idempotent, and seen to its end.

A database without anything of ours takes new nodes, which is faster; else nodes and relationships are merged, and what
this load did not write is removed at its end. Until then the database says that it is being loaded, and no view reads
it. Other people's nodes and relationships stay as they are.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence

from neo4j import ManagedTransaction

from graph.facts import Fact
from graph.property_graph.elements import OURS, Node, Relationship, labels
from graph.property_graph.mapping import elements
from graph.stores.neo4j import constraints, statements
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.pipeline import Pipeline
from ontology.cypher_names import relationship_type
from ontology.errors import StoreError

BATCH = 10_000  # rows of a transaction

Row = Mapping[str, object]
Report = Callable[[str, int, int], None]  # what is being written, how much of it, of how much

TAKEN = "another load of this database began meanwhile; this one ends here"


class Neo4jWriter:
    """Writes nodes as they come and relationships at the end, when all nodes are there."""

    def __init__(self, connection: Connection, report: Report) -> None:
        self._connection, self._report = connection, report
        self._loader = secrets.token_hex(8)
        self._batch = 0
        self._rows: list[Row] = []
        self._relationships: list[Relationship] = []
        self._nodes = 0
        try:
            self._load, self._is_new = self._begin()
        except BaseException:
            connection.close()
            raise
        self._pipeline = Pipeline()

    def add(self, facts: Iterable[Fact]) -> None:
        """Write the nodes of facts; their relationships wait for ``commit``."""
        try:
            self._add(facts)
        except BaseException:
            self._end()
            raise

    def commit(self, build: str) -> None:
        """Write what is left, remove what is stale, and say which build stands here."""
        try:
            self._commit(build)
        finally:
            self._end()

    def _begin(self) -> tuple[int, bool]:
        """Say that a load has begun: its number, and whether the database has nothing of ours yet."""
        strangers: int = self._connection.read(lambda t: t.run(statements.STRANGERS).single(strict=True)["strangers"])
        if strangers:
            whose = f"{strangers} node(s) with the label {OURS} in Neo4j at {self._connection.access.uri}"
            raise StoreError(f"{whose} are not of Tidu's making; nothing was changed")
        for constraint in constraints.FIRST:
            self._connection.write(lambda t, text=constraint: t.run(text).consume())  # type: ignore[misc] # bound at once
        return self._connection.write(self._announce)

    def _announce(self, transaction: ManagedTransaction) -> tuple[int, bool]:
        begun = transaction.run(statements.BEGIN, loader=self._loader).single(strict=True)
        is_new = transaction.run(statements.IS_EMPTY).single(strict=True)["empty"]
        transaction.run(statements.READOPT).consume()
        return begun["load"], is_new

    def _add(self, facts: Iterable[Fact]) -> None:
        for element in elements(facts):
            if isinstance(element, Relationship):
                self._relationships.append(element)
            else:
                self._rows.append(_row(element))
                if len(self._rows) == BATCH:
                    self._flush()
        self._flush()
        self._pipeline.drain()

    def _flush(self) -> None:
        rows, self._rows = self._rows, []
        if rows:
            self._put(statements.CREATE_NODES if self._is_new else statements.MERGE_NODES, rows)
            self._nodes += len(rows)
            self._report("nodes", self._nodes, 0)

    def _commit(self, build: str) -> None:
        count = self._relate()
        if not self._is_new:
            self._remove_stale()
        for text in constraints.statements():
            self._report("indexes", 0, 0)
            self._connection.write(lambda t, text=text: t.run(text).consume())  # type: ignore[misc] # bound at once
        self._connection.read(lambda t: t.run(constraints.AWAIT).consume())
        self._run(statements.COMMIT, {"build": build, "nodes": self._nodes, "relationships": count})

    def _relate(self) -> int:
        text = statements.CREATE_RELATIONSHIPS if self._is_new else statements.MERGE_RELATIONSHIPS
        total = len(self._relationships)
        while self._relationships:
            batch = self._relationships[-BATCH:]
            del self._relationships[-BATCH:]
            self._put(text, [_joining(found) for found in batch])
            self._report("relationships", total - len(self._relationships), total)
        self._pipeline.drain()
        return total

    def _put(self, text: str, rows: list[Row]) -> None:
        self._pipeline.put(lambda: self._write(text, rows))

    def _remove_stale(self) -> None:
        """What this load did not write: relationships, then nodes; those that others' hold on to are set aside."""
        for text in (statements.DELETE_RELATIONSHIPS, statements.DELETE_NODES, statements.WITHDRAW_NODES):
            while self._run(text, {"most": BATCH}) != 0:
                self._report("removing", 0, 0)

    def _write(self, text: str, rows: Sequence[Row]) -> None:
        """One batch; raises StoreError if not every row was written."""
        if self._run(text, {"rows": rows}) in (len(rows), None):
            return
        missing = self._connection.read(lambda t: [r["id"] for r in t.run(statements.MISSING, rows=list(rows))])
        raise StoreError(f"relationships lead to nodes that are not there: {', '.join(missing)}")

    def _run(self, text: str, given: Mapping[str, object]) -> int | None:
        """How many rows were written; None where the driver, trying again, found that they had been written before."""
        batch = self._batch = self._batch + 1
        return self._connection.write(lambda t: self._in_turn(t, text, given, batch))

    def _in_turn(
        self, transaction: ManagedTransaction, text: str, given: Mapping[str, object], batch: int
    ) -> int | None:
        """Write if this load is still the last, and only once; raises StoreError where a later load took over."""
        turn = transaction.run(statements.TURN, loader=self._loader, batch=batch).single()
        if turn is None:
            raise StoreError(TAKEN)
        if turn["before"] == batch:
            return None
        bound = {**given, "load": self._load}
        found: int = transaction.run(text, bound).single(strict=True)["written"]
        return found

    def _end(self) -> None:
        self._pipeline.close()
        self._connection.close()


def _row(node: Node) -> Row:
    return {"labels": labels(node.cls), "p": node.written}


def _joining(found: Relationship) -> Row:
    return {"s": found.start, "t": relationship_type(found.property), "e": found.end, "p": found.properties}
