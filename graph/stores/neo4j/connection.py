"""One driver, opened when it is first needed; what goes wrong with it becomes a StoreError of one line."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from textwrap import shorten
from typing import TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    Driver,
    GraphDatabase,
    ManagedTransaction,
    NotificationMinimumSeverity,
    unit_of_work,
)
from neo4j.api import BookmarkManager
from neo4j.exceptions import AuthError, DriverError, Neo4jError, ServiceUnavailable

from graph.stores.neo4j.access import Access
from ontology.errors import StoreError, StoreNotReady

Done = TypeVar("Done")
Work = Callable[[ManagedTransaction], Done]

OLDEST = (5, 26)
FAILED = "; the server itself failed: is its disk full? See its log, and start it again"
LINE = 240  # characters of an error of the driver's that are shown
CONNECT = 5  # seconds until a server that does not answer counts as away

_VERSION = re.compile(r"/(\d+)\.(\d+)")


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds in which a transaction is tried again, and after which the server ends one (None: its own limit)."""

    retries: float
    deadline: float | None


LOADER = Patience(20, None)  # a cluster may be choosing a leader
READER = Patience(2, 30)  # somebody waits for the answer


class Connection:
    """Runs transactions; ``bookmarks`` make a read see the writes that came before it, in a cluster too."""

    def __init__(self, access: Access, bookmarks: BookmarkManager, patience: Patience) -> None:
        self.access = access
        self._bookmarks, self._patience = bookmarks, patience
        self._driver: Driver | None = None

    def read(self, work: Work[Done]) -> Done:
        """Run ``work`` in a reading transaction, again where the server asks for it."""
        return self._run(work, READ_ACCESS)

    def write(self, work: Work[Done]) -> Done:
        """Run ``work`` in a writing transaction, again where the server asks for it."""
        return self._run(work, WRITE_ACCESS)

    def _run(self, work: Work[Done], mode: str) -> Done:
        with told(self.access):
            limited = unit_of_work(timeout=self._patience.deadline)(work)
            with self._opened().session(
                database=self.access.database, default_access_mode=mode, bookmark_manager=self._bookmarks
            ) as session:
                return session.execute_read(limited) if mode == READ_ACCESS else session.execute_write(limited)

    def _opened(self) -> Driver:
        if self._driver is None:
            driver = GraphDatabase.driver(
                self.access.uri, auth=(self.access.user, self.access.password), connection_timeout=CONNECT,
                connection_acquisition_timeout=CONNECT, max_transaction_retry_time=self._patience.retries,
                notifications_min_severity=NotificationMinimumSeverity.OFF,
            )  # fmt: skip
            try:
                check_version(driver.get_server_info().agent, self.access.uri)
            except BaseException:
                driver.close()
                raise
            self._driver = driver
        return self._driver

    def close(self) -> None:
        """Close the driver; the next transaction opens another."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None


def check_version(agent: str, uri: str) -> None:
    """Refuse servers that are too old, or no Neo4j; raises StoreError."""
    found = _VERSION.search(agent)
    version = (int(found[1]), int(found[2])) if found else (0, 0)
    if version < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise StoreError(f"the server at {uri} is {agent}; Tidu needs Neo4j {oldest} or newer")


@contextmanager
def told(access: Access) -> Iterator[None]:
    """Turn the driver's errors into one line each."""
    try:
        yield
    except AuthError as error:
        reason = f"Neo4j at {access.uri} refuses the login of {access.user!r} (TIDU_NEO4J_USER, TIDU_NEO4J_PASSWORD)"
        raise StoreError(f"{reason}: {_line(error)}") from error
    except ServiceUnavailable as error:
        raise StoreNotReady(f"Neo4j at {access.uri} does not answer, or does not run: {_line(error)}") from error
    except (Neo4jError, DriverError, OSError, ValueError) as error:
        raise StoreError(f"Neo4j at {access.uri}: {_line(error)}") from error


def _line(error: BaseException) -> str:
    """What an error says, on one line."""
    text = getattr(error, "message", None) or str(error) or type(error).__name__
    code = f" ({error.code})" if isinstance(error, Neo4jError) and error.code else ""
    hint = FAILED if code.startswith(" (Neo.DatabaseError.") else ""
    return shorten(str(text), LINE, placeholder=" …") + code + hint
