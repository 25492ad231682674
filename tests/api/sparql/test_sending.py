"""Large answers on their way: slow readers, those who leave, and HEAD."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.api.serving import Served, served, until
from tests.api.sparql.abuse.exchange import ask, getting, started

LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 25000"  # over 10 MB


@pytest.fixture(scope="module")
def server(tiny_build: Path) -> Iterator[Served]:
    with served(tiny_build, query_result=16) as found:
        yield found


def files(server: Served) -> int:
    return len(list(Path(f"/proc/{server.pid}/fd").iterdir()))


def test_readers_that_do_not_read_keep_only_large_answers_from_others(server: Served) -> None:
    assert ask(server, "ASK {}").status == 200  # workers are there
    before = files(server)
    with ExitStack() as connections:
        for _ in range(60):  # the kernel takes some megabytes of each
            connections.enter_context(started(server, asking_large()))
        assert until(lambda: ask(server, LARGE).status == 429, 20)
        assert ask(server, "ASK {}").status == 200
    assert until(lambda: files(server) <= before, 10)
    assert until(lambda: ask(server, LARGE).status == 200, 10)


def test_head_sends_the_length_and_reads_nothing(server: Served) -> None:
    read = read_bytes(server)
    response = server.client.head("/sparql", params={"query": LARGE}, headers={"Accept-Encoding": "identity"})
    assert int(response.headers["content-length"]) > 10_000_000
    assert read_bytes(server) - read < 1_000_000


def asking_large() -> bytes:
    return getting(f"/sparql?query={quote(LARGE)}")


def read_bytes(server: Served) -> int:
    """How many bytes the process has read so far."""
    return int(Path(f"/proc/{server.pid}/io").read_text(encoding="ascii").split()[1])


def test_bodies_that_do_not_end_keep_only_large_ones_from_others(tiny_build: Path) -> None:
    with served(tiny_build, query_size=1) as server, ExitStack() as connections:
        for _ in range(9):
            slow = connections.enter_context(server.connect())
            slow.sendall(
                b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
                b"Content-Length: 1048576\r\n\r\n" + b" " * 1_000_000
            )
        large = "ASK {} #" + "x" * 900_000
        assert until(lambda: post(server, large) == 429, 10)
        assert post(server, "ASK {}") == 200


def post(server: Served, text: str) -> int:
    headers = {"Content-Type": "application/sparql-query"}
    return server.client.post("/sparql", content=text, headers=headers).status_code
