"""Texts that are no query, or more than one: 400, and nothing has changed."""

import pytest

from tests.api.serving import Served
from tests.api.sparql.abuse.conftest import COUNT, Before
from tests.api.sparql.abuse.exchange import FORM, asking, exchange, getting, posting, send

MALFORMED = [
    "", " ", "\n\t\r\n", "# only a comment", "#", ";", "?", "{", "}", "SELECT", "SELECT *", "SELECT * {", "SELECT * }",
    "SELECT ?a ?b", "SELECT WHERE { ?s ?p ?o }", "SELECT * WHERE ?s ?p ?o", "ASK", "ASK {{}", "ASK {}}", "ASK { ?s ?p }",
    "CONSTRUCT", "CONSTRUCT {", "DESCRIBE", "FROM", "selekt * {}", "SELECT * { ?s ?p ?o } LIMIT -1", "EXPLAIN ASK {}",
    "SELECT * {} LIMIT 1e3", "SELECT * {} LIMIT ?x", "SELECT * {} LIMIT 99999999999999999999999999",
    "SELECT * {} OFFSET 99999999999999999999999999", "SELECT * { ?s ?p \"open }", "SELECT * { ?s ?p 'open }",
    'SELECT * { ?s ?p """open }', "SELECT * { ?s ?p <open }", "SELECT * { <a b> ?p ?o }", "SELECT * { nope:x ?p ?o }",
    "PREFIX : <http://a/>", "PREFIX a: b: SELECT * {}", "BASE <http://a/>", "SELECT * { ?s ?p ?o } GROUP BY",
    "SELECT ?s (COUNT(*) AS ?s) {}", "SELECT * { BIND(1 AS ?a) BIND(2 AS ?a) }",
    "SELECT * { FILTER(NOPE(1)) }", "SELECT * { VALUES (?a ?b) { (1) } }", "SELECT * { ?s ?p ?o . FILTER }",
    "SELECT * { ?s ?p '\\uD800' }", "SELECT * { ?s ?p '\\U00110000' }", "SELECT * { ?s ?p '\\q' }", "ASK { _:a ?p _:a. { _:a ?p 1 } }",
    "<script>alert(1)</script>", "{\"query\": \"ASK {}\"}", "<?xml version='1.0'?><a/>", "'; DROP TABLE t --",
    "MATCH (n) RETURN n", "SELECT * FROM users WHERE 1=1", "${jndi:ldap://127.0.0.1/a}", "%00", "../../etc/passwd",
    "ASK {}\u202e", "\u200bASK {}", "ASK\u00a0{}", "ＡＳＫ {}", "ASK {} \x01", "ASK \x7f{}", "ASK {} \x1a", "🙂",
]  # fmt: skip
SEVERAL = [
    "ASK {} ASK {}", "ASK {}; ASK {}", "ASK {}\n;\nASK {}", "SELECT * {} SELECT * {}", "SELECT * {}; DELETE WHERE { ?s ?p ?o }",
    "ASK {} DROP ALL", "ASK {};CLEAR ALL", "ASK {} # a\nCONSTRUCT {} WHERE {}", "PREFIX a: <b:> ASK {} PREFIX a: <b:> ASK {}",
]  # fmt: skip
UPDATES = [
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }", "insert data { <urn:a> <urn:b> <urn:c> }", "INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } }", "DELETE DATA { <urn:a> <urn:b> <urn:c> }",
    "DELETE WHERE { ?s ?p ?o }", "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "DELETE { ?s ?p ?o } USING <urn:g> WHERE { ?s ?p ?o }",
    "CLEAR ALL", "CLEAR SILENT ALL", "CLEAR DEFAULT", "CLEAR NAMED", "CLEAR GRAPH <urn:g>", "DROP ALL", "DROP DEFAULT",
    "DROP SILENT GRAPH <urn:g>", "CREATE GRAPH <urn:g>", "CREATE SILENT GRAPH <urn:g>", "ADD <urn:a> TO <urn:b>",
    "MOVE DEFAULT TO <urn:b>", "COPY <urn:a> TO DEFAULT", "# ASK {}\nDROP ALL", "PREFIX a: <urn:a> DROP ALL",
    "BASE <urn:a> PREFIX a: <urn:a> DELETE WHERE { ?s ?p ?o }", "dRoP\tALL", "DROP#\nALL", "CLEAR ALL; ASK {}",
    "INSERT DATA {}; DROP ALL; CREATE GRAPH <urn:x>", "SELECT * { INSERT DATA { <a> <b> <c> } }", "\ufeffDROP ALL", "D\\u0052OP ALL",
]  # fmt: skip


@pytest.mark.parametrize("text", [*MALFORMED, *SEVERAL, *UPDATES])
def test_what_is_not_one_query_is_refused_however_it_is_sent(server: Served, text: str) -> None:
    for answer in (send(server, text), exchange(server, asking(text))):
        assert answer.status == 400, str(answer)
        assert answer.headers["Content-Type"].startswith("application/problem+json")


def test_updates_have_changed_nothing(server: Served, before: Before) -> None:
    for text in UPDATES:
        send(server, text)
        exchange(server, posting(text.encode(), "application/sparql-update"))
        exchange(server, posting(b"update=" + text.encode(), FORM))
    assert send(server, COUNT).body == before.count


@pytest.mark.parametrize("update", UPDATES)
def test_updates_have_no_door(server: Served, update: str) -> None:
    assert exchange(server, posting(update.encode(), "application/sparql-update")).status == 415
    form = b"update=" + update.replace(";", "%3B").encode()
    assert exchange(server, posting(form, FORM)).status == 400
    assert exchange(server, getting("/sparql?update=DROP%20ALL")).status == 400
    assert exchange(server, getting("/sparql?query=ASK%7B%7D&update=DROP%20ALL")).status == 400


@pytest.mark.parametrize(
    "twice", ["query=ASK{}&query=ASK{}", "query=&query=ASK{}", "query=ASK{}&query=", "query=a&" * 99]
)
def test_two_query_parameters_are_refused(server: Served, twice: str) -> None:
    assert exchange(server, getting(f"/sparql?{twice}")).status == 400
    assert exchange(server, posting(twice.encode(), FORM)).status == 400


def test_a_query_in_the_address_and_in_the_body_is_refused(server: Served) -> None:
    for kind, body in ((FORM, b"query=ASK{}"), ("application/sparql-query", b"ASK{}")):
        two = posting(body, kind).replace(b"/sparql", b"/sparql?query=ASK%7B%7D", 1)
        assert exchange(server, two).status == 400
