"""The load: one thread, raw sockets kept alive, requests made beforehand, so that the client is not what is measured.

It knows the two ways in which a body ends, a length and chunks. Neither JSON nor N-Triples has a line end of two bytes
within, so the last chunk is known by its bytes.
"""

import selectors
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http.client import HTTPResponse
from io import BytesIO
from itertools import cycle
from time import perf_counter, process_time
from urllib.parse import quote

LAST_CHUNK = b"\r\n0\r\n\r\n"
STALLED = 120  # seconds without a byte from any connection


@dataclass(frozen=True, slots=True)
class Address:
    """Where an endpoint listens."""

    host: str
    port: int
    path: str

    def request(self, text: str, accept: str) -> bytes:
        """A GET of a query, as bytes."""
        lines = (f"GET {self.path}?query={quote(text, safe='')} HTTP/1.1", f"Host: {self.host}", f"Accept: {accept}")
        return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


@dataclass(frozen=True, slots=True)
class Measured:
    """What a number of clients saw: seconds of each answer in order of length, all seconds, and the client's share."""

    latencies: Sequence[float]
    seconds: float
    client: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def milliseconds(self, percent: int) -> float:
        """The percentile by nearest rank."""
        return 1000 * self.latencies[max(0, -(-len(self.latencies) * percent // 100) - 1)]


@dataclass(slots=True)
class _Client:
    connection: socket.socket
    start: float = 0.0
    buffer: bytearray = field(default_factory=bytearray)

    def ask(self, request: bytes) -> None:
        self.buffer.clear()
        self.start = perf_counter()
        self.connection.sendall(request)

    def has_answer(self) -> bool:
        """Read what there is; raises ConnectionError where the server hangs up or refuses."""
        received = self.connection.recv(1 << 18)
        if not received:
            raise ConnectionError("the server closed the connection")
        self.buffer += received
        return is_whole(self.buffer)


def is_whole(buffer: bytearray) -> bool:
    """Whether an answer has arrived to its end; raises ConnectionError if it is no success."""
    end = buffer.find(b"\r\n\r\n")
    if end < 0:
        return False
    if buffer[9:10] != b"2":  # Neo4j answers with 202
        raise ConnectionError(bytes(buffer[:300]).decode("latin-1"))
    head = bytes(buffer[:end]).lower()
    place = head.find(b"\r\ncontent-length:")
    if place < 0:
        return buffer.endswith(LAST_CHUNK)
    return len(buffer) >= end + 4 + int(head[place + 17 :].split(b"\r\n", 1)[0])


def measure(address: Address, requests: Sequence[bytes], clients: int, seconds: float) -> Measured:
    """Ask for some seconds from so many connections, each waiting for its answer before it asks again."""
    ready = [_Client(socket.create_connection((address.host, address.port), STALLED)) for _ in range(clients)]
    with selectors.DefaultSelector() as selector:
        for client in ready:
            client.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(client.connection, selectors.EVENT_READ, client)
        start, used = perf_counter(), process_time()
        latencies = _rounds(selector, ready, cycle(requests), start + seconds)
        taken, own = perf_counter() - start, process_time() - used
    for client in ready:
        client.connection.close()
    return Measured(sorted(latencies), taken, own / taken)


def answer(address: Address, request: bytes) -> bytes:
    """The body of one answer; raises ConnectionError where it is no success."""
    with socket.create_connection((address.host, address.port), STALLED) as connection:
        client = _Client(connection)
        client.ask(request)
        while not client.has_answer():
            pass
    response = HTTPResponse(_Held(bytes(client.buffer)))  # type: ignore[arg-type] # it only asks for a file
    response.begin()
    return response.read()


@dataclass(frozen=True, slots=True)
class _Held:
    """What has arrived, as HTTPResponse wants to read it."""

    content: bytes

    def makefile(self, _mode: str) -> BytesIO:
        return BytesIO(self.content)


def _rounds(
    selector: selectors.BaseSelector, ready: Sequence[_Client], requests: Iterator[bytes], until: float
) -> list[float]:
    """Every answer's seconds; what was asked before ``until`` is waited for."""
    latencies: list[float] = []
    for client in ready:
        client.ask(next(requests))
    open_now = len(ready)
    while open_now:
        events = selector.select(STALLED)
        if not events:
            raise TimeoutError(f"no byte in {STALLED} s")
        for key, _ in events:
            client = key.data
            if client.has_answer():
                now = perf_counter()
                latencies.append(now - client.start)
                if now < until:
                    client.ask(next(requests))
                else:
                    open_now -= 1
    return latencies
