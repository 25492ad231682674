"""Bytes that are no UTF-8, packed bodies, and media types that are not those of queries."""

import gzip
import json
import zlib

import pytest

from tests.api.serving import Served
from tests.api.sparql.abuse.conftest import SECONDS
from tests.api.sparql.abuse.exchange import FORM, QUERY, SHORT, asking, exchange, getting, head, posting

BROKEN = {
    "lone byte": b"ASK { ?s ?p '\xff' }",
    "lone continuation": b"ASK { ?s ?p '\x80' }",
    "cut short": b"ASK { ?s ?p '\xe4\xb8' }",
    "cut at the end": b"ASK {} #\xe4\xb8",
    "latin 1": "ASK { ?s ?p 'é' }".encode("latin-1"),
    "GBK": "ASK { ?s ?p '工业' }".encode("gbk"),
    "overlong slash": b"ASK { ?s ?p '\xc0\xaf' }",
    "overlong quote": b"ASK { ?s ?p '\xc0\xa7' }",
    "overlong in three bytes": b"ASK { ?s ?p '\xe0\x80\xaf' }",
    "overlong in four bytes": b"ASK { ?s ?p '\xf0\x80\x80\xaf' }",
    "overlong NUL": b"ASK { ?s ?p '\xc0\x80' }",
    "high surrogate": b"ASK { ?s ?p '\xed\xa0\x80' }",
    "low surrogate": b"ASK { ?s ?p '\xed\xbf\xbf' }",
    "pair of surrogates": b"ASK { ?s ?p '\xed\xa0\xbd\xed\xb8\x80' }",
    "beyond Unicode": b"ASK { ?s ?p '\xf4\x90\x80\x80' }",
    "five bytes": b"ASK { ?s ?p '\xf8\x88\x80\x80\x80' }",
    "NUL in a string": b"ASK { ?s ?p '\0' }",
    "NUL in a comment": b"ASK {} #\0",
    "NUL at the end": b"ASK {}\0",
    "NUL at the beginning": b"\0ASK {}",
    "NUL and more": b"ASK {}\0 DROP ALL",
    "UTF-16 little": SHORT.encode("utf-16-le"),
    "UTF-16 big": SHORT.encode("utf-16-be"),
    "UTF-16 with BOM": SHORT.encode("utf-16"),
    "UTF-32": SHORT.encode("utf-32"),
    "UTF-7": b"+AEE-SK {}",
    "EBCDIC": SHORT.encode("cp500"),
    "gzip": gzip.compress(SHORT.encode()),
    "random": bytes(range(256)),
}
CASES = [pytest.param(text, id=name) for name, text in BROKEN.items()]


@pytest.mark.parametrize("text", CASES)
def test_broken_text_is_refused_in_body_address_and_form(server: Served, text: bytes) -> None:
    form = asking(text).split(b"?", 1)[1].split(b" ", 1)[0]
    raw = b"query=" + text.replace(b"%", b"%25").replace(b"&", b"%26").replace(b"+", b"%2B")
    for request in (posting(text), asking(text), posting(form, FORM), posting(raw, FORM)):
        answer = exchange(server, request)
        assert answer.status == 400, str(answer)
        assert answer.headers["Content-Type"].startswith("application/problem+json")
        json.loads(answer.body)


@pytest.mark.parametrize("text", CASES)
def test_broken_names_of_graphs_are_refused(server: Served, text: bytes) -> None:
    value = asking(text).split(b"=", 1)[1].split(b" ", 1)[0]
    for name in (b"default-graph-uri", b"named-graph-uri"):
        assert exchange(server, getting(b"/sparql?query=ASK%7B%7D&" + name + b"=" + value)).status == 400
    assert exchange(server, getting(b"/graph-store?graph=" + value)).status in (400, 404)


@pytest.mark.parametrize(
    "address",
    [b"query=\xff", b"query=ASK{}&x=\xff\xfe", b"\xed\xa0\x80=1", b"query=%", b"query=%zz", b"query=%u0041SK{}"],
)
def test_odd_bytes_and_escapes_in_the_address_are_refused_or_ignored(server: Served, address: bytes) -> None:
    answer = exchange(server, getting(b"/sparql?" + address))
    assert answer.status in (200, 400), str(answer)
    if address.startswith(b"query=%") or address.endswith(b"y=\xff"):
        assert answer.status == 400


