"""Texts and parameters that would have the server fetch something: refused, and nobody is called."""

from urllib.parse import quote

import pytest

from tests.api.serving import Served
from tests.api.sparql.abuse.conftest import COUNT, Before, Target
from tests.api.sparql.abuse.exchange import FORM, asking, exchange, getting, posting, send

# $ stands for the address of the test's own listener
SERVICES = [
    "SELECT * { SERVICE <$> { ?s ?p ?o } }", "SELECT * { service <$> { ?s ?p ?o } }", "SELECT * { sErViCe<$>{?s ?p ?o} }",
    "SELECT * { SERVICE SILENT <$> { ?s ?p ?o } }", "SELECT * { SERVICE\tSILENT\n<$>\r\n{ ?s ?p ?o } }",
    "SELECT * { SERVICE ?g { ?s ?p ?o } }", "SELECT * { BIND(<$> AS ?g) SERVICE ?g { ?s ?p ?o } }",
    "SELECT * { VALUES ?g { <$> } SERVICE SILENT ?g { ?s ?p ?o } }", "PREFIX x: <$> SELECT * { SERVICE x: { ?s ?p ?o } }",
    "PREFIX service: <$> SELECT * { SERVICE service: { ?s ?p ?o } }", "BASE <$> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "PREFIX : <$> SELECT * { SERVICE :{ ?s ?p ?o } }", "PREFIX : <$> SELECT * { SERVICE:{ ?s ?p ?o } }",
    "PREFIX : <$> SELECT * { SERVICESILENT:{ ?s ?p ?o } }", "SELECT * { SERVICESILENT<$>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p true SERVICE <$> {} }", "SELECT * { ?s ?p trueSERVICE<$>{} }", "SELECT * { ?s ?p 1SERVICE<$>{} }",
    "SELECT * { ?s ?p 'a'SERVICE<$>{} }", "SELECT * { ?s ?p 'a'@enSERVICE<$>{} }", "SELECT * { ?s ?p ?oSERVICE <$>{} }",
    "SELECT * { ?s ?p 'SERVICE' SERVICE <$> {} }", "SELECT * { ?s ?p '#' SERVICE <$> {} }", "SELECT * { ?s ?p \"'\" SERVICE <$> {} #'\n}",
    "SELECT * { ?s ?p '''a'b''c''' SERVICE <$> {} }", 'SELECT * { ?s ?p """"a"" " """ SERVICE <$> {} }',
    "SELECT * { ?s ?p '\\'' SERVICE <$> {} }", "SELECT * { ?s ?p '\\\\' SERVICE <$> {} }", "SELECT * { ?s ?p '\\\\\\'' SERVICE <$> {} #'\n}",
    "SELECT * { ?s ?p '''\\'''' SERVICE <$> {} }", "SELECT * { <http://a/#> ?p ?o SERVICE <$> {} }", "SELECT * { <#'> ?p ?o SERVICE <$> {} #'\n}",
    "SELECT * { # '\n SERVICE # <\n <$> # {\n { } }", "SELECT * { # \"\"\"\r SERVICE <$> {} # \"\"\"\n}", "SELECT * { #\r\nSERVICE <$> {} }",
    "#\u2028\nSELECT * { SERVICE <$> {} }", "#'\nSELECT * { SERVICE <$> {} #'\n}", "SELECT * { FILTER(1<2) SERVICE <$> {} FILTER(3>2) }",
    "SELECT * { FILTER(?a<'>' || ?b>'') SERVICE <$> {} }", "SELECT * { FILTER(?a <?b&&?c> ?d) SERVICE <$> {} }",
    "SELECT * { \\u0053ERVICE <$> {} }", "SELECT * { SERV\\u0049CE <$> {} }", "SELECT * { \\u0053\\u0045RVICE\\u0020<$> {} }",
    "SELECT * { SERVICE \\u003C$> {} }", "SELECT * { ?s ?p '\\u0027 SERVICE <$> {} }", "SELECT * { #\\u000A SERVICE <$> {}\n }",
    "SELECT * { ?s ?p '\\U00000027 SERVICE <$> {} }", "PREFIX a: <urn:a> SELECT * { ?s ?p a:b\\'c SERVICE <$> {} #'\n}",
    "PREFIX a: <urn:a> SELECT * { ?s ?p a:b\\#c SERVICE <$> {} }", "PREFIX a: <urn:a> SELECT * { ?s ?p a:%23 SERVICE <$> {} }",
    "SELECT * {" + "{" * 100 + "SERVICE <$> {}" + "}" * 100 + "}", "SELECT * {" + "OPTIONAL {" * 50 + "SERVICE <$> {}" + "}" * 51,
    "SELECT * { { SELECT * { { SELECT * { SERVICE <$> {} } } } } }", "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <$> {} } }",
    "SELECT * { FILTER NOT EXISTS { SERVICE <$> {} } }", "SELECT (EXISTS { SERVICE <$> {} } AS ?x) {}", "SELECT * { ?s ?p ?o MINUS { SERVICE <$> {} } }",
    "SELECT * { BIND(EXISTS { SERVICE <$> {} } AS ?x) }", "SELECT * {} ORDER BY EXISTS { SERVICE <$> {} }", "SELECT * {} HAVING(EXISTS { SERVICE <$> {} })",
    "SELECT (COUNT(*) AS ?n) {} GROUP BY (EXISTS { SERVICE <$> {} } AS ?x)", "SELECT * { {} UNION { SERVICE <$> {} } }", "SELECT * { GRAPH ?g { SERVICE <$> {} } }",
    "SELECT * { FILTER(IF(EXISTS { SERVICE <$> {} }, 1, 2)) }", "SELECT * { LATERAL { SERVICE <$> {} } }", "ASK { SERVICE <$> {} }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <$> { ?s ?p ?o } }", "CONSTRUCT WHERE { SERVICE <$> { ?s ?p ?o } }", "DESCRIBE ?s { SERVICE <$> { ?s ?p ?o } }",
    "SELECT * { SERVICE <$> { SERVICE <$> {} } }", "SELECT * { ?s ?p ?o } VALUES ?s { SERVICE <$> {} }", "SELECT * { SERVICE <file:///etc/passwd> { ?s ?p ?o } }",
    "\ufeffSELECT * { SERVICE <$> {} }", "SELECT * { ?s ?p ('''''')SERVICE <$>{} }", "SELECT * { ?s ?p [] SERVICE <$> {} }", "SELECT*{SERVICE<$>{}}",
]  # fmt: skip
LOADS = [
    "LOAD <$>", "load <$>", "LOAD SILENT <$>", "LOAD <$> INTO GRAPH <urn:g>", "LOAD <file:///etc/passwd>", "#\nLOAD <$>",
    "PREFIX a: <$> LOAD a:", "BASE <$> LOAD <>", "ASK {}; LOAD <$>", "ASK {} LOAD <$>", "L\\u004FAD <$>", "\ufeffLOAD <$>",
    "SELECT * { LOAD <$> }", "INSERT DATA { <urn:a> <urn:b> <urn:c> }; LOAD <$>", "INSERT { ?s ?p ?o } WHERE { SERVICE <$> { ?s ?p ?o } }",
]  # fmt: skip
DATASETS = [
    "SELECT * FROM <$> { ?s ?p ?o }", "SELECT * FROM NAMED <$> { GRAPH ?g { ?s ?p ?o } }", "ASK FROM <$> {}", "ASK from<$>{}",
    "ASK FROM <file:///etc/passwd> { ?s ?p ?o }", "ASK FROM NAMED <file:///etc/passwd> {}", "ASK FROM <file:/etc/passwd> {}",
    "ASK FROM <ftp://127.0.0.1/a> {}", "ASK FROM <data:text/turtle,> {}", "ASK FROM <http://169.254.169.254/latest> {}",
    "CONSTRUCT { ?s ?p ?o } FROM <$> WHERE { ?s ?p ?o }", "DESCRIBE <$> FROM <$>", "PREFIX a: <$> ASK FROM a: {}",
    "BASE <file:///etc/> ASK FROM <passwd> {}", "ASK FROM <\\u0066ile:///etc/passwd> {}", "ASK FROM\n#<\n<$> {}",
    "ASK FROM <https://w3id.org/tidu/graph/reference> FROM <$> {}", "ASK FROM <https://w3id.org/tidu/graph/nope> {}", "ASK FROM <passwd> {}",
]  # fmt: skip
GRAPHS = [
    "$", "file:///etc/passwd", "file:/etc/passwd", "file:passwd", "/etc/passwd", "../../etc/passwd", "http://[", "http://a b/", "",
    "data:text/turtle,", "javascript:alert(1)", "urn:nope", "https://w3id.org/tidu/graph/nope", "\r\nX-Evil: 1", "_:a", "<$>",
    "https://w3id.org/tidu/graph/reference> {} ASK FROM <$", "a" * 5000,
]  # fmt: skip


