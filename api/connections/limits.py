"""What a connection may cost, and the answer to one that asks for more."""

import json
import resource
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from api.headers import HEADERS
from api.problems import MEDIA_TYPE

DESCRIPTORS = 4096  # of files and sockets, which the process asks for
HEAD = 64 * 1024
RESERVED = 200  # of them, for stores, results and workers


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of every connection: sizes in bytes, times in seconds."""

    connections: int = 1000
    head: int = HEAD  # request line and header lines together; trailers the same
    lines: int = 200
    head_seconds: float = 10  # from the first byte of a request, or from the connection where none comes
    stall_seconds: float = 10  # a body without a byte
    body_seconds: float = 60  # a body from its head to its end, so that a trickle ends too
    unread_seconds: float = 60  # what we sent and the client does not take
    half_open_seconds: float = 1  # how long an answer is waited for once the client has said that it sends no more
    linger_seconds: float = 2  # how long we listen after the last word: closing at once would take it back (a reset)
    linger: int = 64 * 2**20  # bytes that are read and dropped meanwhile
    tick: float = 1  # how often a connection is looked at


def fitting(head: int = HEAD) -> Limits:
    """Limits for this process, whose heads have at most so many bytes.

    There are no more connections than it may have descriptors for, so that accepting never fails.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if 0 <= soft < DESCRIPTORS:  # negative is no limit
        soft = min(hard, DESCRIPTORS) if hard >= 0 else DESCRIPTORS
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    fit = soft - RESERVED if soft >= 0 else Limits().connections
    return Limits(connections=max(1, min(fit, Limits().connections)), head=head)


class Refusal(Exception):
    """What a request is answered with before any application sees it; the connection ends there."""

    def __init__(self, status: HTTPStatus, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = headers or {}

    def response(self, defaults: Iterable[tuple[bytes, bytes]]) -> bytes:
        """The whole response, a problem document; ``defaults`` are the headers that the server always sends."""
        phrase = self.status.phrase
        content = {"type": "about:blank", "title": phrase, "status": self.status.value, "detail": self.detail}
        body = json.dumps(content).encode()
        own = {"Content-Type": MEDIA_TYPE, "Content-Length": str(len(body)), "Connection": "close"}
        lines = [f"HTTP/1.1 {self.status.value} {phrase}".encode()]
        lines += [name + b": " + value for name, value in defaults]
        lines += [f"{name}: {value}".encode() for name, value in {**HEADERS, **self.headers, **own}.items()]
        return b"\r\n".join([*lines, b"", body])
