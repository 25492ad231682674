"""Headers, addresses and texts that try to be more than they are."""

import re

import pytest

from tests.api.serving import Served
from tests.api.sparql.abuse.conftest import SECONDS
from tests.api.sparql.abuse.exchange import CLOSED, SHORT, Reply, asking, exchange, getting, head, posting, send

SCRIPT = "<script>alert(1)</script>"
ACCEPTS = [
    "*/*",
    "text/html",
    "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
    "text/html, application/json;q=0.1",
    "",
    "image/svg+xml, */*;q=0.1",
]
BREAKS = [
    "%0d%0aX-Evil:%201",
    "%0aX-Evil:%201",
    "%0d%0a%0d%0a<html>",
    "%E5%98%8A%E5%98%8DX-Evil:1",
    "%00%0d%0aX-Evil:1",
    "%0bX-Evil:1",
    "%c2%85X-Evil:1",
]
NAMES = ["query=ASK{}&", "query=nope", "query=ASK{}&default-graph-uri=urn:", "x=", "query=DESCRIBE<urn:a", "nope="]


def check_harmless(answer: Reply) -> None:
    """Nothing a browser would run, and no header of the client's making."""
    assert answer.status not in (500, 502), str(answer)
    assert "X-Evil" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert answer.headers.get("Access-Control-Allow-Credentials") is None
    if answer.status != CLOSED and answer.body:
        assert answer.headers.get("X-Content-Type-Options", "nosniff" if answer.status == 400 else "") == "nosniff"


@pytest.mark.parametrize("break_", BREAKS)
@pytest.mark.parametrize("name", NAMES)
def test_line_breaks_in_parameters_make_no_headers(server: Served, name: str, break_: str) -> None:
    for path in ("/sparql", "/graph-store"):
        check_harmless(exchange(server, getting(f"{path}?{name}{break_}")))


@pytest.mark.parametrize(
    "value",
    [
        "a\rX-Evil: 1",
        "a\x00b",
        "a\x0bb",
        "é",
        "\x7f",
        "a" * 60_000,
        "\x1b[31mred",
        '"\n',
        "%0d%0aX-Evil: 1",
        "{}",
        "${jndi:ldap://a/b}",
    ],
)
@pytest.mark.parametrize(
    "name",
    [
        "X-Request-ID",
        "Accept",
        "Origin",
        "If-None-Match",
        "Accept-Language",
        "Accept-Encoding",
        "Traceparent",
        "Forwarded",
        "X-Forwarded-Host",
        "Range",
        "Cookie",
        "Authorization",
        "Expect",
        "If-Modified-Since",
    ],
)
def test_odd_values_of_headers_are_harmless(server: Served, name: str, value: str) -> None:
    answer = exchange(server, head("GET", "/sparql?query=ASK%7B%7D", {name: value}))
    assert answer.status in (0, 200, 400, 406, 413, 417, 431), str(answer)
    check_harmless(answer)


@pytest.mark.parametrize(
    "forged", ["1", "a" * 10_000, "x y", "<script>", "\x1b[2J", "a,b", "../../x", "é", '{"a":1}', ""]
)
def test_a_forged_request_id_writes_nothing_into_the_log(server: Served, forged: str) -> None:
    answer = exchange(server, asking("ASK {} nope", X_Request_ID=forged))
    check_harmless(answer)
    if answer.status == 400 and answer.headers.get("X-Request-ID"):
        assert re.fullmatch(r"[\w.:-]{1,200}", answer.headers["X-Request-ID"])
    assert "\x1b" not in server.log.read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("accept", ACCEPTS)
