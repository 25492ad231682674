"""Content negotiation by RFC 9110, 12.5.1, with the cases of the Oxigraph server's own tests among them."""

import httpx
import pytest

from tests.api.sparql.conftest import (
    CSV,
    GRAPHS,
    JSON,
    JSON_LD,
    N_QUADS,
    N_TRIPLES,
    RDF_XML,
    RESULTS,
    TRIG,
    TSV,
    TURTLE,
    XML,
    ask,
    media_type,
    problem,
)  # fmt: skip

SELECT = "SELECT ?s { VALUES ?s { 1 } }"
CONSTRUCT = "CONSTRUCT { <http://e/s> <http://e/p> 1 } WHERE {}"
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
CHROME = FIREFOX + ",application/signed-exchange;v=b3;q=0.7"
RDFLIB = f"{XML},{JSON};q=0.9,{RDF_XML};q=0.8,*/*;q=0.1"
JENA = f"{TURTLE},{N_TRIPLES};q=0.9,{JSON_LD};q=0.8,{RDF_XML};q=0.7,*/*;q=0.3"

OF_RESULTS = {
    "*/*": JSON, "*": JSON, "application/*": JSON, "text/*": CSV, "application/json": "application/json",
    f"{CSV};q=0.5, {TSV};q=0.6": TSV, f"{CSV};q=0.5, {TSV};q=0.50": CSV, f"{XML};q=0.1,{JSON};q=0.2": JSON,
    f"{CSV}, */*": CSV, f"{CSV};q=0.9, */*;q=1": JSON, f"*/*;q=0.1, {XML}": XML, f"{JSON};q=0, */*": XML,
    f"*/*;q=1, {JSON};q=0, {CSV};q=0.5": XML, f"text/*, {CSV};q=0": TSV, f"text/*;q=0.5, {CSV}": CSV,
    f"{CSV};charset=utf-8;q=0, {CSV};q=1, {TSV};q=0.5": TSV, f"{CSV};header=absent;q=0, {CSV};q=1": CSV,
    f"{CSV};charset=iso-8859-1;q=0, {CSV};q=1, {JSON};q=0.5": CSV, f"{JSON};charset=utf-8": JSON,
    "text/foo;q=0.9,text/csv": CSV, "text/foo,text/csv;q=0.001": CSV, "TEXT/CSV": CSV, "Text/*;Q=1.0": CSV,
    f"{CSV} ; q = 0.7 , {TSV} ;q= 0.5": CSV, f"{CSV};q=1.000,{JSON};q=0.999": CSV, f",, {CSV} ,,": CSV,
    f"{TURTLE}, {CSV};q=0.1": CSV, RDFLIB: XML, "application/sparql-results+json, application/json;q=0.9": JSON,
}  # fmt: skip

OF_GRAPHS = {
    "*/*": TURTLE, "text/*": TURTLE, "application/*": N_TRIPLES, f"{RDF_XML};q=0.9, {N_QUADS};q=0.8": RDF_XML,
    JENA: TURTLE, f"{CSV}, {TRIG};q=0.1": TRIG, f"{TURTLE};q=0, text/turtle;charset=gbk;q=1, {TRIG};q=0.2": TRIG,
    f"{JSON_LD};q=0.9, */*;q=0.1": JSON_LD, f"{TURTLE};charset=utf-8": TURTLE, RDFLIB: RDF_XML, "TEXT/Turtle": TURTLE,
}  # fmt: skip


@pytest.mark.parametrize("accept", RESULTS)
def test_each_format_of_results_can_be_asked_for(http: httpx.Client, accept: str) -> None:
    for query in (SELECT, "ASK {}"):
        assert media_type(ask(http, query, accept)) == accept


@pytest.mark.parametrize("accept", GRAPHS)
def test_each_format_of_graphs_can_be_asked_for(http: httpx.Client, accept: str) -> None:
    for query in (CONSTRUCT, "DESCRIBE <http://e/none>"):
        assert media_type(ask(http, query, accept)) == accept


@pytest.mark.parametrize("accept", OF_RESULTS)
def test_the_best_format_of_results_is_sent(http: httpx.Client, accept: str) -> None:
    response = ask(http, SELECT, accept)
    assert response.status_code == 200, response.text
    assert media_type(response) == OF_RESULTS[accept]


