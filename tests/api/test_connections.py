"""Clients that are slow, greedy, silent or wrong: each gets its answer or its end, and the others do not notice."""

import asyncio
import contextlib
import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

import pytest
import uvicorn
from starlette.types import Message, Receive, Scope, Send

from api.connections import Connection, Limits, bounded
from tests.api.serving import Served, served, until

SHORT = Limits(
    head_seconds=0.6, stall_seconds=0.6, body_seconds=1.5, unread_seconds=0.6, linger_seconds=0.5, tick=0.05
)  # fmt: skip
GET = b"GET / HTTP/1.1\r\nHost: x\r\n"
POST = b"POST / HTTP/1.1\r\nHost: x\r\n"
LAST = GET + b"Connection: close\r\n\r\n"


@dataclass
class App:
    """An application that notes what reaches it."""

    heads: list[Scope] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    go: threading.Event = field(default_factory=threading.Event)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        self.heads.append(scope)
        if scope["path"] == "/endless":
            await self._endless(receive, send)
        elif scope["path"] == "/large":
            await _answer(send, bytes(30_000_000))
        elif scope["path"] == "/unread":
            await _answer(send, b"not read")
        else:
            await self._count(scope, receive, send)

    async def _count(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the size of the body; ``/slow`` does so when the test says."""
        size, message = 0, cast("Message", {})
        while message.get("type") != "http.disconnect" and message.get("more_body", True):
            message = await receive()
            size += len(message.get("body", b""))
        while scope["path"] == "/slow" and not self.go.is_set():
            with contextlib.suppress(TimeoutError):  # listens whether the client goes away, as long answers do
                await asyncio.wait_for(receive(), 0.01)
                break
        self.ends.append(message["type"])
        await _answer(send, b"%d" % size)

    async def _endless(self, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        gone = asyncio.create_task(_gone(receive))
        while not gone.done():
            await send({"type": "http.response.body", "body": bytes(1 << 16), "more_body": True})
            await asyncio.sleep(0)
        self.ends.append("http.disconnect")


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _answer(send: Send, body: bytes) -> None:
    headers = [(b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@dataclass(frozen=True)
class Running:
    """A server over ``App`` in a thread of this process."""

    app: App
    address: tuple[str, int]
    server: uvicorn.Server

    def connect(self) -> socket.socket:
        return socket.create_connection(self.address, 20)

    def ask(self, *parts: bytes) -> bytes:
        with self.connect() as connection:
            for part in parts:
                connection.sendall(part)
            return rest(connection)


@contextmanager
def running(limits: Limits) -> Iterator[Running]:
    app = App()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(app, http=bounded(limits), ws="none", log_level="warning", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            yield Running(app, listener.getsockname(), server)
        finally:
            server.should_exit = True
            thread.join(20)


@pytest.fixture(scope="module")
def short() -> Iterator[Running]:
    """A server with short limits."""
    with running(SHORT) as server:
        yield server


@pytest.fixture(scope="module")
def product(tiny_build: Path) -> Iterator[Served]:
    """The product itself, with the limits it comes with."""
    with served(tiny_build) as server:
        yield server


def rest(connection: socket.socket) -> bytes:
    """All that comes until the connection ends; a reset is an end."""
    received = b""
    with contextlib.suppress(ConnectionError):
        while part := connection.recv(1 << 16):
            received += part
    return received


def flood(connection: socket.socket, block: bytes) -> int:
    """How many bytes of 60 MB can be sent until the other side has not taken any for a second."""
    connection.settimeout(1)
    sent = 0
    with contextlib.suppress(TimeoutError):
        while sent < 60_000_000:
            sent += connection.send(block)
    return sent


def status(answer: bytes) -> int:
    """The status of the first response; 0 where there is none."""
    found = re.match(rb"HTTP/1\.1 (\d{3})", answer)
    return int(found[1]) if found else 0


def assert_problem(answer: bytes, expected: int) -> None:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert status(answer) == expected, answer[:300]
    assert b"content-type: application/problem+json" in head.lower()
    assert b"connection: close" in head.lower()
    assert b"access-control-allow-origin: *" in head.lower()
    problem = json.loads(body)
    assert problem.keys() == {"type", "title", "status", "detail"}
    assert (problem["type"], problem["status"]) == ("about:blank", expected)


# --- heads

WRONG = {
    "connect": (b"CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n", 405),
    "trace": (b"TRACE / HTTP/1.1\r\nHost: x\r\n\r\n", 405),
    "unknown method": (b"FETCH / HTTP/1.1\r\nHost: x\r\n\r\n", 405),
    "small letters": (b"get / HTTP/1.1\r\nHost: x\r\n\r\n", 405),
    "RTSP": (b"PLAY / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
    "HTTP/2 preface": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    "HTTP/2 version": (b"GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505),
    "HTTP/3.7": (b"GET / HTTP/3.7\r\nHost: x\r\n\r\n", 505),
    "HTTP/0.9": (b"GET /\r\n", 505),
    "HTTP/0.9 and headers": (b"GET /\r\nHost: x\r\n\r\n", 505),
    "no Host": (b"GET / HTTP/1.1\r\n\r\n", 400),
    "two Hosts": (GET + b"Host: x\r\n\r\n", 400),
    "no host in Host": (b"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
    "no address in Host": (b"GET / HTTP/1.1\r\nHost: [1:2]\r\n\r\n", 400),
    "length and chunks": (POST + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    "chunks and length": (POST + b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400),
    "two lengths": (POST + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", 400),
    "equal lengths in one": (POST + b"Content-Length: 3, 3\r\n\r\nabc", 400),
    "negative length": (POST + b"Content-Length: -3\r\n\r\nabc", 400),
    "length beyond 64 bits": (POST + b"Content-Length: 99999999999999999999999\r\n\r\nabc", 400),
    "length with sign": (POST + b"Content-Length: +3\r\n\r\nabc", 400),
    "coding twice": (POST + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 400),
    "coding not known": (POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501),
    "coding before chunked": (POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501),
    "coding in HTTP/1.0": (b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    "upgrade with a body": (POST + b"Connection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 3\r\n\r\nabc", 501),
    "expectation": (POST + b"Expect: wonders\r\nContent-Length: 3\r\n\r\nabc", 417),
    "raw UTF-8 in the URL": ("GET /é HTTP/1.1\r\nHost: x\r\n\r\n".encode(), 400),
    "raw bytes in the query": (b"GET /?q=\xff HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "NUL in the URL": (b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "no path": (b"GET x HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "NUL in a header": (GET + b"X: a\x00b\r\n\r\n", 400),
    "folded header": (GET + b"X: a\r\n b\r\n\r\n", 400),
    "space before the colon": (GET + b"X : a\r\n\r\n", 400),
    "no colon": (GET + b"X\r\n\r\n", 400),
    "bare line feeds": (b"GET / HTTP/1.1\nHost: x\n\n", 400),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_not_a_request_is_refused_with_a_problem_and_the_server_goes_on(product: Served, name: str) -> None:
    sent, expected = WRONG[name]
    with product.connect() as connection:
        connection.sendall(sent)
        assert_problem(rest(connection), expected)
    assert product.client.get("/healthz").status_code == 200
    assert "Traceback" not in product.log.read_text(encoding="utf-8")


@pytest.mark.parametrize("method", ["PROPFIND", "PUT", "DELETE", "PATCH", "SOURCE", "QUERY"])
def test_methods_that_the_application_does_not_have_are_not_allowed(product: Served, method: str) -> None:
    answer = product.client.request(method, "/healthz")
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("offer", [b"websocket", b"h2c"])
def test_an_upgrade_is_not_taken_up_and_the_next_request_is_answered(short: Running, offer: bytes) -> None:
    upgrade = GET + b"Connection: Upgrade\r\nUpgrade: " + offer + b"\r\nSec-WebSocket-Version: 13\r\n\r\n"
    assert short.ask(upgrade + LAST).count(b"HTTP/1.1 200") == 2


def test_a_url_beyond_the_limit_is_414(short: Running) -> None:
    assert_problem(short.ask(b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"), 414)


def test_a_url_within_the_limit_is_read(short: Running) -> None:
    assert status(short.ask(b"GET /" + b"a" * 60_000 + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) == 200


def test_headers_beyond_the_limit_are_431(short: Running) -> None:
    assert_problem(short.ask(GET, *[b"X-%d: " % i + b"a" * 7_000 + b"\r\n" for i in range(10)]), 431)


def test_headers_a_little_beyond_the_limit_are_431(short: Running) -> None:
    assert_problem(short.ask(GET + (b"X: " + b"a" * 995 + b"\r\n") * 66 + b"\r\n"), 431)


def test_one_header_that_does_not_end_is_431(short: Running) -> None:
    assert_problem(short.ask(GET + b"X: ", b"a" * 80_000), 431)


def test_too_many_header_lines_are_431(short: Running) -> None:
    assert_problem(short.ask(GET + b"X: a\r\n" * 201), 431)


def test_empty_lines_before_a_request_do_not_go_on_for_ever(short: Running) -> None:
    assert_problem(short.ask(b"\r\n" * 40_000), 431)


def test_trailers_are_bounded_and_do_not_become_headers(short: Running) -> None:
    chunked = POST + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n"
    assert status(short.ask(chunked + b"X-Late: 1\r\n\r\n")) == 200
    assert b"x-late" not in dict(short.app.heads[-1]["headers"])
    assert_problem(short.ask(chunked + b"X-Late: " + b"a" * 80_000), 431)


def test_a_chunk_extension_that_does_not_end_is_431(short: Running) -> None:
    assert_problem(short.ask(POST + b"Transfer-Encoding: chunked\r\n\r\n1;" + b"a" * 80_000), 431)


# --- bodies


@pytest.mark.parametrize("chunk", [b"zz\r\n", b"-1\r\nx\r\n", b"1\r\nxyz\r\n", b"fffffffffffffffff\r\n", b"1\nx\n"])
def test_wrong_chunks_are_400(short: Running, chunk: bytes) -> None:
    assert_problem(short.ask(POST + b"Transfer-Encoding: chunked\r\n\r\n" + chunk), 400)


def test_a_body_is_read_whole(short: Running) -> None:
    body = bytes(3_000_000)
    assert short.ask(POST + b"Connection: close\r\nContent-Length: 3000000\r\n\r\n", body).endswith(b"\r\n3000000")


def test_a_client_that_waits_for_100_is_told_to_go_on(short: Running) -> None:
    with short.connect() as connection:
        connection.sendall(POST + b"Expect: 100-continue\r\nContent-Length: 3\r\nConnection: close\r\n\r\n")
        assert connection.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"abc")
        assert rest(connection).endswith(b"\r\n3")


def test_where_the_awaited_body_is_not_wanted_the_connection_ends_with_the_answer(short: Running) -> None:
    with short.connect() as connection:
        connection.sendall(POST.replace(b"/ ", b"/unread ") + b"Expect: 100-continue\r\nContent-Length: 3\r\n\r\n")
        answer = b""
        while not answer.endswith(b"not read"):
            answer += connection.recv(1000)
        with contextlib.suppress(ConnectionError):
            connection.sendall(LAST)
        assert rest(connection) == b""


def test_an_answer_arrives_although_the_body_was_not_read(short: Running) -> None:
    unread = POST.replace(b"/ ", b"/unread ") + b"Connection: close\r\nContent-Length: 9000000\r\n\r\n"
    assert short.ask(unread, bytes(9_000_000)).endswith(b"not read")


# --- slow clients


def trickle(server: Running, head: bytes, drop: bytes) -> bytes:
    """The answer to one who sends ``drop`` again and again without an end."""
    with server.connect() as connection:
        connection.sendall(head)
        connection.settimeout(0.1)
        for _ in range(150):
            with contextlib.suppress(TimeoutError):
                return rest(connection)
            connection.sendall(drop)
    pytest.fail("the connection was held")


def test_a_connection_without_a_byte_is_closed(short: Running) -> None:
    assert short.ask() == b""


def test_a_head_that_does_not_go_on_is_408(short: Running) -> None:
    assert_problem(short.ask(GET), 408)


def test_a_head_that_trickles_is_408(short: Running) -> None:
    assert_problem(trickle(short, GET, b"X: y\r\n"), 408)


def test_a_second_head_that_does_not_go_on_is_408(short: Running) -> None:
    with short.connect() as connection:
        connection.sendall(GET + b"\r\n")
        answer = b""
        while not answer.endswith(b"\r\n\r\n0"):
            answer += connection.recv(1000)
        connection.sendall(GET)
        assert_problem(rest(connection), 408)


def test_a_body_that_stops_is_408_and_the_application_learns_it() -> None:
    patient = replace(SHORT, body_seconds=1000, linger_seconds=1000)  # it ends for want of progress, not for its length
    with running(patient) as server, server.connect() as connection:
        connection.sendall(POST + b"Content-Length: 9\r\n\r\nabc")
        assert_problem(rest(connection), 408)
        assert until(lambda: server.app.ends == ["http.disconnect"])


@pytest.mark.parametrize(
    ("announced", "drop"), [(b"Content-Length: 99", b"a"), (b"Transfer-Encoding: chunked", b"1\r\na\r\n")]
)
def test_a_body_that_trickles_is_408(short: Running, announced: bytes, drop: bytes) -> None:
    assert_problem(trickle(short, POST + announced + b"\r\n\r\n", drop), 408)


def test_a_body_that_stops_after_its_answer_ends_the_connection_without_another(short: Running) -> None:
    unread = POST.replace(b"/ ", b"/unread ") + b"Content-Length: 99\r\n\r\nabc"
    assert short.ask(unread).count(b"HTTP/1.1") == 1


def test_an_answer_that_takes_long_is_not_the_clients_delay(short: Running) -> None:
    short.app.go.clear()
    with short.connect() as connection:
        connection.sendall(GET.replace(b"/ ", b"/slow ") + b"Connection: close\r\n\r\n")
        connection.settimeout(2 * SHORT.body_seconds)
        with pytest.raises(TimeoutError):
            connection.recv(1)
        connection.settimeout(20)
        short.app.go.set()
        assert status(rest(connection)) == 200


def test_a_client_that_does_not_read_is_cut_off(short: Running) -> None:
    before = short.app.ends.count("http.disconnect")
    with short.connect() as connection:
        connection.sendall(GET.replace(b"/ ", b"/endless ") + b"\r\n")
        assert until(lambda: short.app.ends.count("http.disconnect") == before + 1)


def test_an_answer_that_nobody_takes_is_dropped_although_the_application_has_ended(short: Running) -> None:
    assert until(lambda: not short.server.server_state.connections)
    with short.connect() as connection:
        connection.sendall(GET.replace(b"/ ", b"/large ") + b"\r\n")
        assert until(lambda: len(short.server.server_state.connections) == 1)
        assert until(lambda: not short.server.server_state.connections)


# --- many requests, many connections


def test_pipelined_requests_are_all_answered_in_order(short: Running) -> None:
    requests = [POST + b"Content-Length: %d\r\n\r\n" % i + b"a" * i for i in range(1, 1500)]
    answers = short.ask(*requests, LAST)
    assert [int(body) for body in re.findall(rb"\r\n\r\n(\d+)", answers)] == [*range(1, 1500), 0]


def test_pipelined_requests_wait_unread(short: Running) -> None:
    short.app.go.clear()
    with short.connect() as connection:
        connection.sendall(GET.replace(b"/ ", b"/slow ") + b"\r\n")
        sent = flood(connection, (GET + b"\r\n") * 10_000)
        waiting = max(len(c.pipeline) for c in short.server.server_state.connections if isinstance(c, Connection))
        short.app.go.set()
        assert waiting < 200
        assert sent < 30_000_000  # what the kernel holds for both


def test_a_wrong_request_behind_others_does_not_spoil_their_answers(short: Running) -> None:
    short.app.go.clear()
    with short.connect() as connection:
        connection.sendall(
            GET.replace(b"/ ", b"/slow ") + b"\r\n" + POST + b"Content-Length: 2\r\n\r\nab" + b"WRONG\r\n\r\n"
        )
        connection.settimeout(0.3)
        with pytest.raises(TimeoutError):
            connection.recv(1)
        connection.settimeout(20)
        short.app.go.set()
        assert re.findall(rb"\r\n\r\n(\d+)", rest(connection)) == [b"0", b"2"]


def test_connections_beyond_the_limit_are_told_so() -> None:
    with running(replace(SHORT, connections=5, head_seconds=20)) as server, ExitStack() as open_ones:
        first = [open_ones.enter_context(server.connect()) for _ in range(5)]
        answer = server.ask()
        assert_problem(answer, 503)
        assert b"retry-after: " in answer.lower()
        first[0].sendall(LAST)
        assert status(rest(first[0])) == 200
        assert until(lambda: status(server.ask(LAST)) == 200)


@pytest.mark.parametrize(("descriptors", "connections"), [(500, 300), (100, 1), (2000, 1000)])
def test_connections_fit_into_the_descriptors_that_the_process_may_have(descriptors: int, connections: int) -> None:
    code = (
        f"import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (64, {descriptors}));"
        "from api.connections import fitting; print(fitting().connections)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == f"{connections}\n"


def test_slow_clients_by_the_hundred_do_not_keep_others_waiting(product: Served) -> None:
    with ExitStack() as open_ones:
        for i in range(400):
            connection = open_ones.enter_context(product.connect())
            if i % 2:
                connection.sendall(GET + b"X-Slow: ")
        for _ in range(20):
            began = time.monotonic()
            assert product.client.get("/healthz").status_code == 200
            assert time.monotonic() - began < 1


def test_headers_by_the_hundred_megabytes_leave_no_memory_behind(product: Served) -> None:
    product.client.get("/healthz")
    before = resident(product.pid)
    with ThreadPoolExecutor(10) as pool:
        assert all(code in {0, 431} for code in pool.map(lambda _: flood_of_headers(product), range(10)))
    assert resident(product.pid) - before < 30


def flood_of_headers(server: Served) -> int:
    """The status of the answer to a header of 10 MB; 0 where the connection ended first."""
    with server.connect() as connection:
        with contextlib.suppress(ConnectionError):
            connection.sendall(GET + b"X: ")
            for _ in range(160):
                connection.sendall(b"a" * 65_536)
        return status(rest(connection))


def resident(pid: int) -> float:
    """The memory of a process in MiB."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    assert found
    return int(found[1]) / 1024
