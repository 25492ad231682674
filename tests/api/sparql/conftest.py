"""One server over the small build for all tests of the protocol, and what they say to it over and over."""

import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

import httpx
import pytest
from rdflib import Dataset, Graph
from rdflib.compare import IsomorphicGraph, to_isomorphic

from tests.api.serving import Served, served

QUERY, FORM = "application/sparql-query", "application/x-www-form-urlencoded"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
TURTLE, N_TRIPLES, RDF_XML = "text/turtle", "application/n-triples", "application/rdf+xml"
N_QUADS, TRIG, JSON_LD = "application/n-quads", "application/trig", "application/ld+json"
PROBLEM = "application/problem+json"
RESULTS = (JSON, XML, CSV, TSV)
GRAPHS = (TURTLE, N_TRIPLES, RDF_XML, N_QUADS, TRIG, JSON_LD)
GRAPH = "https://w3id.org/tidu/graph/"
NAMES = tuple(GRAPH + name for name in ("900", "901", "build", "derived", "reference"))

# names of parsers in rdflib; one of N-Quads reads N-Triples, one of TriG reads Turtle
PARSERS = {
    TURTLE: "turtle", N_TRIPLES: "nt", RDF_XML: "xml", N_QUADS: "nquads", TRIG: "trig", JSON_LD: "json-ld",
}  # fmt: skip

Row = dict[str, dict[str, str]]


@pytest.fixture(scope="session")
def server(tiny_build: Path) -> Iterator[Served]:
    with served(tiny_build) as found:
        yield found


@pytest.fixture(scope="session")
def http(server: Served) -> httpx.Client:
    return server.client


def ask(
    http: httpx.Client, query: str, accept: str | None = None, headers: Mapping[str, str] | None = None
) -> httpx.Response:
    """The answer to a query by GET; without ``accept`` the client's ``*/*``."""
    given = {"Accept": accept} if accept else {}
    return http.get("/sparql", params={"query": query}, headers={**given, **(headers or {})})


def post(http: httpx.Client, query: str, accept: str = JSON, /, **params: str | list[str]) -> httpx.Response:
    """The answer to a query sent as the body."""
    return http.post(
        "/sparql", content=query.encode(), params=params, headers={"Content-Type": QUERY, "Accept": accept}
    )


def rows(response: httpx.Response) -> list[Row]:
    """The solutions of a JSON answer."""
    assert response.status_code == 200, response.text
    return cast("list[Row]", response.json()["results"]["bindings"])


def values(response: httpx.Response, name: str) -> list[str]:
    """What a variable is bound to in each solution of a JSON answer, as text."""
    return [row[name]["value"] for row in rows(response)]


def count(http: httpx.Client, pattern: str, dataset: str = "", /, **params: str | list[str]) -> int:
    """How many solutions a pattern has in a dataset."""
    (found,) = values(post(http, f"SELECT (COUNT(*) AS ?n) {dataset} WHERE {{ {pattern} }}", **params), "n")
    return int(found)


def media_type(response: httpx.Response) -> str:
    """The type of an answer without parameters."""
    return response.headers["content-type"].split(";")[0].strip()


def parsed(response: httpx.Response) -> IsomorphicGraph:
    """The graph in an answer, by its own Content-Type; names of graphs are dropped."""
    assert response.status_code == 200, response.text
    form = PARSERS[media_type(response)]
    if form in ("nquads", "trig", "json-ld"):
        graph = Graph()
        for s, p, o, _ in dataset_of(response).quads():
            graph.add((s, p, o))
        return to_isomorphic(graph)
    return to_isomorphic(Graph().parse(data=response.content, format=form))


def dataset_of(response: httpx.Response) -> Dataset:
    """The quads in an answer, by its own Content-Type."""
    dataset = Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own parsers use what it deprecates
        dataset.parse(data=response.content, format=PARSERS[media_type(response)])
    return dataset


def problem(response: httpx.Response, *statuses: int) -> dict[str, object]:
    """The members of a problem document with one of the statuses, which it repeats."""
    assert response.status_code in statuses, f"{response.status_code}, not {statuses}: {response.text[:300]}"
    assert media_type(response) == PROBLEM
    found = cast("dict[str, object]", response.json())
    assert found["status"] == response.status_code
    assert found["type"]
    assert found["title"]
    assert found["detail"]
    return found