def at(target: Target, text: str) -> str:
    return text.replace("$", target.url)


@pytest.mark.parametrize("text", [*SERVICES, *LOADS])
def test_what_would_fetch_is_refused_and_nobody_is_called(server: Served, target: Target, text: str) -> None:
    query = at(target, text)
    for request in (posting(query.encode()), asking(query), posting(b"query=" + quote(query).encode(), FORM)):
        answer = exchange(server, request)
        assert answer.status == 400, str(answer)
    assert target.visits == []


@pytest.mark.parametrize("text", DATASETS)
def test_graphs_of_others_are_refused_and_not_fetched(server: Served, target: Target, text: str) -> None:
    answer = send(server, at(target, text))
    assert answer.status == 400, str(answer)
    assert b"root:" not in answer.body
    assert target.visits == []


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("graph", GRAPHS)
def test_graph_parameters_of_others_are_refused_and_not_fetched(
    server: Served, target: Target, name: str, graph: str
) -> None:
    fields = f"query=ASK%7B%7D&{name}={quote(at(target, graph), safe='')}"
    for request in (getting(f"/sparql?{fields}"), posting(fields.encode(), FORM)):
        answer = exchange(server, request)
        assert answer.status == 400, str(answer)
        assert b"root:" not in answer.body
    assert target.visits == []


