"""The Neo4j that ``tidu neo4j start`` runs in the data folder: where it is the one asked, it can be restarted."""

import asyncio
import time
from collections.abc import Callable

from graph import neo4j_server
from graph.settings import Settings
from graph.stores.neo4j.access import configured, loopback_port
from ontology.errors import ServerError

AGAIN = 60.0  # seconds after a restart that failed until the next


class LocalServer:
    """Knows whether the server asked is of our own; restarts it, one time for all who want it."""

    def __init__(self, settings: Settings, tell: Callable[[str, str], None]) -> None:
        self._settings, self._tell = settings, tell
        self._port = loopback_port(configured(settings) or "")
        self._was_ours = False
        self._refrain = 0.0
        self.restarting = False
        self.restarts = 0  # how many there were: what ran before one runs no more

    def is_ours(self) -> bool:
        """Whether a server of the data folder runs at the address, or died there since; files are read."""
        found = neo4j_server.running(self._settings.data) if self._port else None
        if found:
            self._was_ours = found.bolt_port == self._port
            return self._was_ours
        return self.has_died()

    def has_died(self) -> bool:
        """Whether a server of our own ended without being stopped."""
        return self._was_ours and neo4j_server.died(self._settings.data) is not None

    async def restart(self) -> bool:
        """Restart it, in a thread; False where that failed, or is under way, or failed a short while ago."""
        if self.restarting or time.monotonic() < self._refrain:
            return False
        self.restarting = True
        try:
            await asyncio.to_thread(neo4j_server.restart, self._settings.data, self._settings)
        except ServerError as error:
            self._refrain = time.monotonic() + AGAIN
            self._tell("restart-failed", str(error))
            return False
        else:
            self.restarts += 1
            self._tell("restarted", "")
            return True
        finally:
            self.restarting = False
