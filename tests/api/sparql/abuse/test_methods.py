"""Methods that are not served, and requests that are hardly HTTP."""

import pytest

from tests.api.serving import Served
from tests.api.sparql.abuse.exchange import QUERY, SHORT, exchange, head

KNOWN = [
    "PUT",
    "DELETE",
    "PATCH",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "PROPPATCH",
    "MKCOL",
    "MOVE",
    "COPY",
    "LOCK",
    "UNLOCK",
    "SEARCH",
    "REPORT",
    "PURGE",
]
ODD = [
    "QUERY",
    "BREW",
    "get",
    "Get",
    "POSTT",
    "G",
    "A" * 5000,
    "GET\x01",
    "GÉT",
    "-",
    "G(T",
    "",
    "0",
    "PRI",
    "DEBUG",
    "TRACK",
    "<script>",
]
PATHS = ["/sparql", "/graph-store", "/sparql?query=ASK%7B%7D", "/graph-store?default"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", KNOWN)
def test_other_methods_are_not_allowed(server: Served, method: str, path: str) -> None:
    answer = exchange(server, head(method, path, {"Content-Length": "0"}))
    assert answer.status in (400, 405, 501), str(answer)
    if answer.status == 405:
        assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("path", ["/sparql", "/graph-store"])
@pytest.mark.parametrize("method", ODD)
def test_odd_methods_are_refused(server: Served, method: str, path: str) -> None:
    answer = exchange(server, head(method, path, {"Content-Length": "0"}))
    assert answer.status == 0 or 400 <= answer.status < 500 or answer.status == 501, str(answer)


@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_a_header_does_not_change_the_method(server: Served, name: str) -> None:
    fields = {name: "DELETE", "Content-Type": QUERY, "Content-Length": str(len(SHORT))}
    assert exchange(server, head("POST", "/sparql", fields) + SHORT.encode()).status == 200


def test_a_tunnel_is_not_opened(server: Served) -> None:
    for target in ("127.0.0.1:22", f"127.0.0.1:{server.port}", "example.org:443", "*", "/"):
        answer = exchange(server, head("CONNECT", target, {}))
        assert answer.status == 0 or 400 <= answer.status < 502, str(answer)


def test_trace_gives_nothing_back(server: Served) -> None:
    answer = exchange(server, head("TRACE", "/sparql", {"Cookie": "secret=1"}))
    assert b"secret" not in answer.body


HARDLY = {
    "nothing": b"\r\n\r\n", "noise": bytes(range(256)) * 10, "NULs": bytes(5000), "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500),
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP/0.9": b"GET /sparql\r\n\r\n", "HTTP/9.9": b"GET /sparql HTTP/9.9\r\n\r\n",
    "no version": b"GET /sparql HTTP\r\n\r\n", "no host": b"GET /sparql HTTP/1.1\r\nConnection: close\r\n\r\n", "HTTP/1.0": b"GET /sparql HTTP/1.0\r\n\r\n",
    "two hosts": b"GET /sparql HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
    "folded": b"GET /sparql HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\nConnection: close\r\n\r\n", "no colon": b"GET /sparql HTTP/1.1\r\nHost: a\r\nnope\r\n\r\n",
    "space before colon": b"GET /sparql HTTP/1.1\r\nHost : a\r\n\r\n", "bare LF": b"GET /sparql HTTP/1.1\nHost: a\nConnection: close\n\n",
    "bare CR": b"GET /sparql HTTP/1.1\rHost: a\r\r", "spaces": b"GET  /sparql  HTTP/1.1\r\nHost: a\r\n\r\n", "no name": b"GET /sparql HTTP/1.1\r\n: a\r\n\r\n",
    "upgrade": b"GET /sparql HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n",
    "upgrade to HTTP/2": b"GET /sparql HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n",
    "chunk size": b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "chunk size overflow": b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
    "chunk negative": b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nASK{}\r\n",
    "chunk extension": b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\n5;" + b"a" * 200_000,
    "absolute": b"GET http://169.254.169.254/latest HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "asterisk": b"OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "no slash": b"GET sparql HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "space in address": b"GET /sparql?query=ASK {} HTTP/1.1\r\nHost: a\r\n\r\n",
}  # fmt: skip


@pytest.mark.parametrize("request_", [pytest.param(text, id=name) for name, text in HARDLY.items()])
def test_what_is_hardly_http_is_harmless(server: Served, request_: bytes) -> None:
    with server.connect(5) as connection:
        connection.sendall(request_)
        connection.shutdown(1)
        began = b""
        try:
            while part := connection.recv(65_536):
                began = began or part
        except ConnectionError:
            pass
    assert not began.startswith(b"HTTP/1.1 5") or began.startswith((b"HTTP/1.1 501", b"HTTP/1.1 505"))