@pytest.mark.parametrize("accept", OF_GRAPHS)
def test_the_best_format_of_graphs_is_sent(http: httpx.Client, accept: str) -> None:
    response = ask(http, CONSTRUCT, accept)
    assert response.status_code == 200, response.text
    assert media_type(response) == OF_GRAPHS[accept]


@pytest.mark.parametrize("accept", ["application/xml", "text/xml"])
def test_general_names_of_xml_will_do(http: httpx.Client, accept: str) -> None:
    assert b"sparql-results#" in ask(http, SELECT, accept).content
    assert b"rdf:RDF" in ask(http, CONSTRUCT, accept).content


def test_json_will_do_by_the_name_that_oxigraph_takes(http: httpx.Client) -> None:
    for accept in ("text/foo;q=0.5 , text/json ; q = 0.7", "text/json,text/foo"):
        assert ask(http, SELECT, accept).json()["head"]["vars"] == ["s"]


def test_without_an_accept_header_the_default_is_sent(http: httpx.Client) -> None:
    for query, expected in ((SELECT, JSON), ("ASK {}", JSON), (CONSTRUCT, TURTLE)):
        request = http.build_request("GET", "/sparql", params={"query": query})
        del request.headers["accept"]
        assert media_type(http.send(request)) == expected
        assert media_type(ask(http, query, headers={"Accept": ""})) == expected


def test_several_headers_are_one_list(http: httpx.Client) -> None:
    headers = [("Accept", f"{CSV};q=0.5"), ("Accept", TSV), ("Accept", "*/*;q=0.1")]
    assert media_type(http.get("/sparql", params={"query": SELECT}, headers=headers)) == TSV


@pytest.mark.parametrize("accept", [FIREFOX, CHROME])
def test_browsers_are_given_something(http: httpx.Client, accept: str) -> None:
    assert ask(http, SELECT, accept).status_code == 200
    assert ask(http, CONSTRUCT, accept).status_code == 200


@pytest.mark.parametrize(
    "accept",
    ["application/foo", "text/html", "image/*", "*/*;q=0", f"{JSON};q=0", "application/n3", "foo/bar, baz/*;q=0.1"],
)
def test_where_nothing_is_acceptable_406_lists_what_there_is(http: httpx.Client, accept: str) -> None:
    detail = str(problem(ask(http, SELECT, accept), 406))
    assert all(name in detail for name in RESULTS)
    detail = str(problem(ask(http, CONSTRUCT, accept), 406))
    assert all(name in detail for name in GRAPHS)


def test_formats_of_graphs_do_not_do_for_results_nor_the_reverse(http: httpx.Client) -> None:
    for query, accept, there in ((SELECT, TURTLE, RESULTS), ("ASK {}", TRIG, RESULTS), (CONSTRUCT, CSV, GRAPHS)):
        detail = str(problem(ask(http, query, accept), 406))
        assert all(name in detail for name in there), detail


def test_a_syntax_error_is_told_whatever_is_accepted(http: httpx.Client) -> None:
    for accept in (CSV, TURTLE, XML):
        problem(ask(http, "SELECT", accept), 400)


@pytest.mark.parametrize(
    "accept",
    [";", ",", "q=1", "/", "text/csv;q=abc", "text/csv;q=", "text/csv;q=2", "text/csv;q=-1", "text/csv;q=nan",
    "text", "text/",
     '"', 'text/csv;a="b,c', "text/csv;;;", "*/json", "a" * 5000, ",".join(["a/b"] * 2000), "\x7f", "text/csv;q=1e-3"],
)  # fmt: skip
def test_a_malformed_header_does_not_make_the_server_fail(http: httpx.Client, accept: str) -> None:
    assert ask(http, SELECT, accept).status_code in (200, 400, 406)


def test_caches_are_told_what_an_answer_depends_on(http: httpx.Client) -> None:
    for response in (ask(http, SELECT, CSV), ask(http, CONSTRUCT)):
        assert {"accept", "accept-encoding"} <= {name.strip().lower() for name in response.headers["vary"].split(",")}
