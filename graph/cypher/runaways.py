"""Queries that go on in Neo4j when nobody waits for them any more: found, ended, and waited for.

A transaction's timeout and TERMINATE only mark a transaction: one that computes a long ``reduce()`` never looks. So
its place stays taken until the server no longer lists it. When no place is left, a server of our own is restarted.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import chain, repeat
from typing import LiteralString

from neo4j import AsyncDriver, AsyncGraphDatabase, NotificationMinimumSeverity
from neo4j.exceptions import DriverError, Neo4jError

from graph.cypher.jobs import Job
from graph.cypher.local_server import LocalServer
from graph.stores.neo4j.access import Access
from ontology.errors import TiduError

RESTART_AFTER = 15.0  # seconds that no place may be left before a server of our own is restarted
SLOW = 2.0  # seconds after which a query counts as a runaway; most end within some hundredths
LOOK = 5.0  # seconds that a look may take
PAUSES = (0.05, 0.1, 0.2, 0.5)  # seconds between looks
TWICE = 2  # looks that must not find it: the first may come before what the dead worker sent last was read

_LISTED: LiteralString = (
    "SHOW TRANSACTIONS YIELD transactionId, metaData WHERE metaData.cypher = $id RETURN transactionId AS found"
)
_END: LiteralString = "TERMINATE TRANSACTIONS $found"


class Runaways:
    """Settles jobs whose workers have been ended; ``tell`` hears of each ``runaway``, with its mark.

    ``places`` is how many may run at once: one that is left is worth more than a restart, which ends everybody's.
    """

    def __init__(
        self,
        access: Callable[[], Access],
        server: LocalServer,
        tell: Callable[[str, str], None],
        places: int,
        after: float = RESTART_AFTER,
    ) -> None:
        self._access, self._server, self._tell, self._places, self._after = access, server, tell, places, after
        self._settling = 0
        self._full_since: float | None = None

    async def settle(self, job: Job) -> None:
        """Return when the server no longer runs the job."""
        began, absent, is_slow, restarts = time.monotonic(), 0, False, self._server.restarts
        look = _Look(self._access, job)
        self._count(1)
        try:
            for pause in chain(PAUSES, repeat(PAUSES[-1])):
                absent = 0 if await self._is_listed(look) else absent + 1
                if absent == TWICE or self._server.restarts > restarts:
                    return
                overstayed = time.monotonic() - began
                if overstayed > SLOW and not is_slow:
                    is_slow = True
                    self._tell("runaway", job.id)
                if self._full_since is not None and time.monotonic() - self._full_since > self._after:
                    await self._restart()
                await asyncio.sleep(pause)
        finally:
            self._count(-1)
            await look.close()

    def _count(self, more: int) -> None:
        """Note since when no place is left."""
        self._settling += more
        if self._settling < self._places:
            self._full_since = None
        elif self._full_since is None:
            self._full_since = time.monotonic()

    async def _restart(self) -> None:
        if await asyncio.to_thread(self._server.is_ours):
            await self._server.restart()

    async def _is_listed(self, look: "_Look") -> bool:
        """Whether the server still lists the job, or does not say; one that has died runs nothing."""
        found = await look.found()
        return not await asyncio.to_thread(self._server.has_died) if found is None else found


class _Look:
    """Looks for a job's transaction, as Tidu itself; a connection that failed is not used again."""

    def __init__(self, access: Callable[[], Access], job: Job) -> None:
        self._access, self._job = access, job
        self._driver: AsyncDriver | None = None

    async def found(self) -> bool | None:
        """Whether it is there, and then it is told again to end; None where nobody says."""
        try:
            async with asyncio.timeout(LOOK):
                if self._driver is None:
                    self._driver = _driver(await asyncio.to_thread(self._access))
                return await self._terminated(self._driver)
        except (TimeoutError, DriverError, Neo4jError, OSError, TiduError):
            await self.close()
            return None

    async def close(self) -> None:
        """Let go of the connection, without waiting for who does not answer."""
        driver, self._driver = self._driver, None
        if driver is not None:
            with suppress(TimeoutError, DriverError, Neo4jError, OSError):
                async with asyncio.timeout(LOOK):
                    await driver.close()

    async def _terminated(self, driver: AsyncDriver) -> bool:
        async with driver.session(database=self._job.access.database) as session:
            listed = await session.run(_LISTED, id=self._job.id)
            found = [record["found"] async for record in listed]
            if found:
                await (await session.run(_END, found=found)).consume()
            return bool(found)


def _driver(access: Access) -> AsyncDriver:
    return AsyncGraphDatabase.driver(
        access.uri, auth=(access.user, access.password), connection_timeout=LOOK, connection_acquisition_timeout=LOOK,
        max_connection_pool_size=2, telemetry_disabled=True,
        notifications_min_severity=NotificationMinimumSeverity.OFF,
    )  # fmt: skip
