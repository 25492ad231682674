"""A large answer: how soon it begins, how long it takes, and what the server's memory does meanwhile."""

import http.client
from contextlib import closing
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import quote

from bench.endpoints import memory
from bench.endpoints.questions import Question
from bench.endpoints.servers import Running

PIECE = 1 << 18


@dataclass(frozen=True, slots=True)
class Streamed:
    """One large answer: seconds to its first byte and its last, its body, and the server's memory in MB."""

    first: float
    whole: float
    body: bytes
    before: float
    peak: float
    family: float  # the most of the server and its workers together, as sampled

    @property
    def growth(self) -> float:
        """What the server's own process took beyond what it had."""
        return self.peak - self.before


def stream(server: Running, question: Question) -> Streamed:
    """Read the answer to its end; raises ConnectionError where it is not 200 or breaks off."""
    before = memory.resident_mb(server.pid)
    memory.forget_peak(server.pid)
    address, start = server.address, perf_counter()
    pieces: list[bytes] = []
    family = 0.0
    with closing(http.client.HTTPConnection(address.host, address.port, timeout=120)) as connection:
        path = f"{address.path}?query={quote(question.texts[0], safe='')}"
        connection.request("GET", path, headers={"Accept": question.accept})
        response = connection.getresponse()
        if response.status != 200:
            raise ConnectionError(f"{response.status} {response.read(200)!r}")
        first = perf_counter() - start
        while piece := _read(response):
            pieces.append(piece)
            if len(pieces) % 16 == 1:
                family = max(family, memory.family_mb(server.pid))
    whole = perf_counter() - start
    return Streamed(first, whole, b"".join(pieces), before, memory.peak_mb(server.pid), family)


def _read(response: http.client.HTTPResponse) -> bytes:
    try:
        return response.read1(PIECE)
    except http.client.HTTPException as error:
        raise ConnectionError(f"broke off: {error!r}") from error
