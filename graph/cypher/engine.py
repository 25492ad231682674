"""A driver in a worker, and how it answers a job: inspected, explained, then run in a transaction that only reads."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import READ_ACCESS, GraphDatabase, NotificationMinimumSeverity, Result, Transaction

from graph.cypher import plans
from graph.cypher.asked import read
from graph.cypher.inspection import inspect
from graph.cypher.jobs import PROGRAM, Job
from graph.cypher.refusals import told
from graph.cypher.writing import WRITERS
from graph.stores.neo4j.access import Access
from graph.stores.neo4j.constraints import BUILD
from graph.stores.neo4j.state import LOADING
from graph.workers import sink
from graph.workers.limits import Limits
from graph.workers.sink import Written
from ontology.errors import ResultTooLarge, StoreError

CONNECT = 5  # seconds until a server that does not answer counts as away
FETCH = 200  # rows that the server sends at once
EXPLAIN = "EXPLAIN\n"  # on a line of its own, so that columns stay what they are
_BUILD = f"MATCH (b:{BUILD} {{key: 'current'}}) RETURN b.build AS build, b.state AS state"


class Sink(sink.Sink):
    """The sink of an answer to Cypher."""

    setting = f"{PROGRAM.settings}_RESULT"


class Engine:
    """One connection as one user."""

    def __init__(self, access: Access) -> None:
        self.access = access
        self._driver = GraphDatabase.driver(
            access.uri, auth=(access.user, access.password), connection_timeout=CONNECT, max_connection_pool_size=2,
            connection_acquisition_timeout=CONNECT, liveness_check_timeout=0, telemetry_disabled=True,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
        )  # fmt: skip

    def close(self) -> None:
        """Close the connection."""
        self._driver.close()

    def answer(self, job: Job, limits: Limits) -> Written:
        """Write the answer; raises QueryError, InvalidParameter, and StoreError where Neo4j does not answer."""
        asked = read(job.body)
        text = inspect(asked.query)
        with told(job), self._transaction(job) as transaction, _ending_without_memory():
            with told(job, lines_before=1):
                plans.check(transaction.run(EXPLAIN + text).consume())
            with Sink(limits.result, packed=job.gzip) as found:
                rows = _write(transaction.run(text, asked.parameters), transaction, job, found)
        return Written("graph" if job.form == "graph" else "results", rows, found)

    @contextmanager
    def _transaction(self, job: Job) -> Iterator[Transaction]:
        """A transaction that the server ends by itself at the deadline, and that can be found there by its mark."""
        marks = {"app": "tidu", "cypher": job.id}
        with (
            self._driver.session(
                database=job.access.database, default_access_mode=READ_ACCESS, fetch_size=FETCH
            ) as session,
            session.begin_transaction(metadata=marks, timeout=job.seconds) as transaction,
        ):
            yield transaction


def _write(result: Result, transaction: Transaction, job: Job, found: Sink) -> int:
    writer, rows = WRITERS[job.form](found, result.keys()), 0
    for record in result:
        rows += 1
        if rows > job.rows:
            raise ResultTooLarge(job.rows, "rows", f"{PROGRAM.settings}_ROWS")
        writer.row(record.values())
    writer.end(_whole_build(transaction))
    return rows


def _whole_build(transaction: Transaction) -> str | None:
    """The build that is loaded, looked at after the last row; raises StoreError where only a part of one is."""
    found = transaction.run(_BUILD).single()
    if found and found["state"] == LOADING:
        raise StoreError("a build is being loaded into Neo4j, or its load was interrupted: see `tidu neo4j status`")
    return found["build"] if found else None


@contextmanager
def _ending_without_memory() -> Iterator[None]:
    """End the process where memory does: what the connection holds then is half a message, and nobody can go on."""
    try:
        yield
    except MemoryError:
        sys.stderr.write("memory allocation failed\n")
        sys.stderr.flush()
        os._exit(1)
