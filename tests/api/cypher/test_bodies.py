"""What a body may cost: it is small, its sender waits for it not longer than for an answer, and a worker reads it."""

import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import httpx
import pytest

from tests.api.cypher.conftest import Door
from tests.api.cypher.test_runaways import ENDLESS
from tests.api.serving import Served, until
from tests.api.sparql.abuse.processes import memory
from tests.api.sparql.conftest import problem

MIB = 2**20
JSON = {"Content-Type": "application/json"}


def expanding(size: int) -> bytes:
    """A body of so many bytes that takes some thirty times as many as objects."""
    head, tail = b'{"query": "RETURN 1 AS x", "parameters": {"a": [1', b"]}}"
    return head + b',{"":1}' * ((size - len(head) - len(tail)) // 7) + tail


def send(server: Served, body: bytes, headers: bytes) -> bytes:
    """The first line of the answer to a body that is sent by hand."""
    with closing(server.connect()) as connection:
        connection.sendall(
            b"POST /cypher HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + headers + b"\r\n\r\n"
        )
        connection.sendall(body)
        return connection.makefile("rb").readline()


def test_a_body_beyond_the_limit_is_refused_by_its_length_and_while_it_is_read(door: Door, server: Served) -> None:
    def parts() -> Iterator[bytes]:
        yield from [b" " * 2**16] * 20

    for content in (b" " * (MIB + 1), parts()):
        found = problem(door.client.post("/cypher", content=content, headers=JSON), 413)
        assert "TIDU_CYPHER_SIZE" in str(found["detail"])
    assert send(server, b"", b"Content-Length: 9999999").startswith(b"HTTP/1.1 413 ")


def test_the_largest_body_is_answered(door: Door) -> None:
    text = "x" * (MIB - 200)
    assert door.one("size($text)", text=text) == len(text)


def test_bodies_of_many_values_grow_no_memory_of_the_server_and_stop_nobody(door: Door, server: Served) -> None:
    body = expanding(MIB)
    assert door.client.post("/cypher", content=body, headers=JSON, timeout=60).status_code in (200, 504)
    before, most = memory(server.pid), [0]

    def sent(_: int) -> int:
        return httpx.post(
            f"{door.client.base_url}/cypher", content=body, headers=JSON, timeout=60, trust_env=False
        ).status_code

    with ThreadPoolExecutor(24) as threads:
        answers = [threads.submit(sent, each) for each in range(24)]
        while not all(answer.done() for answer in answers):
            assert door.client.get("/healthz").status_code == 200
            most.append(memory(server.pid))
    assert {answer.result() for answer in answers} <= {200, 429, 504}
    assert max(most) < before + 64 * MIB
    assert until(lambda: door.ask("RETURN 1 AS x").status_code == 200)


def test_a_body_that_does_not_come_is_waited_for_until_the_deadline(server: Served) -> None:
    assert send(server, b"{", b"Content-Length: 100").startswith(b"HTTP/1.1 504 ")


def test_who_would_wait_in_vain_is_refused_before_the_body_is_sent(door: Door, server: Served) -> None:
    def asked(_: int) -> int:
        body = json.dumps({"query": ENDLESS}).encode()
        return httpx.post(
            f"{door.client.base_url}/cypher", content=body, headers=JSON, timeout=60, trust_env=False
        ).status_code

    with ThreadPoolExecutor(16) as threads:
        answers = [threads.submit(asked, each) for each in range(16)]
        assert until(lambda: any(answer.done() and answer.result() == 429 for answer in answers))
        assert send(server, b"", b"Content-Length: 1000").startswith(b"HTTP/1.1 429 ")
    assert until(lambda: door.ask("RETURN 1 AS x").status_code == 200)


@pytest.mark.parametrize("size", [3 * MIB, 9 * MIB])
def test_a_sender_that_leaves_amid_a_body_beyond_the_limit_is_no_error_of_ours(
    door: Door, server: Served, size: int
) -> None:
    for _ in range(20):
        with closing(server.connect()) as connection:
            connection.sendall(
                b"POST /cypher HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % size
            )
            connection.sendall(b" " * 2 * MIB)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    assert door.one("1") == 1
    assert "Exception in ASGI" not in server.log.read_text(encoding="utf-8")
