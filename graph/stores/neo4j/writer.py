"""Loading: facts as nodes and relationships, in batches, each its own transaction; idempotent, and seen to its end.

A database without anything of ours takes new nodes, else they are merged; relationships of ours are written anew. What
this load did not write is removed at its end; until then the database says that it is being loaded, and no view reads
it. Other people's nodes and relationships stay as they are.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence

from neo4j import ManagedTransaction

from graph.facts import Fact
from graph.property_graph.elements import Node, Properties, Relationship, labels
from graph.property_graph.mapping import elements
from graph.stores.neo4j import statements
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.indexes import constrain, index
from graph.stores.neo4j.pipeline import Pipeline
from ontology.cypher_names import relationship_type
from ontology.errors import StoreError

BATCH = 10_000  # rows of a transaction

Row = Mapping[str, object]
_Joining = tuple[str, Properties, str, str]  # property, properties, ends

Report = Callable[[str, int, int], None]  # what is being written, how much of it, of how much

TAKEN = "another load of this database began meanwhile; this one ends here"


class Neo4jWriter:
    """Writes nodes as they come and relationships at the end, when all nodes are there."""

    def __init__(self, connection: Connection, report: Report) -> None:
        self._connection, self._report = connection, report
        self._loader = secrets.token_hex(8)
        self._batch = 0
        self._rows: list[Row] = []
        self._relationships: list[_Joining] = []
        self._ids: dict[str, str] = {}  # each identifier once: relationships name the same again and again
        self._nodes = 0
        try:
            self._load, self._known, self._is_new = self._begin()
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

    def _begin(self) -> tuple[int, list[str], bool]:
        """Say that a load has begun, after all that can be wrong with a database was looked at.

        The load's number, the labels that nodes of ours have or had, and whether there is nothing of ours yet.
        """
        strangers: int = self._connection.read(lambda t: t.run(statements.STRANGERS).single(strict=True)["strangers"])
        if strangers:
            whose = f"{strangers} node(s) with a label of Tidu's in Neo4j at {self._connection.access.uri}"
            raise StoreError(f"{whose} are not of Tidu's making; nothing was changed")
        constrain(self._connection)
        return self._connection.write(self._announce)

    def _announce(self, transaction: ManagedTransaction) -> tuple[int, list[str], bool]:
        given = {"loader": self._loader, "labels": statements.every_label()}
        begun = transaction.run(statements.BEGIN, given).single(strict=True)
        is_new = transaction.run(statements.IS_EMPTY).single(strict=True)["empty"]
        transaction.run(statements.READOPT).consume()
        return begun["load"], begun["labels"], is_new

    def _add(self, facts: Iterable[Fact]) -> None:
        for element in elements(facts):
            if isinstance(element, Relationship):
                start, end = (self._ids.setdefault(id_, id_) for id_ in (element.start, element.end))
                self._relationships.append((element.property, element.properties, start, end))
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
        if not self._is_new:
            self._remove(statements.DELETE_RELATIONSHIPS)
        count = self._relate(self._connection.read(self._places))
        if not self._is_new:
            self._remove(statements.DELETE_NODES)
            self._remove(statements.WITHDRAW_NODES)
        index(self._connection, self._known, lambda percent: self._report("indexes", percent, 100))
        self._run(statements.COMMIT, {"build": build, "nodes": self._nodes, "relationships": count})

    def _places(self, transaction: ManagedTransaction) -> dict[str, str]:
        return {row["id"]: row["place"] for row in transaction.run(statements.PLACES, load=self._load)}

    def _relate(self, places: Mapping[str, str]) -> int:
        """Write the relationships between nodes of which the places are known; how many there were."""
        self._ids.clear()
        total = len(self._relationships)
        while self._relationships:
            batch = self._relationships[-BATCH:]
            del self._relationships[-BATCH:]
            if missing := [end for *_, start, end in batch for end in (start, end) if end not in places]:
                raise self._lost(missing)
            self._put(statements.CREATE_RELATIONSHIPS, [_joining(found, places) for found in batch])
            self._report("relationships", total - len(self._relationships), total)
        self._pipeline.drain()
        return total

    def _lost(self, missing: Sequence[str]) -> StoreError:
        """Why nodes are not where this load has put them."""
        if self._connection.read(lambda t: t.run(statements.IS_MINE, loader=self._loader).single(strict=True)["mine"]):
            return StoreError(f"relationships lead to nodes that are not there: {', '.join(missing[:5])}")
        return StoreError(TAKEN)

    def _put(self, text: str, rows: list[Row]) -> None:
        self._pipeline.put(lambda: self._write(text, rows))

    def _remove(self, text: str) -> None:
        """Remove what this load did not write, batch by batch."""
        while self._run(text, {"most": BATCH}) != 0:
            self._report("removing", 0, 0)

    def _write(self, text: str, rows: Sequence[Row]) -> None:
        """One batch; raises StoreError if not every row was written."""
        written = self._run(text, {"rows": rows})
        if written not in (len(rows), None):
            raise StoreError(f"of {len(rows)} rows {written} were written: somebody changes the nodes meanwhile")

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
        bound = {**given, "load": self._load, "known": self._known}
        found: int = transaction.run(text, bound).single(strict=True)["written"]
        return found

    def _end(self) -> None:
        self._pipeline.close()
        self._connection.close()


def _row(node: Node) -> Row:
    return {"labels": labels(node.cls), "p": node.written}


def _joining(found: _Joining, places: Mapping[str, str]) -> Row:
    name, given, start, end = found
    return {"s": places[start], "t": relationship_type(name), "e": places[end], "p": given}
