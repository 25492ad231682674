"""One server for all abuse, with little time and memory for a query, and what must hold after each of its tests."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.api.serving import Served, served
from tests.api.sparql.abuse.exchange import exchange, getting, send
from tests.api.sparql.abuse.processes import memory

SECONDS = 1.0  # in which a query is answered
WORKERS = 2
QUERY_MIB, RESULT_MIB = 256, 32
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@dataclass(frozen=True, slots=True)
class Target:
    """Listens on the loopback interface, for what nobody may fetch; ``visits`` grows by each connection."""

    port: int
    visits: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """An address that leads here."""
        return f"http://127.0.0.1:{self.port}/data.ttl"


@dataclass(frozen=True, slots=True)
class Before:
    """What the server was like before any test."""

    pid: int
    memory: int
    count: bytes


@contextmanager
def abused(data: Path, folder: Path, **settings: object) -> Iterator[Served]:
    """A server whose temporary folder is ``folder``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder))
        given = {"query_timeout": SECONDS, "query_workers": WORKERS, "query_memory": QUERY_MIB}
        with served(data, **{**given, "query_result": RESULT_MIB, **settings}) as found:
            yield found


@pytest.fixture(scope="session")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The server's temporary folder."""
    return tmp_path_factory.mktemp("temporary")


@pytest.fixture(scope="session")
def running(default_build: Path, temporary: Path) -> Iterator[Served]:
    with abused(default_build, temporary) as found:
        yield found


@pytest.fixture(scope="session")
def before(running: Served) -> Before:
    count = send(running, COUNT).body  # the first query warms up what is made once
    return Before(running.pid, memory(running.pid), count)


@pytest.fixture
def server(running: Served, before: Before) -> Iterator[Served]:
    """The server; after each test it must be as sound as it was."""
    yield running
    check_sound(running)
    assert running.pid == before.pid


def check_sound(server: Served) -> None:
    """The process lives, answers within a second, has never answered 500, and has logged no traceback."""
    assert server.is_alive, f"the server died with {server.process.poll()}"
    health = exchange(server, getting("/healthz"))
    assert health.status == 200
    assert health.seconds < 1
    metrics = exchange(server, getting("/metrics")).body.decode()
    assert not re.findall(r'tidu_http_requests_total\{[^}]*status="500"[^}]*\} [1-9].*', metrics)
    logged = server.log.read_text(encoding="utf-8", errors="replace")
    assert "Traceback" not in logged, logged[logged.index("Traceback") :][:3000]


def gauge(server: Served, name: str) -> float:
    """A number that /metrics shows."""
    metrics = exchange(server, getting("/metrics")).body.decode()
    found = re.search(rf"^{name} (\S+)$", metrics, re.MULTILINE)
    assert found, f"/metrics shows no {name}"
    return float(found[1])


@pytest.fixture(scope="session")
def target() -> Iterator[Target]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)
        found, over = Target(listening.getsockname()[1]), threading.Event()
        listener = threading.Thread(target=_listen, args=(listening, found, over))
        listener.start()
        yield found
        over.set()
        listener.join()


def _listen(listening: socket.socket, target: Target, over: threading.Event) -> None:
    while not over.is_set():
        try:
            connection, address = listening.accept()
        except TimeoutError:
            continue
        with connection:
            target.visits.append(f"{address}")
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
