"""Graphs of CONSTRUCT and DESCRIBE: the same in each of six formats, read by rdflib."""

import httpx
import pytest
import rdflib
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import to_isomorphic

from tests.api.sparql.conftest import GRAPHS, N_TRIPLES, RDF_XML, TURTLE, media_type, parsed, post, problem
from tests.api.sparql.test_protocol_results import CONTROLS, IRIS, ODD, TEXTS, TYPED, XSD, written

FORMATS = pytest.mark.parametrize("accept", GRAPHS)
S, P = "http://e/s", "http://e/p"


@pytest.fixture(autouse=True)
def lexical(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep rdflib from writing 007 as 7."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


def construct(values: list[str]) -> str:
    return f"CONSTRUCT {{ <{S}> <{P}> ?x }} WHERE {{ VALUES ?x {{ {' '.join(values)} }} }}"


@FORMATS
def test_literals_of_every_kind_come_back(http: httpx.Client, accept: str) -> None:
    texts = [("typed", text, XSD + "string") for text in TEXTS.values()]
    tagged = [("lang", text, "zh-Hans") for text in TEXTS.values()]
    typed = [("typed", text, XSD + name) for name, text in (TYPED | ODD).items()]
    terms = [*texts, *tagged, *typed, *(("uri", iri, "") for iri in IRIS)]
    response = post(http, construct([written(term) for term in terms]), accept)
    assert media_type(response) == accept
    assert {_key(o) for o in parsed(response).objects()} == {
        (text, "" if kind != "lang" else more.lower(), more if kind == "typed" else "") for kind, text, more in terms
    }


def _key(term: rdflib.term.Node) -> tuple[str, str, str]:
    if isinstance(term, Literal):
        language = (term.language or "").lower()
        return str(term), language, "" if language else str(term.datatype or XSD + "string")
    return str(term), "", ""


@FORMATS
def test_blank_nodes_keep_their_shape(http: httpx.Client, accept: str) -> None:
    template = f"<{S}> <{P}> [ <{P}> _:x ] . _:x <{P}> _:x, ?n"
    response = post(http, f"CONSTRUCT {{ {template} }} WHERE {{ VALUES ?n {{ 1 2 }} }}", accept)
    expected = Graph()
    for n in ("1", "2"):  # each solution has blank nodes of its own
        inner, x = BNode(), BNode()
        expected.add((URIRef(S), URIRef(P), inner))
        expected.add((inner, URIRef(P), x))
        expected.add((x, URIRef(P), x))
        expected.add((x, URIRef(P), Literal(n, datatype=URIRef(XSD + "integer"))))
    assert parsed(response) == to_isomorphic(expected)


@FORMATS
def test_what_the_store_holds_is_the_same_in_each_format(http: httpx.Client, accept: str) -> None:
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    found = parsed(post(http, query, accept))
    assert len(found) == post(http, query, N_TRIPLES).text.count("\n")
    assert set(found) == set(parsed(post(http, query, TURTLE)))  # the builds have no blank nodes


@FORMATS
def test_a_description_is_the_same_in_each_format(http: httpx.Client, accept: str) -> None:
    query = "DESCRIBE ?r { ?r <https://w3id.org/tidu/ontology#inTier> ?t }"
    found = parsed(post(http, query, accept))
    assert found == parsed(post(http, query, N_TRIPLES))
    assert len(found) > 0


@FORMATS
def test_an_empty_graph_is_an_answer(http: httpx.Client, accept: str) -> None:
    for query in ("DESCRIBE <http://e/none>", "CONSTRUCT { ?s ?p ?o } WHERE { ?s <http://e/none> ?o . ?s ?p ?o }"):
        response = post(http, query, accept)
        assert media_type(response) == accept
        assert len(parsed(response)) == 0


@FORMATS
def test_a_graph_has_each_triple_once(http: httpx.Client, accept: str) -> None:
    response = post(http, f"CONSTRUCT {{ <{S}> <{P}> 'once' }} WHERE {{ VALUES ?x {{ 1 2 3 }} }}", accept)
    assert response.text.count("once") == 1


@FORMATS
def test_what_is_no_triple_is_left_out(http: httpx.Client, accept: str) -> None:
    """Literals as subjects, blank nodes as properties, unbound variables: the triple is skipped, not the answer."""
    template = f"?x <{P}> 1 . <{S}> ?x 2 . <{S}> <{P}> ?none . <{S}> <{P}> 3"
    found = parsed(post(http, f"CONSTRUCT {{ {template} }} WHERE {{ BIND('x' AS ?x) }}", accept))
    assert {str(o) for o in found.objects()} == {"3"}


@FORMATS
@pytest.mark.parametrize("name", CONTROLS)
def test_control_characters_come_back_or_are_refused(http: httpx.Client, accept: str, name: str) -> None:
    response = post(http, construct([written(("typed", CONTROLS[name], XSD + "string"))]), accept)
    if accept == RDF_XML and response.status_code != 200:
        problem(response, 406)
        return
    assert [str(o) for o in parsed(response).objects()] == [CONTROLS[name]]


@pytest.mark.parametrize(
    "iri", ["http://e/p", "http://e/1a", "http://e/1", "http://e/", "http://e/a%20b", "urn:p", "http://e/属性"]
)
def test_properties_are_written_in_xml_or_refused(http: httpx.Client, iri: str) -> None:
    response = post(http, f"CONSTRUCT {{ <{S}> <{iri}> 'x' }} WHERE {{}}", RDF_XML)
    if response.status_code != 200:
        problem(response, 406)
        return
    assert [str(p) for p in parsed(response).predicates()] == [iri]


@FORMATS
def test_names_that_look_like_prefixed_ones_come_back(http: httpx.Client, accept: str) -> None:
    base = "https://w3id.org/tidu/ontology#"
    names = [base + tail for tail in ("", "a", "a.b", "-a", "1", "a/b", "a%20b", "a(b)", "a'b", "a~b", "é", "a:b")]
    found = parsed(post(http, construct([f"<{name}>" for name in names]), accept))
    assert {str(o) for o in found.objects()} == set(names)


@pytest.mark.parametrize("accept", [TURTLE, N_TRIPLES])
def test_text_formats_say_that_they_are_utf_8(http: httpx.Client, accept: str) -> None:
    response = post(http, construct(["'北'"]), accept)
    assert response.content.decode("utf-8").count("北") == 1 or "\\u5317" in response.text
    if accept == TURTLE:
        assert response.headers["content-type"].lower().replace(" ", "") == "text/turtle;charset=utf-8"
