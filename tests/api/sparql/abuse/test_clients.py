"""Clients that are slow, silent, gone or many: others are still answered, and workers are free again."""

import socket
import struct
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.api.serving import Served, until
from tests.api.sparql.abuse.conftest import SECONDS, Before, abused, check_sound, gauge
from tests.api.sparql.abuse.exchange import (
    FORM,
    QUERY,
    SHORT,
    ask,
    ask_at_once,
    asking,
    exchange,
    getting,
    head,
    posting,
    reply,
    started,
)  # fmt: skip
from tests.api.sparql.abuse.heavy import PRODUCTS
from tests.api.sparql.abuse.processes import MIB, memory

HEAVY = PRODUCTS["product counted"]
LARGE = "SELECT * { ?s ?p ?o }"  # about 20 MiB
SOON = 2  # seconds until a worker is free whose client has gone


@pytest.fixture(scope="module")
def single(default_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with one worker and a long deadline: who is not freed is missed."""
    with abused(
        default_build, tmp_path_factory.mktemp("single"), query_workers=1, query_timeout=30, query_result=64
    ) as found:
        yield found
        check_sound(found)


def is_idle(server: Served) -> bool:
    return gauge(server, "tidu_queries_running") == 0 and gauge(server, "tidu_queries_waiting") == 0


def abort(connection: socket.socket) -> None:
    """Go away with a reset instead of a farewell."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


@pytest.mark.parametrize(
    "request_",
    [posting(HEAVY.encode()), asking(HEAVY), posting(b"query=" + asking(HEAVY).split(b"=", 1)[1].split(b" ")[0], FORM)],
    ids=["body", "address", "form"],
)
@pytest.mark.parametrize("leaves_by_reset", [True, False], ids=["reset", "close"])
def test_the_worker_is_free_when_the_client_leaves_mid_query(
    single: Served,
    request_: bytes,
    leaves_by_reset: bool,  # noqa: FBT001 # a parameter of the test
) -> None:
    with started(single, request_) as connection:
        assert until(lambda: gauge(single, "tidu_queries_running") == 1, 5)
        if leaves_by_reset:
            abort(connection)
    assert until(lambda: is_idle(single), SOON)
    status, seconds = ask(single, SHORT)
    assert status == 200
    assert seconds < SOON


def test_the_worker_is_free_when_the_client_leaves_mid_stream(single: Served) -> None:
    with started(single, posting(LARGE.encode())) as connection:
        assert connection.recv(1000).startswith(b"HTTP/1.1 200")
        abort(connection)
    assert until(lambda: is_idle(single), SOON)
    assert ask(single, SHORT).status == 200


def test_the_worker_is_free_while_clients_do_not_read(single: Served, before: Before) -> None:
    del before
    held = memory(single.pid)
    with ExitStack() as connections:
        for _ in range(8):
            silent = connections.enter_context(started(single, posting(LARGE.encode())))
            assert silent.recv(100).startswith(b"HTTP/1.1 200")
        status, seconds = ask(single, SHORT)
        assert status == 200
        assert seconds < 1
        assert memory(single.pid) - held < 50 * MIB
    assert until(lambda: is_idle(single), SOON)


def test_clients_that_leave_before_they_have_asked_are_no_burden(server: Served) -> None:
    whole = posting(SHORT.encode())
    for length in range(0, len(whole), 5):
        with server.connect() as connection:
            connection.sendall(whole[:length])
    for _ in range(50):
        with server.connect() as connection:
            connection.sendall(whole)
            abort(connection)
    assert until(lambda: is_idle(server), SOON)


def test_many_clients_that_leave_mid_query_are_no_burden(server: Served) -> None:
    for _ in range(30):
        with started(server, posting(HEAVY.encode())) as connection:
            abort(connection)
    assert until(lambda: is_idle(server), 5)
    assert until(lambda: ask(server, SHORT).status == 200, 5)


def test_a_client_that_says_it_sends_no_more_is_still_answered(server: Served) -> None:
    with started(server, posting(SHORT.encode())) as connection:
        connection.shutdown(socket.SHUT_WR)
        assert reply(connection).status == 200


def test_slow_and_silent_clients_keep_nobody_waiting(server: Served) -> None:
    half = [
        b"", b"G", b"GET /sparql?query=", getting("/sparql")[:-2], head("POST", "/sparql", {"Content-Type": QUERY, "Content-Length": "6"}),
        head("POST", "/sparql", {"Content-Type": QUERY, "Content-Length": "6"}) + b"AS", bytes(1),
        head("POST", "/sparql", {"Content-Type": QUERY, "Transfer-Encoding": "chunked"}) + b"6\r\nAS",
    ]  # fmt: skip
    with ExitStack() as connections:
        slow = [connections.enter_context(started(server, half[i % len(half)])) for i in range(200)]
        for connection in slow[::5]:
            connection.sendall(b"A")
        for path in ("/healthz", "/api/v1/tiers", "/sparql?query=ASK%7B%7D"):
            answer = exchange(server, getting(path))
            assert answer.status == 200
            assert answer.seconds < 1
        assert ask(server, SHORT).status == 200


def test_headers_that_are_too_large_are_refused(server: Served) -> None:
    for fields in (
        {"X-Large": "a" * 2_000_000},
        {f"X-{i}": "a" * 1000 for i in range(2000)},
        {"a" * 500_000: "1"},
        {f"X-{i}": "" for i in range(50_000)},
    ):
        answer = exchange(server, head("GET", "/sparql?query=ASK%7B%7D", fields))
        assert answer.status in (0, 400, 413, 431), str(answer)


def test_two_hundred_short_queries_at_once_are_answered(server: Served) -> None:
    found = ask_at_once(server, [SHORT] * 200)
    assert {asked.status for asked in found} <= {200, 429}
    assert sum(asked.status == 200 for asked in found) > 10


def test_two_hundred_heavy_queries_at_once_leave_the_rest_alone(server: Served) -> None:
    with ExitStack() as connections:
        many = [connections.enter_context(started(server, posting(HEAVY.encode()))) for _ in range(200)]
        for path in ("/healthz", "/api/v1/tiers", "/metrics", "/"):
            answer = exchange(server, getting(path))
            assert answer.status == 200
            assert answer.seconds < 1
        answers = [reply(connection) for connection in many]
    assert {answer.status for answer in answers} <= {200, 429, 503, 504}
    assert max(answer.seconds for answer in answers) < SECONDS + 2
    assert all(int(answer.headers["Retry-After"]) > 0 for answer in answers if answer.status == 429)
    assert until(lambda: ask(server, SHORT).status == 200, 5)


def test_many_requests_over_one_connection_are_answered_in_turn(server: Served) -> None:
    one = asking(SHORT, Connection="keep-alive")
    with started(server, one * 100 + asking(SHORT)) as connection:
        received = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert received.count(b"HTTP/1.1 200") == 101
