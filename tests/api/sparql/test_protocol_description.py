"""The service description, by SPARQL 1.1 Service Description: what the endpoint speaks and holds."""

import httpx
import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.compare import to_isomorphic

from tests.api.sparql.conftest import GRAPHS, NAMES, TURTLE, media_type, parsed, problem

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
OURS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "N-Quads", "TriG", "JSON-LD", "RDF_XML",
)  # fmt: skip


@pytest.fixture
def described(http: httpx.Client) -> Graph:
    return Graph().parse(data=http.get("/sparql", headers={"Accept": TURTLE}).content, format="turtle")


@pytest.fixture
def service(described: Graph) -> object:
    (found,) = described.subjects(RDF.type, SD.Service)
    return found


def test_the_endpoint_is_where_it_was_asked(http: httpx.Client, described: Graph) -> None:
    (endpoint,) = described.objects(None, SD.endpoint)
    assert str(endpoint) == str(http.base_url).rstrip("/") + "/sparql"


def test_the_endpoint_goes_by_the_name_that_the_client_uses(http: httpx.Client) -> None:
    response = http.get("/sparql", headers={"Accept": TURTLE, "Host": "graph.example.org:8080"})
    (endpoint,) = parsed(response).objects(None, SD.endpoint)
    assert endpoint == URIRef("http://graph.example.org:8080/sparql")


def test_it_says_what_is_spoken(described: Graph, service: URIRef) -> None:
    assert set(described.objects(service, SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert set(described.objects(service, SD.resultFormat)) == {FORMATS[name] for name in OURS}


def test_it_claims_no_more_than_is_done(described: Graph, service: URIRef) -> None:
    assert set(described.objects(service, SD.feature)) == {SD.UnionDefaultGraph}
    assert SD.SPARQL11Update not in set(described.objects())


def test_the_dataset_has_the_graphs_of_the_build(described: Graph, service: URIRef) -> None:
    (dataset,) = described.objects(service, SD.defaultDataset)
    assert (dataset, RDF.type, SD.Dataset) in described
    (default,) = described.objects(dataset, SD.defaultGraph)
    assert (default, RDF.type, SD.Graph) in described
    named = list(described.objects(dataset, SD.namedGraph))
    assert sorted(str(described.value(graph, SD.name)) for graph in named) == sorted(NAMES)
    assert all((graph, RDF.type, SD.NamedGraph) in described for graph in named)


@pytest.mark.parametrize("accept", GRAPHS)
def test_it_is_the_same_in_each_format(http: httpx.Client, described: Graph, accept: str) -> None:
    response = http.get("/sparql", headers={"Accept": accept})
    assert media_type(response) == accept
    assert parsed(response) == to_isomorphic(described)


def test_turtle_is_what_comes_without_a_wish(http: httpx.Client) -> None:
    for accept in ("*/*", "", "text/*"):
        response = http.get("/sparql", headers={"Accept": accept})
        assert (response.status_code, media_type(response)) == (200, TURTLE)
        assert "accept" in response.headers["vary"].lower()


def test_a_browser_is_led_to_the_form(http: httpx.Client) -> None:
    for accept in ("text/html", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"):
        response = http.get("/sparql", headers={"Accept": accept}, follow_redirects=False)
        assert response.status_code == 303
        assert response.headers["location"].endswith("/#sparql")
        assert "accept" in response.headers["vary"].lower()


def test_other_formats_are_406(http: httpx.Client) -> None:
    for accept in ("text/csv", "application/foo", "*/*;q=0"):
        problem(http.get("/sparql", headers={"Accept": accept}), 406)


def test_json_ld_may_be_asked_for_with_a_profile(http: httpx.Client) -> None:
    response = http.get(
        "/sparql", headers={"Accept": "application/ld+json;profile=http://www.w3.org/ns/json-ld#streaming"}
    )
    assert media_type(response) == "application/ld+json"
