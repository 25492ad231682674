"""What /cypher refuses, with which status and which words."""

from pathlib import Path

import pytest

from tests.api.conftest import opened
from tests.api.cypher.conftest import ROWS, Door, named
from tests.api.serving import served
from tests.api.sparql.conftest import problem
from tests.neo4j.serving import Neo4j

BODIES = {
    "no JSON": (b"RETURN 1", 400),
    "no object": (b'["RETURN 1"]', 400),
    "no query": (b'{"parameters": {}}', 422),
    "a query that is no text": (b'{"query": 1}', 422),
    "an unknown member": (b'{"query": "RETURN 1", "database": "system"}', 422),
    "parameters that are no object": (b'{"query": "RETURN 1", "parameters": [1]}', 422),
    "NaN": (b'{"query": "RETURN 1", "parameters": {"x": NaN}}', 400),
    "a number without an end": (b'{"query": "RETURN 1", "parameters": {"x": 1e999}}', 422),
    "an integer of 65 bits": (b'{"query": "RETURN 1", "parameters": {"x": 9223372036854775808}}', 422),
    "an integer of thousands of digits": (b'{"query": "RETURN 1", "parameters": {"x": %s}}' % (b"9" * 9000), 422),
    "half a character": (b'{"query": "RETURN 1", "parameters": {"x": "\\ud800"}}', 422),
    "a member twice": (b'{"query": "RETURN 1", "query": "RETURN 2"}', 400),
    "deep parameters": (b'{"query": "RETURN 1", "parameters": {"x": %s1%s}}' % (b"[" * 60, b"]" * 60), 422),
    "very deep parameters": (b'{"query": "RETURN 1", "parameters": {"x": %s1%s}}' % (b"[" * 99999, b"]" * 99999), 422),
    "half a character as a member": (b'{"\\ud800": 1}', 422),
    "half a character as a parameter's name": (b'{"query": "RETURN 1", "parameters": {"\\ud800": 1}}', 422),
    "half a character in the query": (b'{"query": "RETURN \'\\ud800\'"}', 400),
    "bytes that are no UTF-8": (b'{"query": "\xff"}', 400),
    "nothing": (b"", 400),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_says_something_else_is_refused(door: Door, name: str) -> None:
    body, status = BODIES[name]
    problem(door.client.post("/cypher", content=body, headers={"Content-Type": "application/json"}), status)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16"]
)
def test_other_media_types_are_refused(door: Door, kind: str) -> None:
    response = door.client.post("/cypher", content=b'{"query": "RETURN 1"}', headers={"Content-Type": kind})
    problem(response, 415)
    assert response.headers["accept"] == "application/json"


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused_with_those_there_are(door: Door, method: str) -> None:
    response = door.client.request(method, "/cypher")
    assert (response.status_code, response.headers["allow"]) == (405, "POST, OPTIONS")


def test_formats_that_there_are_not_are_refused(door: Door) -> None:
    problem(door.ask("RETURN 1 AS x", "text/turtle"), 406)
    problem(door.client.post("/cypher?format=xml", json={"query": "RETURN 1 AS x"}), 422)
    problem(door.client.post("/cypher?database=system", json={"query": "RETURN 1 AS x"}), 422)


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [("RETURN 1 +", 1, 11), ("MATCH (n)\nRETURN m", 2, 8), ("RETURN nope(1)", 1, 8)],
)
def test_an_error_in_the_query_says_where(door: Door, query: str, line: int, column: int) -> None:
    found = problem(door.ask(query), 400)
    assert (found["line"], found["column"]) == (line, column)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("RETURN $missing AS x", "missing"),
        ("RETURN 1 / 0 AS x", "by zero"),
        ("RETURN date('x') AS x", "Date"),
        ("RETURN substring('a', -1) AS x", "negative"),
    ],
)
def test_an_error_of_the_values_is_the_askers(door: Door, query: str, words: str) -> None:
    assert words in str(problem(door.ask(query), 400)["detail"])


@pytest.mark.parametrize(
    "expression", ["date('0000-01-01')", "date('-999999999-01-01')", "localdatetime({year: 99999})"]
)
def test_a_date_that_cannot_be_read_is_told_with_what_helps(door: Door, expression: str) -> None:
    assert "toString()" in str(problem(door.ask(f"RETURN {expression} AS x"), 400)["detail"])
    assert str(door.one(f"toString({expression})")).strip("+-")[:1].isdigit()


def test_more_rows_than_the_cap_are_refused_not_cut_and_the_worker_goes_on(door: Door) -> None:
    found = problem(door.ask("UNWIND range(1, 1000000000000) AS x RETURN x"), 413)
    assert f"more than {ROWS} rows" in str(found["detail"])
    assert "TIDU_CYPHER_ROWS" in str(found["detail"])
    assert door.one("1") == 1


def test_more_bytes_than_the_cap_are_refused(door: Door) -> None:
    found = problem(door.ask("RETURN reduce(s = 'x', i IN range(1, 21) | s + s) AS x"), 413)
    assert "TIDU_CYPHER_RESULT" in str(found["detail"])


def test_an_answer_that_takes_too_much_memory_ends_its_worker_alone(door: Door) -> None:
    found = problem(door.ask("WITH range(1, 10000000) AS x RETURN x"), 503, 504)
    assert "TIDU_CYPHER_MEMORY" in str(found["detail"]) or found["status"] == 504
    assert door.one("1") == 1


def test_an_answer_that_is_nested_very_deep_ends_nothing(door: Door) -> None:
    problem(door.ask("RETURN reduce(a = [], i IN range(1, 700) | [a]) AS x"), 400)
    assert door.one("1") == 1


def test_without_a_neo4j_it_says_how_to_have_one(tiny_build: Path) -> None:
    with opened(tiny_build) as client:
        found = problem(client.post("/cypher", json={"query": "RETURN 1"}), 404)
        assert "TIDU_NEO4J_URI" in str(found["detail"])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"neo4j_uri": "bolt://127.0.0.1:9"}, "does not answer"),
        ({"neo4j_password": "not-the-password"}, "login"),
        ({"neo4j_database": "nowhere"}, "no such database"),
    ],
)
def test_a_neo4j_that_cannot_be_asked_is_told_in_one_line_and_where_it_is_only_in_the_log(
    neo4j_server: Neo4j, tiny_build: Path, wrong: dict[str, str], words: str
) -> None:
    with served(tiny_build, **{**named(neo4j_server), **wrong}) as server:
        response = server.client.post("/cypher", json={"query": "RETURN 1 AS x"})
        detail = str(problem(response, 503)["detail"])
        assert words in detail
        assert "\n" not in detail
        for secret in ("password", "bolt://", "127.0.0.1", "nowhere", repr(neo4j_server.user)):
            assert secret not in detail
        logged = server.log.read_text(encoding="utf-8")
        assert wrong.get("neo4j_uri", neo4j_server.uri) in logged
        assert neo4j_server.password not in logged
        assert server.client.get("/healthz").status_code == 200


def test_while_a_build_is_being_loaded_nothing_is_answered(door: Door, filled: Neo4j) -> None:
    filled.ask("CREATE (:TiduBuild {key: 'current', build: 'b1', state: 'loading'})")
    assert "loaded" in str(problem(door.ask("RETURN 1 AS x"), 503)["detail"])
    filled.ask("MATCH (b:TiduBuild) SET b.state = 'ready'")
    assert door.one("1") == 1