UNKNOWN = [
    None, "", " ", "text/plain", "application/json", "application/x-json", "application/sparql-update", "application/sparql", "*/*",
    "application/*", "application/sparql-query2", "application/ sparql-query", "application/sparql-query, text/plain", "sparql-query",
    "multipart/form-data; boundary=x", "multipart/mixed; boundary=x", "multipart/form-data", "text/turtle", "application/xml", "a" * 5000,
    "application/sparql-results+json", "application/sparql-query; charset=utf-16", "application/sparql-query; charset=latin1",
    "application/sparql-query; charset=utf-7", 'application/sparql-query; charset="gbk"', "application/x-www-form-urlencoded; charset=utf-16",
    "text/html", "application/octet-stream", "application/x-www-form-urlencoded-x", "\x01", ";", "/", "application/sparql-query\x0b",
]  # fmt: skip


@pytest.mark.parametrize("kind", UNKNOWN)
def test_bodies_of_other_types_are_refused(server: Served, kind: str | None) -> None:
    for body in (SHORT.encode(), b"", b'{"query": "ASK {}"}', b"query=ASK%20%7B%7D"):
        answer = exchange(server, posting(body, kind))
        assert answer.status in (400, 415), str(answer)


@pytest.mark.parametrize("kind", [QUERY, FORM])
def test_multipart_and_json_are_not_guessed(server: Served, kind: str) -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="query"\r\n\r\nASK {}\r\n--x--\r\n'
    for body in (part, b'{"query": "ASK {}"}', b"[1]", b'"ASK {}"', b"<query>ASK {}</query>"):
        assert exchange(server, posting(body, kind)).status == 400


def test_several_types_are_not_guessed_from(server: Served) -> None:
    for first, second in (("text/plain", QUERY), ("application/sparql-update", FORM)):
        request = posting(SHORT.encode(), first, content_type=second)
        assert exchange(server, request).status in (400, 415)


BOMB = gzip.compress(bytes(200 * 2**20), 9)
PACKED = {
    "gzip": gzip.compress(SHORT.encode()), "deflate": zlib.compress(SHORT.encode()), "br": b"\x0b\x02\x80ASK {}\x03",
    "zstd": b"(\xb5/\xfd\x04\x00ASK {}", "compress": b"\x1f\x9d\x90", "x-gzip": gzip.compress(SHORT.encode()),
    "gzip, gzip": gzip.compress(gzip.compress(SHORT.encode())), "identity, gzip": gzip.compress(SHORT.encode()),
    "GZIP": gzip.compress(SHORT.encode()), "nonsense": b"ASK {}", "gzip;q=0": b"ASK {}", "a" * 5000: b"ASK {}",
}  # fmt: skip


@pytest.mark.parametrize("kind", [QUERY, FORM])
@pytest.mark.parametrize("encoding", [pytest.param(name, id=name[:20]) for name in PACKED])
def test_packed_bodies_are_refused(server: Served, kind: str, encoding: str) -> None:
    answer = exchange(server, posting(PACKED[encoding], kind, content_encoding=encoding))
    assert answer.status == 415, str(answer)


@pytest.mark.parametrize("kind", [QUERY, FORM])
@pytest.mark.parametrize("encoding", ["gzip", "deflate", "identity"])
def test_a_bomb_is_not_unpacked(server: Served, kind: str, encoding: str) -> None:
    answer = exchange(server, posting(BOMB, kind, content_encoding=encoding))
    assert answer.status in ((413, 415) if encoding != "identity" else (400,)), str(answer)
    assert answer.seconds < SECONDS + 1


def test_a_bomb_as_transfer_coding_is_not_unpacked(server: Served) -> None:
    for coding in ("gzip, chunked", "gzip", "chunked, gzip", "identity", "chunked, chunked", "xchunked", "\x0bchunked"):
        fields = {"Content-Type": QUERY, "Transfer-Encoding": coding}
        chunk = b"%x\r\n%b\r\n0\r\n\r\n" % (len(BOMB), BOMB)
        answer = exchange(server, head("POST", "/sparql", fields) + chunk)
        assert answer.status in (0, 400, 413, 415, 501), f"{coding}: {answer}"
        assert answer.seconds < 6
