"""What was started, written down so that nothing else is ever taken for it, or stopped in its place."""

import json
import os
import signal
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from graph.neo4j_server.home import Home
from ontology.errors import ServerError

PATIENCE = 30.0
BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class LocalServer:
    """A server that runs on this machine."""

    home: Path
    pid: int
    bolt_port: int
    http_port: int
    version: str

    @property
    def bolt_uri(self) -> str:
        """For drivers."""
        return f"bolt://127.0.0.1:{self.bolt_port}"

    @property
    def http_uri(self) -> str:
        """For Browser and the Query API."""
        return f"http://127.0.0.1:{self.http_port}"

    @property
    def browser_uri(self) -> str:
        """Opens Neo4j Browser with the connection filled in."""
        return f"{self.http_uri}/browser/?dbms=bolt://neo4j@127.0.0.1:{self.bolt_port}"

    @property
    def password_file(self) -> Path:
        """File with the password of the user ``neo4j``."""
        return Home(self.home).password


@dataclass(frozen=True, slots=True)
class Record:
    """``server.json``: the last server started here. ``pid`` and ``started`` are None once it was stopped."""

    pid: int | None
    started: str | None
    bolt_port: int
    http_port: int
    version: str

    @property
    def is_alive(self) -> bool:
        """Whether the very process that was started runs: its number alone may be another's by now."""
        return self.pid is not None and self.started is not None and identity(self.pid) == self.started

    def server(self, home: Home) -> LocalServer:
        """The server it tells of, which must be alive."""
        if self.pid is None:
            raise ServerError(f"{home.record} names no process")
        return LocalServer(home.path, self.pid, self.bolt_port, self.http_port, self.version)

    def stopped(self) -> "Record":
        """The same, without a process; the ports are kept for the next start."""
        return replace(self, pid=None, started=None)


def identity(pid: int) -> str | None:
    """When a process started, in ticks since which boot; None when there is none, or only its remains."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        fields = stat.rpartition(")")[2].split()  # its name, in brackets, may hold anything
        ended = fields[0] in "ZX" and len(list(Path(f"/proc/{pid}/task").iterdir())) == 1  # else threads still end
        return None if ended else f"{BOOT.read_text(encoding='ascii').strip()} {fields[19]}"
    except (FileNotFoundError, ProcessLookupError):
        return None


def read_record(home: Home) -> Record | None:
    """The record, or None when nothing was started here; raises ServerError when it cannot be read."""
    try:
        return Record(**json.loads(home.record.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except PermissionError:
        whose = "the Neo4j of this data folder is another user's"
        raise ServerError(f"{whose}; name one by TIDU_NEO4J_URI, and its TIDU_NEO4J_PASSWORD") from None
    except (OSError, ValueError, TypeError) as error:
        raise ServerError(f"{home.record} cannot be read ({error}); remove it if no server runs") from None


def write_record(home: Home, record: Record) -> None:
    """Write it beside and rename it: a kill leaves the old or the new."""
    new = home.record.with_suffix(".new")
    with new.open("w", encoding="utf-8") as file:
        json.dump(asdict(record), file)
        file.flush()
        os.fsync(file.fileno())
    new.replace(home.record)


def forget(home: Home, record: Record) -> None:
    """Write down that a server that has ended was stopped; where that cannot be written, it is said to have died."""
    with suppress(OSError):
        write_record(home, record.stopped())


def end(record: Record, patience: float = PATIENCE) -> bool:
    """End the process of a record: SIGTERM, and SIGKILL to what does not heed it in time. Whether it heeded.

    ``patience`` is in seconds; what the server has committed is on disk whichever ends it.

    Raises ServerError when it may not be ended, or lives on.
    """
    for number in (signal.SIGTERM, signal.SIGKILL):
        _send(record, number)
        deadline = time.monotonic() + patience
        while record.is_alive and time.monotonic() < deadline:
            time.sleep(0.02)
        if not record.is_alive:
            return number == signal.SIGTERM
    raise ServerError(f"Neo4j, process {record.pid}, does not end")


def _send(record: Record, number: signal.Signals) -> None:
    if record.pid is None or not record.is_alive:
        return
    try:
        os.kill(record.pid, number)
    except ProcessLookupError:  # it ended between the two lines: that is what was wanted
        return
    except PermissionError:
        raise ServerError(f"Neo4j, process {record.pid}, is another user's: it cannot be ended") from None
