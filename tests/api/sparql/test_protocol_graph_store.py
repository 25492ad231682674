"""The reading part of the Graph Store HTTP Protocol: whole graphs, by name, as union, or all with their names."""

from urllib.parse import quote

import httpx
import pytest

from tests.api.sparql.conftest import (
    CSV,
    GRAPH,
    GRAPHS,
    JSON_LD,
    N_QUADS,
    N_TRIPLES,
    NAMES,
    RDF_XML,
    TRIG,
    TURTLE,
    dataset_of,
    media_type,
    parsed,
    post,
    problem,
)  # fmt: skip

EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
DATASETS = (N_QUADS, TRIG, JSON_LD)
Quads = set[tuple[str, str, str, str]]


def get(http: httpx.Client, address: str = "", accept: str | None = None) -> httpx.Response:
    return http.get(f"/graph-store{address}", headers={"Accept": accept} if accept else {})


def named(iri: str) -> str:
    return "?graph=" + quote(iri, safe="")


def quads(response: httpx.Response) -> Quads:
    assert response.status_code == 200, response.text
    return {(str(s), str(p), repr(o), str(g)) for s, p, o, g in dataset_of(response).quads()}


@pytest.mark.parametrize("name", NAMES)
def test_a_graph_is_what_construct_from_it_gives(http: httpx.Client, name: str) -> None:
    expected = post(http, EVERYTHING.replace("WHERE", f"FROM <{name}> WHERE"), N_TRIPLES).text.splitlines()
    assert sorted(get(http, named(name), N_TRIPLES).text.splitlines()) == sorted(expected)
    assert expected


def test_the_default_graph_is_the_union(http: httpx.Client) -> None:
    expected = post(http, EVERYTHING, N_TRIPLES).text.splitlines()
    for address in ("?default", "?default="):
        assert sorted(get(http, address, N_TRIPLES).text.splitlines()) == sorted(expected)
    assert len(expected) == len(set(expected))


@pytest.mark.parametrize("accept", GRAPHS)
def test_a_graph_is_the_same_in_each_format(http: httpx.Client, accept: str) -> None:
    response = get(http, named(GRAPH + "900"), accept)
    assert media_type(response) == accept
    assert parsed(response) == parsed(get(http, named(GRAPH + "900"), N_TRIPLES))


@pytest.mark.parametrize("address", [named(GRAPH + "900"), "?default"])
def test_a_graph_that_was_asked_for_has_no_name_within(http: httpx.Client, address: str) -> None:
    """The name is in the request; a client that stores the answer would else have it in a graph of another name."""
    assert {len(line.split(" ", 3)) for line in get(http, address, N_QUADS).text.splitlines()} <= {4, 3}
    assert {g for *_, g in quads(get(http, address, N_QUADS))} <= {"None", "urn:x-rdflib:default"}


@pytest.mark.parametrize("accept", DATASETS)
def test_the_whole_dataset_has_each_graph_under_its_name(http: httpx.Client, accept: str) -> None:
    response = get(http, "", accept)
    assert media_type(response) == accept
    found = quads(response)
    assert {g for *_, g in found} == set(NAMES)
    for name in NAMES:
        graph = get(http, named(name), N_TRIPLES).text.splitlines()
        assert sum(g == name for *_, g in found) == len(graph)


def test_the_whole_dataset_is_the_same_in_each_format(http: httpx.Client) -> None:
    first, *others = (quads(get(http, "", accept)) for accept in DATASETS)
    assert all(other == first for other in others)


@pytest.mark.parametrize("iri", [GRAPH + "999", "http://example.org/", GRAPH + "900/", "urn:x:none"])
def test_an_unknown_graph_is_404(http: httpx.Client, iri: str) -> None:
    problem(get(http, named(iri)), 404)
    assert http.head("/graph-store" + named(iri)).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["?graph=", f"{named(GRAPH + '900')}&default", f"{named(GRAPH + '900')}&{named(GRAPH + '901')[1:]}", "?graph=http://[",
     "?graph=%ff", "?graph=http://e/%20%3C%3E", "?default&default",
     f"{named(GRAPH + '900')}&{named(GRAPH + '900')[1:]}"],
)  # fmt: skip
def test_what_names_no_one_graph_is_400(http: httpx.Client, address: str) -> None:
    problem(get(http, address), 400)


@pytest.mark.parametrize("iri", ["other", "../etc/passwd", "/graph/900", "?x"])
def test_a_relative_name_is_of_a_graph_at_this_server_that_is_not_there(http: httpx.Client, iri: str) -> None:
    """The protocol, 4.2: a relative IRI may be refused or resolved; either way there is no such graph."""
    problem(get(http, named(iri)), 404, 400)


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
@pytest.mark.parametrize("address", ["", "?default", named(GRAPH + "900"), "?graph=http://e/new"])
def test_nothing_is_written(http: httpx.Client, method: str, address: str) -> None:
    body = b"<http://e/s> <http://e/p> <http://e/o> ."
    response = http.request(method, f"/graph-store{address}", content=body, headers={"Content-Type": TURTLE})
    problem(response, 405)
    assert {name.strip() for name in response.headers["allow"].split(",")} == {"GET", "HEAD", "OPTIONS"}
    assert post(http, "ASK { <http://e/s> ?p ?o }").json()["boolean"] is False


def test_turtle_is_the_default_of_a_graph_and_quads_that_of_all(http: httpx.Client) -> None:
    assert media_type(get(http, "?default")) == TURTLE
    assert media_type(get(http, "?default", "text/*")) == TURTLE
    assert media_type(get(http, named(GRAPH + "900"))) == TURTLE
    assert media_type(get(http)) in DATASETS


def test_formats_that_cannot_hold_what_is_asked_are_406(http: httpx.Client) -> None:
    for accept in (TURTLE, N_TRIPLES, RDF_XML, CSV, "application/foo"):
        detail = str(problem(get(http, "", accept), 406))
        assert all(name in detail for name in DATASETS)
    for accept in (CSV, "text/html", "*/*;q=0"):
        detail = str(problem(get(http, "?default", accept), 406))
        assert all(name in detail for name in GRAPHS)


def test_several_wishes_are_weighed(http: httpx.Client) -> None:
    assert media_type(get(http, "?default", f"{RDF_XML};q=0.5, {TRIG};q=0.6, text/csv")) == TRIG
    assert media_type(get(http, "", f"{TURTLE}, {TRIG};q=0.2, {JSON_LD};q=0.1")) == TRIG


def test_an_unknown_graph_is_told_before_its_format(http: httpx.Client) -> None:
    assert get(http, named("http://e/none"), "application/foo").status_code in (404, 406)
