"""The three ways to send a query, what may be in them, and what is refused."""

import gzip
from collections.abc import Callable, Iterator
from urllib.parse import quote

import httpx
import pytest

from tests.api.sparql.conftest import FORM, JSON, QUERY, TURTLE, parsed, problem, rows, values

Way = Callable[[httpx.Client, str], httpx.Response]
ACCEPT = {"Accept": f"{JSON}, {TURTLE}"}


def by_get(http: httpx.Client, query: str) -> httpx.Response:
    return http.get("/sparql", params={"query": query}, headers=ACCEPT)


def by_form(http: httpx.Client, query: str) -> httpx.Response:
    return http.post("/sparql", data={"query": query}, headers=ACCEPT)


def directly(http: httpx.Client, query: str) -> httpx.Response:
    return http.post("/sparql", content=query.encode(), headers={**ACCEPT, "Content-Type": QUERY})


def sent(http: httpx.Client, body: bytes, content_type: str | None, **headers: str) -> httpx.Response:
    given = {"Content-Type": content_type} if content_type else {}
    return http.post("/sparql", content=body, headers={**ACCEPT, **given, **headers})


WAYS = pytest.mark.parametrize("way", [by_get, by_form, directly])


@WAYS
def test_ask_says_yes_or_no(http: httpx.Client, way: Way) -> None:
    assert way(http, "ASK {}").json()["boolean"] is True
    assert way(http, "ASK { <http://e/none> ?p ?o }").json()["boolean"] is False


@WAYS
def test_select_gives_solutions(http: httpx.Client, way: Way) -> None:
    response = way(http, "SELECT ?x { VALUES ?x { 1 2 3 } } ORDER BY DESC(?x)")
    assert values(response, "x") == ["3", "2", "1"]


@WAYS
def test_construct_and_describe_give_graphs(http: httpx.Client, way: Way) -> None:
    assert len(parsed(way(http, "CONSTRUCT { <http://e/s> <http://e/p> 1, 2 } WHERE {}"))) == 2
    described = parsed(way(http, "DESCRIBE ?r { ?r <https://w3id.org/tidu/ontology#inTier> ?t }"))
    assert len(set(described.subjects())) >= 2
    assert len(parsed(way(http, "DESCRIBE <http://e/none>"))) == 0


@WAYS
def test_text_of_any_language_arrives_as_it_was_sent(http: httpx.Client, way: Way) -> None:
    text = "工业互联网 “引号” é 🏭 + & = % ; #"
    assert values(way(http, f'SELECT ("{text}" AS ?t) {{}}'), "t") == [text]
    assert values(way(http, f"SELECT ?城市 {{ VALUES ?城市 {{ '{text}' }} }}"), "城市") == [text]


@WAYS
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_ends_are_line_ends(http: httpx.Client, way: Way, end: str) -> None:
    query = end.join(["# a comment", "SELECT ?x # another", "WHERE {", "VALUES ?x { 1 }", "}", ""])
    assert values(way(http, query), "x") == ["1"]


@WAYS
def test_a_byte_order_mark_is_no_part_of_the_query(http: httpx.Client, way: Way) -> None:
    assert way(http, "\ufeffASK {}").json()["boolean"] is True


@WAYS
def test_code_points_may_be_escaped(http: httpx.Client, way: Way) -> None:
    assert values(way(http, r'SELECT ("\u5317\U00004EAC" AS ?t) {}'), "t") == ["北京"]


@WAYS
def test_code_points_may_be_escaped_in_names_too(http: httpx.Client, way: Way) -> None:
    """SPARQL 1.1 Query, 19.2: escapes are read before the grammar is."""
    assert values(way(http, r"SELECT ?\u5317 { VALUES ?北 { 1 } }"), "北") == ["1"]


