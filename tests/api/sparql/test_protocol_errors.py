"""Errors as RFC 9457 problem documents; those of syntax say where."""

import httpx
import pytest

from tests.api.sparql.conftest import FORM, PROBLEM, QUERY, ask, media_type, post, problem

INVALID = "https://w3id.org/tidu/problem/invalid-query"

# the query, and the line and column of the token or end that cannot stand there; both count from 1, columns
# in characters
PLACES = {
    "the first line": ("SELECT * WHERE { ?s ?p }", 1, 24),
    "a later line": ("SELECT *\nWHERE {\n  ?s ?p ?o .\n  ?s ?p }\n}", 4, 9),
    "after CRLF": ("SELECT *\r\nWHERE {\r\n  ?s ?p }\r\n}", 3, 9),
    "after Chinese": ("SELECT * WHERE { ?s '北京市工业' }", 1, 21),
    "after an emoji": ("ASK { '🏭' ?p }", 1, 14),
    "after Chinese in a comment": ("# 说明\nASK { ?s }", 2, 10),
    "after a tab": ("ASK\t{\t?s ?p }", 1, 13),
    "the first character": ("} ASK {}", 1, 1),
}


@pytest.mark.parametrize("place", PLACES)
def test_syntax_errors_say_where(http: httpx.Client, place: str) -> None:
    query, line, column = PLACES[place]
    found = problem(post(http, query), 400)
    assert found["type"] == INVALID
    assert (found["line"], found["column"]) == (line, column), found["detail"]


@pytest.mark.parametrize("query", ["ASK {", "SELECT", "ASK {\n\n", "SELECT * {\r\n ?s ?p ?o"])
def test_what_ends_too_early_is_placed_at_or_before_its_end(http: httpx.Client, query: str) -> None:
    found = problem(post(http, query), 400)
    lines = query.replace("\r\n", "\n").split("\n")
    assert isinstance(found["line"], int)
    assert isinstance(found["column"], int)
    assert 1 <= found["line"] <= len(lines)
    assert 1 <= found["column"] <= len(lines[found["line"] - 1]) + 1


def test_each_way_to_send_a_query_places_errors_alike(http: httpx.Client) -> None:
    query = "SELECT *\r\nWHERE {\r\n  # 北京\r\n  ?s ?p }\r\n}"
    found = [
        problem(response, 400)
        for response in (ask(http, query), post(http, query), http.post("/sparql", data={"query": query}))
    ]
    assert [(each["line"], each["column"]) for each in found] == [(4, 9)] * 3


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { BIND(1 AS ?x) BIND(2 AS ?x) }", "SELECT (1 AS ?x) (2 AS ?x) {}",
        "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }",
        "PREFIX a: <http://e/> ASK { b:x ?p ?o }", "SELECT * { ?s ?p ?o } GROUP BY ?s",
        "ASK { VALUES (?a ?b) { (1) } }",
        "SELECT ?x { ?s ?p ?o } LIMIT -1", "CONSTRUCT { ?s ?p } WHERE { ?s ?p ?o }", "ASK { FILTER(nothing(1)) }",
        "CONSTRUCT { _:a ?p ?o } WHERE { _:a ?p ?o . { _:a ?p ?o } }", "ASK { <http://e/ x> ?p ?o }",
        r"ASK { '\x' ?p ?o }",
    ],
)  # fmt: skip
def test_what_the_grammar_or_its_notes_forbid_is_400(http: httpx.Client, query: str) -> None:
    assert problem(post(http, query), 400)["type"] == INVALID


@pytest.mark.parametrize(
    ("method", "address", "kind", "body", "status"),
    [
        ("GET", "/sparql?query=", None, b"", 400),
        ("POST", "/sparql", FORM, b"", 400),
        ("POST", "/sparql", "text/plain", b"ASK {}", 415),
        ("POST", "/sparql", QUERY, b"\xff", 400),
        ("PUT", "/sparql", QUERY, b"ASK {}", 405),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=http://e/none", None, b"", 400),
        ("GET", "/graph-store?graph=http://e/none", None, b"", 404),
        ("GET", "/graph-store?graph=http://e/&default", None, b"", 400),
        ("PATCH", "/graph-store", None, b"", 405),
        ("GET", "/sparql/nowhere", None, b"", 404),
    ],
)
def test_every_error_is_a_problem_document(
    http: httpx.Client, method: str, address: str, kind: str | None, body: bytes, status: int
) -> None:
    headers = {"Content-Type": kind} if kind else {}
    response = http.request(method, address, content=body or None, headers=headers)
    found = problem(response, status)
    assert isinstance(found["type"], str)
    assert isinstance(found["title"], str)
    assert "etag" not in response.headers


def test_a_body_that_is_too_large_is_413(http: httpx.Client) -> None:
    body = b"ASK {} #" + b"x" * (10 * 2**20)
    problem(http.post("/sparql", content=body, headers={"Content-Type": QUERY}), 413)
    problem(http.post("/sparql", content=b"query=" + body, headers={"Content-Type": FORM}), 413)


def test_problems_are_told_in_json_whatever_is_accepted(http: httpx.Client) -> None:
    for accept in ("text/html", "text/csv", "application/problem+json", "*/*;q=0"):
        response = http.get("/sparql", params={"query": "SELECT"}, headers={"Accept": accept})
        assert response.status_code in (400, 406)
        assert media_type(response) == PROBLEM


def test_script_in_a_query_comes_back_as_data(http: httpx.Client) -> None:
    response = ask(http, "<script>alert(1)</script>")
    assert media_type(response) == PROBLEM
    assert response.headers["x-content-type-options"] == "nosniff"
