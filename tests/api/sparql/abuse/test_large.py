"""Requests that are too large, and many rows of data."""

import time
from itertools import repeat

import pytest

from tests.api.serving import Served
from tests.api.sparql.abuse.conftest import SECONDS
from tests.api.sparql.abuse.exchange import (
    FORM,
    QUERY,
    SHORT,
    ask,
    asking,
    exchange,
    getting,
    head,
    posting,
    reply,
    send,
)

MIB = 2**20
KINDS = (QUERY, FORM)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "body", [b"ASK {}" + b" " * 10 * MIB, b"query=" + b"a" * 10 * MIB, b"{" * 10 * MIB, bytes(10 * MIB)]
)
def test_ten_megabytes_are_too_large(server: Served, kind: str, body: bytes) -> None:
    answer = exchange(server, posting(body, kind))
    assert answer.status == 413, str(answer)
    assert answer.headers["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize("kind", KINDS)
def test_ten_megabytes_in_chunks_are_too_large(server: Served, kind: str) -> None:
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in repeat(b" " * 65_536, 160))
    request = head("POST", "/sparql", {"Content-Type": kind, "Transfer-Encoding": "chunked"}) + chunks + b"0\r\n\r\n"
    assert exchange(server, request).status == 413


@pytest.mark.parametrize("length", ["10000000", "1000000000000", "9" * 18])
def test_a_large_length_is_refused_without_waiting_for_all_of_it(server: Served, length: str) -> None:
    answer = exchange(
        server, head("POST", "/sparql", {"Content-Type": QUERY, "Content-Length": length}) + b" " * 65_536
    )
    assert answer.status == 413
    assert answer.seconds < 10


def test_a_body_without_end_is_refused(server: Served) -> None:
    with server.connect(20) as connection:
        connection.sendall(head("POST", "/sparql", {"Content-Type": QUERY, "Transfer-Encoding": "chunked"}))
        part, sent = b"10000\r\n" + b" " * 65_536 + b"\r\n", 0
        try:
            while sent < 300 * MIB:
                connection.sendall(part)
                sent += len(part)
        except ConnectionError:
            pass
        assert sent < 300 * MIB, "the server goes on reading"
        assert reply(connection).status in (0, 413)


def test_who_asks_before_sending_too_much_is_told_at_once(server: Served) -> None:
    fields = {"Content-Type": QUERY, "Content-Length": "10000000", "Expect": "100-continue"}
    answer = exchange(server, head("POST", "/sparql", fields))
    assert answer.status == 413
    assert answer.seconds < 2


@pytest.mark.parametrize("length", ["-1", "1e3", "abc", "", "0x10", "+5", "5, 5", "9" * 30, "١"])
def test_a_length_that_is_none_is_refused(server: Served, length: str) -> None:
    assert exchange(server, head("POST", "/sparql", {"Content-Type": QUERY, "Content-Length": length}) + b"ASK{}").status in (
        0, 400, 411, 413,
    )  # fmt: skip


def test_length_and_chunks_together_are_no_way_past_another_server(server: Served) -> None:
    both = {"Content-Type": QUERY, "Content-Length": "6", "Transfer-Encoding": "chunked"}
    smuggled = b"0\r\n\r\n" + getting("/healthz")
    assert exchange(server, head("POST", "/sparql", both) + smuggled).status in (0, 400, 411)


@pytest.mark.parametrize("size", [70_000, 1_000_000, 5_000_000])
@pytest.mark.parametrize("path", ["/sparql?query=ASK%7B%7D%23", "/sparql?x=", "/", "/graph-store?graph=urn:"])
def test_a_huge_address_is_refused(server: Served, path: str, size: int) -> None:
    assert exchange(server, getting(path + "a" * size)).status in (0, 400, 413, 414, 431)


VALUES = {
    "numbers": "SELECT (COUNT(*) AS ?n) { VALUES ?a { " + " ".join(map(str, range(100_000))) + " } }",
    "pairs": "SELECT * { VALUES (?a ?b) { " + " ".join(f"(<http://a/{i}> '{i}')" for i in range(100_000)) + " } }",
    "behind": "SELECT * { ?s ?p ?o } VALUES ?s { " + "<urn:a> " * 100_000 + "}",
    "undefined": "SELECT * { VALUES (?s ?p) { " + "(UNDEF UNDEF) " * 100_000 + "} ?s ?p ?o }",
    "joined": "SELECT * { VALUES ?a { " + "1 " * 100_000 + "} VALUES ?b { " + "1 " * 100_000 + "} }",
    "joined on themselves": "SELECT * { VALUES ?a { " + "1 " * 100_000 + "} VALUES ?a { " + "1 " * 100_000 + "} }",
    "seven megabytes": "SELECT (COUNT(*) AS ?n) { VALUES ?a { " + "1 " * 3_600_000 + "} }",
    "a long string": "SELECT (STRLEN('" + "a" * 7_000_000 + "') AS ?n) {}",
}


@pytest.mark.parametrize("query", [pytest.param(q, id=name) for name, q in VALUES.items()])
def test_many_values_are_answered_or_stopped(server: Served, query: str) -> None:
    status, seconds = ask(server, query)
    assert status in (200, 413, 503, 504)
    assert seconds < SECONDS + 1


def test_a_hundred_thousand_values_can_be_counted(server: Served) -> None:
    answer = send(server, VALUES["numbers"])
    assert answer.status in (503, 504) or b'"100000"' in answer.body


def test_a_hundred_thousand_parameters_are_answered_or_refused(server: Served) -> None:
    for many in ("&a=b" * 100_000, "&" * 1_000_000, "&=" * 100_000, "&default-graph-uri=urn:a" * 100_000):
        began = time.monotonic()
        answer = exchange(server, posting(b"query=ASK%7B%7D" + many.encode(), FORM))
        assert answer.status in (200, 400, 413), str(answer)
        assert time.monotonic() - began < SECONDS + 1
    assert exchange(server, asking(SHORT)).status == 200