@WAYS
def test_long_queries_are_read(http: httpx.Client, way: Way) -> None:
    names = " ".join(f"<http://e/{n}>" for n in range(600))
    assert len(rows(way(http, f"SELECT ?x {{ VALUES ?x {{ {names} }} }}"))) == 600


@WAYS
def test_relative_iris_are_relative_to_the_endpoint(http: httpx.Client, way: Way) -> None:
    """W3C protocol tests construct ``<s> <p> 1`` without BASE."""
    assert len(parsed(way(http, "CONSTRUCT { <s> <p> 1 } WHERE {}"))) == 1
    (found,) = values(way(http, "SELECT (STR(<x>) AS ?x) (IRI('y') AS ?y) {}"), "x")
    assert found == str(http.base_url).rstrip("/") + "/x"


@WAYS
@pytest.mark.parametrize("query", ["", " \n", "# only a comment", "SELECT", "ASK {", "ASK {} ASK {}", "\x00ASK {}"])
def test_what_is_no_query_is_400(http: httpx.Client, way: Way, query: str) -> None:
    problem(way(http, query), 400)


@WAYS
@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA {}",
        "CLEAR ALL",
        "DROP DEFAULT",
        "LOAD <http://e/>",
        "DELETE WHERE { ?s ?p ?o }",
        "CREATE GRAPH <g>",
    ],
)
def test_an_update_is_no_query(http: httpx.Client, way: Way, update: str) -> None:
    problem(way(http, update), 400)