@pytest.mark.parametrize(
    "query",
    [f"SELECT ('{SCRIPT}' AS ?x) {{}}", f"{SCRIPT}", f"ASK {{ {SCRIPT} }}", f"ASK FROM <http://a/{SCRIPT[8:-9]}> {{}}", f"CONSTRUCT {{ <urn:a> <urn:b> '{SCRIPT}' }} WHERE {{}}", f"SELECT (1 AS ?script) {{}} #{SCRIPT}"],
)  # fmt: skip
def test_script_comes_back_as_data(server: Served, query: str, accept: str) -> None:
    for answer in (
        exchange(server, posting(query.encode(), Accept=accept)),
        exchange(server, asking(query, Accept=accept)),
    ):
        assert answer.status in (200, 400, 406), str(answer)
        assert not re.search("html|svg|javascript", answer.headers["Content-Type"])
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Location" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        f"/sparql/{SCRIPT}",
        f"/graph-store?graph=urn:{SCRIPT}",
        f"/{SCRIPT}",
        f"/graph-store?{SCRIPT}",
        f"/graph-store?graph={SCRIPT}",
    ],
)
def test_script_in_names_is_never_run(server: Served, path: str) -> None:
    answer = exchange(server, getting(path, Accept="text/html"))
    assert answer.status in (303, 400, 404, 406), str(answer)
    if "html" in answer.headers.get("Content-Type", ""):
        assert SCRIPT.encode() not in answer.body
    assert answer.headers.get("X-Content-Type-Options", "nosniff") == "nosniff"