@pytest.mark.parametrize("graph", GRAPHS)
def test_the_graph_store_has_no_graphs_of_others(server: Served, target: Target, graph: str) -> None:
    answer = exchange(server, getting(f"/graph-store?graph={quote(at(target, graph), safe='')}"))
    assert answer.status in (400, 404), str(answer)
    assert b"root:" not in answer.body
    assert target.visits == []


INNOCENT = [
    "SELECT * { VALUES ?a { 'SERVICE <$> {}' } }", "SELECT * { } # SERVICE <$> {}", "SELECT ?SERVICE { VALUES ?SERVICE { 1 } }",
    'SELECT * { VALUES ?a { """LOAD <$> "SERVICE" """ } }', "SELECT * { VALUES ?a { <urn:SERVICE> } }", "SELECT * { ?service ?load ?insert } LIMIT 1",
    "SELECT * { ?s <urn:x#SERVICE> '\\'SERVICE <$> {}' }", "SELECT * { BIND('DROP ALL; LOAD <$>' AS ?a) }", "PREFIX load: <urn:a> SELECT * { ?s load:insert 1 }",
    "SELECT * { VALUES ?a { 'FROM <$>' '\\uFFFD' '\\\\' } }", "DESCRIBE <$>", "SELECT * { GRAPH <$> { ?s ?p ?o } }", "SELECT * { VALUES ?g { <$> } GRAPH ?g {} }",
    "SELECT * { <$> <file:///etc/passwd> ?o }", "CONSTRUCT { <urn:a> <urn:b> <$> } WHERE {}",
]  # fmt: skip


@pytest.mark.parametrize("text", INNOCENT)
def test_words_in_strings_comments_and_names_are_no_reason_to_refuse(server: Served, target: Target, text: str) -> None:
    answer = send(server, at(target, text))
    assert answer.status == 200, str(answer)
    assert target.visits == []


def test_nothing_has_changed(server: Served, target: Target, before: Before) -> None:
    for text in (*LOADS, *SERVICES):
        send(server, at(target, text))
    assert send(server, COUNT).body == before.count
    assert target.visits == []