@WAYS
def test_extensions_of_sparql_do_not_reach_other_servers(http: httpx.Client, way: Way) -> None:
    problem(way(http, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"), 400)
    problem(way(http, "SELECT * { SERVICE SILENT ?x { ?s ?p ?o } }"), 400)


@pytest.mark.parametrize(
    "content_type",
    [
        QUERY, f"{QUERY}; charset=utf-8", f"{QUERY};charset=UTF-8", f'{QUERY}; charset="utf-8"',
        "Application/SPARQL-Query", f"{QUERY} ; Charset=Utf-8", f"{QUERY}; charset=us-ascii",
    ],
)  # fmt: skip
def test_media_types_are_read_without_case_and_with_a_charset(http: httpx.Client, content_type: str) -> None:
    assert sent(http, b"ASK {}", content_type).json()["boolean"] is True


@pytest.mark.parametrize("content_type", [FORM, f"{FORM}; charset=UTF-8", FORM.upper(), f"{FORM};charset=utf-8"])
@pytest.mark.parametrize(
    "body", [b"query=ASK+%7B%7D", b"query=ASK%20%7b%7d", b"query=ASK {}", b"x=1&query=ASK%7B%7D&", b"%71uery=ASK%7B%7D"]
)
def test_forms_are_read_however_they_are_encoded(http: httpx.Client, content_type: str, body: bytes) -> None:
    assert sent(http, body, content_type).json()["boolean"] is True


@pytest.mark.parametrize("media_type", [QUERY, FORM])
@pytest.mark.parametrize("charset", ["utf-16", "UTF-16LE", "iso-8859-1", "latin-1", "gbk", "nonsense"])
def test_other_charsets_are_refused(http: httpx.Client, media_type: str, charset: str) -> None:
    problem(sent(http, b"ASK {}", f"{media_type}; charset={charset}"), 400, 415)


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain", "application/json", "multipart/form-data; boundary=x", "application/sparql-todo", "*/*",
        "application/sparql-update", "application/sparql-update; charset=UTF-16", "application/sparql-query+x", ";",
        None,
    ],
)  # fmt: skip
@pytest.mark.parametrize("body", [b"ASK {}", b"query=ASK%20%7B%7D"])
def test_other_media_types_are_415(http: httpx.Client, content_type: str | None, body: bytes) -> None:
    problem(sent(http, body, content_type), 415)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "gzip, gzip"])
def test_bodies_are_not_unpacked(http: httpx.Client, encoding: str) -> None:
    problem(sent(http, gzip.compress(b"ASK {}"), QUERY, **{"Content-Encoding": encoding}), 415)


def test_a_body_may_say_that_it_is_not_packed(http: httpx.Client) -> None:
    assert sent(http, b"ASK {}", QUERY, **{"Content-Encoding": "identity"}).json()["boolean"] is True


def test_a_body_may_come_in_chunks(http: httpx.Client) -> None:
    def parts() -> Iterator[bytes]:
        yield from (b'SELECT ("\xe5', b"\x8c", b"\x97", b'" AS ?t', b") {}")

    response = http.post("/sparql", content=parts(), headers={**ACCEPT, "Content-Type": QUERY})
    assert values(response, "t") == ["北"]


def test_a_post_may_have_its_query_in_the_address(http: httpx.Client) -> None:
    """Fuseki's TestHttpOperations.query_by_post_2: no body, no Content-Type."""
    response = http.post("/sparql", params={"query": "ASK {}"}, headers=ACCEPT)
    assert response.status_code == 200, response.text
    assert response.json()["boolean"] is True


@pytest.mark.parametrize("address", ["query=ASK%7B%7D&query=SELECT%20*%20%7B%7D", "query=ASK%7B%7D&query=ASK%7B%7D"])
def test_two_queries_are_400(http: httpx.Client, address: str) -> None:
    problem(http.get(f"/sparql?{address}"), 400)
    problem(sent(http, address.encode(), FORM), 400)


def test_a_query_in_the_address_and_another_in_the_body_are_400(http: httpx.Client) -> None:
    for body, kind in ((b"ASK {}", QUERY), (b"query=ASK%7B%7D", FORM)):
        response = http.post("/sparql?query=ASK%7B%7D", content=body, headers={**ACCEPT, "Content-Type": kind})
        problem(response, 400)


@pytest.mark.parametrize("body", [b"", b"foobar=ASK%7B%7D", b"QUERY=ASK%7B%7D", b"query"])
def test_a_form_without_a_query_is_400(http: httpx.Client, body: bytes) -> None:
    problem(sent(http, body, FORM), 400)


@pytest.mark.parametrize("field", ["update=CLEAR%20ALL", "update=", "update=CLEAR+NAMED&update=CLEAR+DEFAULT"])
@pytest.mark.parametrize("query", ["", "query=ASK%7B%7D&"])
def test_the_update_parameter_is_400(http: httpx.Client, query: str, field: str) -> None:
    problem(http.get(f"/sparql?{query}{field}"), 400)
    problem(sent(http, (query + field).encode(), FORM), 400)


@pytest.mark.parametrize("bad", [b"\xff", b"\xc3(", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf"])
def test_what_is_not_utf_8_is_400(http: httpx.Client, bad: bytes) -> None:
    query = b'ASK { FILTER("' + bad + b'" = "") }'
    problem(http.get("/sparql?query=" + quote(query)), 400)
    problem(sent(http, b"query=" + quote(query).encode(), FORM), 400)
    problem(sent(http, query, QUERY), 400)


def test_utf_16_is_not_guessed(http: httpx.Client) -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        problem(sent(http, "ASK {}".encode(encoding), QUERY), 400)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_other_methods_are_405_and_are_told_which_there_are(http: httpx.Client, method: str) -> None:
    response = http.request(method, "/sparql?query=ASK%7B%7D", headers={"Content-Type": FORM})
    problem(response, 405)
    assert {"GET", "HEAD", "POST", "OPTIONS"} == {name.strip() for name in response.headers["allow"].split(",")}


@pytest.mark.parametrize("more", ["output=json", "format=json", "timeout=5", "results=xml", "_=1"])
def test_parameters_of_others_do_no_harm(http: httpx.Client, more: str) -> None:
    response = http.get(f"/sparql?query=ASK%7B%7D&{more}", headers=ACCEPT)
    assert response.json()["boolean"] is True