PATHS = [
    "/sparql/../../etc/passwd", "/sparql/..%2f..%2fetc%2fpasswd", "/..%2f..%2f..%2fetc/passwd", "/static/../../../../etc/passwd", "/static/..%2f..%2f..%2fetc%2fpasswd",
    "/%2e%2e/%2e%2e/etc/passwd", "/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "///sparql", "/sparql/", "/sparql//", "/sparql%00", "/sparql%00.html",
    "/%00", "/static/%00", "/static/..\\..\\..\\etc\\passwd", "/sparql;a=b", "/./sparql", "/sparql/.", "/SPARQL", "/sparql%20", "/sparql%0d%0aX-Evil:1", "/%ff%fe",
    "/static/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd", "/graph-store/../../etc/passwd", "/graph-store/reference", "/graph-store/%2e%2e%2f", "/" + "a/" * 10_000,
    "/" + "../" * 5000, "/" + "%2e" * 10_000, "/static/" + "/" * 5000, "/static//etc/passwd", "/static/%2fetc%2fpasswd", "/..;/..;/etc/passwd", "/.git/config", "/.env",
    "/proc/self/environ", "/static/../app.py", "/static/%2e%2e/app.py", "/%252e%252e/%252e%252e/etc/passwd", "/sparql?../../etc/passwd", "/graph-store?graph=../../../etc/passwd",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_paths_lead_to_no_files(server: Served, path: str) -> None:
    answer = exchange(server, getting(path))
    assert answer.status < 500, str(answer)
    assert b"root:" not in answer.body
    assert b"import " not in answer.body
    assert "X-Evil" not in answer.headers
    assert answer.status in (0, 200, 303, 307, 308, 400, 404, 405, 414, 431), str(answer)
    assert not re.match(r"//|https?://(?!localhost)", answer.headers.get("Location", "")), answer.headers["Location"]


@pytest.mark.parametrize(
    "host",
    ["", "localhost", "a b", "evil.example", "evil.example:99999999", "a/../b", "a@b", "<script>", "[::1", "[::1]:80", "x:y", "a" * 5000, '"><x', "é", "a>b", "{}", "%00", "a\\b", "127.0.0.1:80:80", "http://x", "?a", "#a", "-", "."],
)  # fmt: skip
def test_odd_hosts_do_not_break_the_service_description(server: Served, host: str) -> None:
    for path in ("/sparql", "/sparql?query=DESCRIBE%20<a>", "/graph-store?graph=reference", "/"):
        answer = exchange(server, head("GET", path, {"Host": host}))
        assert answer.status in (200, 400, 404), str(answer)
        check_harmless(answer)
        assert b"<script>" not in answer.body or path == "/"
    for accept in ("application/rdf+xml", "application/n-triples", "application/ld+json"):
        assert exchange(server, head("GET", "/sparql", {"Host": host, "Accept": accept})).status in (200, 400)


LONG = {
    "If-None-Match": ['"' + "a" * 60_000 + '"', ", ".join(['"a"'] * 10_000), "*", 'W/"', ',,,,"', '"' * 50_000, 'W/' * 20_000],
    "Accept": ["text/html;q=" + "0" * 60_000, ", ".join(f"a/b{i}" for i in range(5000)), ",".join(["*/*;q=0.1"] * 5000), "*/*;" + ";" * 50_000, "," * 60_000,
               "a/b;" + "c=d;" * 10_000, 'a/b;c="' + "\\" * 50_000, "text/csv;q=1e999", "text/csv;q=nan", "text/csv;q=-1", "*/*;q=", "*", "/", "a/b/c", ";q=1", "text/*;q=0, */*"],
    "Accept-Encoding": ["gzip;q=" + "9" * 50_000, ",".join(["gzip"] * 10_000), "*;q=0", "identity;q=0", "gzip;q=nan", "gzip;;;", "\t", "*", "gzip;q=0, *;q=1", "br, zstd"],
    "Accept-Language": ["zh" + "-a" * 20_000, ",".join(["en;q=0.1"] * 5000), "*;q=nan", "-", "zh;q=1e999"],
    "Range": ["bytes=" + ",".join(["0-1"] * 5000), "bytes=-99999999999999999999", "bytes=a-b", "bytes=0-0"],
    "Origin": ["null", "http://evil.example", "a" * 50_000],
    "Cookie": ["a=b;" * 10_000], "Content-Length": ["0"], "Connection": ["close, X-Evil, Host"], "TE": ["trailers, gzip;q=1"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"), [pytest.param(n, v, id=f"{n} {v[:20]!r}") for n, vs in LONG.items() for v in vs]
)
def test_long_and_odd_headers_are_answered_in_time(server: Served, name: str, value: str) -> None:
    answer = exchange(server, head("GET", "/sparql?query=ASK%7B%7D", {name: value}))
    assert answer.status in (0, 200, 304, 400, 406, 413, 431), str(answer)
    assert answer.seconds < SECONDS + 1
    check_harmless(answer)


def test_a_tag_of_a_hundred_kilobytes_is_harmless(server: Served) -> None:
    for tag in ("a" * 100_000, ", ".join(f'"{i}"' for i in range(10_000))):
        answer = exchange(server, asking(SHORT, If_None_Match=tag))
        assert answer.status in (0, 200, 400, 413, 431), str(answer)


@pytest.mark.parametrize(
    "many",
    [
        "&a=b" * 5_000,
        "&" * 20_000,
        "&=" * 10_000,
        "&a" * 10_000,
        "&default-graph-uri=urn:a" * 1000,
        "&%61=b" * 5000,
        ";a=b" * 5000,
    ],
)
def test_many_parameters_in_the_address_are_answered_or_refused(server: Served, many: str) -> None:
    answer = exchange(server, getting(f"/sparql?query=ASK%7B%7D{many}"))
    assert answer.status in (200, 400, 414, 431), str(answer)
    assert answer.seconds < SECONDS + 1


def test_encoded_names_of_parameters_are_the_same_names(server: Served) -> None:
    assert exchange(server, getting("/sparql?%71uery=ASK%7B%7D")).status == 200
    assert exchange(server, getting("/sparql?%71uery=ASK%7B%7D&query=ASK%7B%7D")).status == 400
    assert exchange(server, getting("/sparql?query=ASK%7B%7D&%75pdate=DROP%20ALL")).status == 400
    assert exchange(server, getting("/sparql?query=ASK%7B%7D&default%2Dgraph%2Duri=file:///etc/passwd")).status == 400


@pytest.mark.parametrize(
    "query",
    ["SELECT * {} #\r\nX-Evil: 1", "ASK {} #\x1b[31m", "nope\r\n\r\n<html>", "SELECT ('\\r\\nX-Evil: 1' AS ?x) {}"],
)
def test_texts_of_queries_make_no_headers(server: Served, query: str) -> None:
    for answer in (send(server, query), exchange(server, asking(query))):
        check_harmless(answer)
    assert "\x1b" not in server.log.read_text(encoding="utf-8", errors="replace")
