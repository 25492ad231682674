"""Bytes sent to a server and what comes back: requests as no well-behaved client would write them."""

import socket
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import NamedTuple
from urllib.parse import quote_from_bytes

from tests.api.serving import Served

QUERY, FORM = "application/sparql-query", "application/x-www-form-urlencoded"
SHORT = "ASK {}"
CLOSED = 0  # instead of a status, where the server ended the connection without an answer
PATIENCE = 20.0  # seconds until a server that says nothing counts as hung


class Asked(NamedTuple):
    """What a query came to."""

    status: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, or ``status`` CLOSED; raises TimeoutError where there is neither."""

    status: int
    headers: HTTPMessage
    body: bytes
    seconds: float

    def __str__(self) -> str:
        return f"{self.status} after {self.seconds:.2f} s: {self.body[:200]!r}"


def head(method: str, target: str | bytes, headers: Mapping[str, str | bytes]) -> bytes:
    """The head of a request, with nothing in it checked or escaped; a Host comes by itself."""
    given = {"Host": "localhost", "Connection": "close", **headers}
    lines = [b"%s %s HTTP/1.1" % (method.encode(), _bytes(target))]
    lines += [b"%s: %s" % (name.encode(), _bytes(value)) for name, value in given.items()]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def posting(body: bytes, kind: str | None = QUERY, **headers: str) -> bytes:
    """A POST to the endpoint; headers by their names with underscores (``content_encoding="gzip"``)."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    typed = {} if kind is None else {"Content-Type": kind}
    return head("POST", "/sparql", {**typed, "Content-Length": str(len(body)), **named}) + body


def getting(target: str | bytes, **headers: str | bytes) -> bytes:
    """A GET; headers as of ``posting``."""
    return head("GET", target, {name.replace("_", "-"): value for name, value in headers.items()})


def asking(query: str | bytes, **headers: str | bytes) -> bytes:
    """A GET of the endpoint with a query, of any bytes."""
    return getting(f"/sparql?query={quote_from_bytes(_bytes(query))}", **headers)


def exchange(server: Served, request: bytes, timeout: float = PATIENCE) -> Reply:
    """Send bytes, and read the answer; writing may fail, since servers refuse before they have read all."""
    began = time.monotonic()
    with server.connect(timeout) as connection:
        with suppress(ConnectionError):  # an answer may have come all the same
            connection.sendall(request)
        return reply(connection, request[:4] == b"HEAD", began)


def reply(connection: socket.socket, is_head: bool = False, began: float | None = None) -> Reply:  # noqa: FBT001, FBT002 # HEAD changes how an answer is read, and nothing else does
    """Read the answer from a connection."""
    began = began or time.monotonic()
    response = HTTPResponse(connection, method="HEAD" if is_head else "GET")
    try:
        response.begin()
        body = response.read()
        return Reply(response.status, response.headers, body, time.monotonic() - began)
    except (HTTPException, ConnectionError):
        return Reply(CLOSED, HTTPMessage(), b"", time.monotonic() - began)
    finally:
        response.close()


def send(server: Served, query: str | bytes, **headers: str) -> Reply:
    """The answer to a query in the body of a POST."""
    return exchange(server, posting(_bytes(query), **headers))


def ask(server: Served, query: str | bytes, **headers: str) -> Asked:
    """Status and seconds of a query in the body of a POST."""
    found = send(server, query, **headers)
    return Asked(found.status, found.seconds)


def ask_at_once(server: Served, queries: list[str]) -> list[Asked]:
    """All queries at the same time, each over a connection of its own."""
    with ThreadPoolExecutor(len(queries)) as threads:
        return list(threads.map(lambda query: ask(server, query), queries))


@contextmanager
def started(server: Served, request: bytes) -> Iterator[socket.socket]:
    """A connection over which a request was sent, whose answer nobody has read."""
    with server.connect(PATIENCE) as connection:
        connection.sendall(request)
        yield connection


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()
