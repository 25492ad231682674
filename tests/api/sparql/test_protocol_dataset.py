"""Which graphs a query sees: the union by default, or what the protocol or else FROM says."""

import httpx
import pytest

from tests.api.sparql.conftest import GRAPH, JSON, NAMES, ask, count, post, problem, rows, values

ANY = "?s ?p ?o"
A, B, REFERENCE = GRAPH + "900", GRAPH + "901", GRAPH + "reference"
GRAPHS_SEEN = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
IN_TIER = "?r <https://w3id.org/tidu/ontology#inTier> ?t"


def inside(*graphs: str) -> str:
    """A pattern whose solutions are the distinct triples of graphs."""
    return (
        f"SELECT DISTINCT ?s ?p ?o {{ VALUES ?g {{ {' '.join(f'<{g}>' for g in graphs)} }} GRAPH ?g {{ ?s ?p ?o }} }}"
    )


def test_the_default_graph_is_the_union_of_all_named_graphs(http: httpx.Client) -> None:
    assert count(http, ANY) == count(http, inside(*NAMES)) > 0


def test_the_union_has_each_triple_once(http: httpx.Client) -> None:
    assert count(http, ANY) == count(http, "SELECT DISTINCT ?s ?p ?o { ?s ?p ?o }")
    found = rows(ask(http, f"SELECT ?r ?t {{ {IN_TIER} }}", JSON))
    assert len(found) == len({(row["r"]["value"], row["t"]["value"]) for row in found}) > 0


def test_joins_over_the_union_cross_graphs(http: httpx.Client) -> None:
    """What a document says of a region, and the region's name in the reference graph."""
    crossing = f"{IN_TIER} . ?r <http://www.w3.org/2004/02/skos/core#prefLabel>|rdfs:label ?name"
    prefix = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
    assert rows(post(http, f"{prefix} SELECT * {{ {crossing} }}"))
    assert not rows(post(http, f"{prefix} SELECT * {{ GRAPH ?g {{ {crossing} }} }}"))


def test_graph_ranges_over_the_named_graphs_only(http: httpx.Client) -> None:
    assert values(ask(http, GRAPHS_SEEN, JSON), "g") == sorted(NAMES)


def test_the_union_has_no_name(http: httpx.Client) -> None:
    each = sum(count(http, f"GRAPH <{name}> {{ {ANY} }}") for name in NAMES)
    assert count(http, f"GRAPH ?g {{ {ANY} }}") == each


def test_a_graph_that_is_not_there_is_empty_in_a_pattern(http: httpx.Client) -> None:
    assert count(http, f"GRAPH <http://e/none> {{ {ANY} }}") == 0


@pytest.mark.parametrize("name", NAMES)
def test_one_default_graph(http: httpx.Client, name: str) -> None:
    there = count(http, f"GRAPH <{name}> {{ {ANY} }}")
    assert count(http, ANY, **{"default-graph-uri": name}) == there
    assert count(http, ANY, f"FROM <{name}>") == there


def test_several_default_graphs_are_merged(http: httpx.Client) -> None:
    expected = count(http, inside(A, B))
    assert count(http, ANY, **{"default-graph-uri": [A, B]}) == expected
    assert count(http, ANY, f"FROM <{A}> FROM <{B}>") == expected
    assert count(http, ANY, **{"default-graph-uri": list(NAMES)}) == count(http, ANY)


def test_a_graph_named_twice_counts_once(http: httpx.Client) -> None:
    assert count(http, ANY, **{"default-graph-uri": [A, A]}) == count(http, ANY, **{"default-graph-uri": A})
    assert values(post(http, GRAPHS_SEEN, **{"named-graph-uri": [A, A]}), "g") == [A]


def test_named_graphs_are_those_that_are_named(http: httpx.Client) -> None:
    assert values(post(http, GRAPHS_SEEN, **{"named-graph-uri": A}), "g") == [A]
    assert values(post(http, GRAPHS_SEEN, **{"named-graph-uri": [B, A]}), "g") == [A, B]
    assert count(http, f"GRAPH <{REFERENCE}> {{ {ANY} }}", **{"named-graph-uri": A}) == 0


def test_the_default_graph_is_empty_when_only_named_graphs_are_given(http: httpx.Client) -> None:
    assert count(http, ANY, **{"named-graph-uri": [A, B]}) == 0
    assert count(http, ANY, f"FROM NAMED <{A}>") == 0


def test_no_graph_has_a_name_when_only_default_graphs_are_given(http: httpx.Client) -> None:
    assert count(http, f"GRAPH ?g {{ {ANY} }}", **{"default-graph-uri": [A, B]}) == 0
    assert count(http, f"GRAPH <{A}> {{ {ANY} }}", **{"default-graph-uri": A}) == 0
    assert count(http, f"GRAPH ?g {{ {ANY} }}", f"FROM <{A}>") == 0


def test_default_and_named_graphs_together(http: httpx.Client) -> None:
    both: dict[str, str | list[str]] = {"default-graph-uri": REFERENCE, "named-graph-uri": [A, B]}
    assert count(http, ANY, **both) == count(http, f"GRAPH <{REFERENCE}> {{ {ANY} }}")
    assert values(post(http, GRAPHS_SEEN, **both), "g") == [A, B]
    assert count(http, f"{{ {ANY} }} FILTER NOT EXISTS {{ GRAPH <{REFERENCE}> {{ {ANY} }} }}", **both) > 0


def test_the_protocol_wins_over_from(http: httpx.Client) -> None:
    expected = count(http, f"GRAPH <{A}> {{ {ANY} }}")
    assert count(http, ANY, f"FROM <{REFERENCE}>", **{"default-graph-uri": A}) == expected
    query = f"SELECT DISTINCT ?g FROM NAMED <{B}> {{ GRAPH ?g {{ {ANY} }} }}"  # noqa: S608 # SPARQL, of our own names
    assert values(post(http, query, **{"named-graph-uri": A}), "g") == [A]


def test_the_protocol_replaces_the_whole_dataset_of_the_query(http: httpx.Client) -> None:
    """W3C protocol: FROM does not add to what the request names, not even where the request leaves a part empty."""
    assert count(http, ANY, f"FROM <{REFERENCE}>", **{"named-graph-uri": A}) == 0
    assert count(http, f"GRAPH ?g {{ {ANY} }}", f"FROM NAMED <{B}>", **{"default-graph-uri": A}) == 0


@pytest.mark.parametrize("place", ["address and form", "form", "address"])
def test_graphs_may_be_named_in_the_address_or_the_form(http: httpx.Client, place: str) -> None:
    query = {"query": f"SELECT (COUNT(*) AS ?n) {{ {ANY} }}"}
    graphs = {"default-graph-uri": [A, B]}
    headers = {"Accept": JSON}
    response = {
        "address": lambda: http.get("/sparql", params={**query, **graphs}, headers=headers),
        "form": lambda: http.post("/sparql", data={**query, **graphs}, headers=headers),
        "address and form": lambda: http.post("/sparql", params=graphs, data=query, headers=headers),
    }[place]()
    assert values(response, "n") == [str(count(http, inside(A, B)))]


def test_ask_and_construct_and_describe_see_the_dataset_too(http: httpx.Client) -> None:
    assert post(http, f"ASK {{ {IN_TIER} }}", **{"default-graph-uri": GRAPH + "build"}).json()["boolean"] is False
    lines = post(http, "CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples", **{"default-graph-uri": A})
    assert lines.text.count("\n") == count(http, f"GRAPH <{A}> {{ {ANY} }}")
    described = post(http, f"DESCRIBE ?r {{ {IN_TIER} }}", "application/n-triples", **{"default-graph-uri": A})
    assert 0 < described.text.count("\n") <= lines.text.count("\n")


@pytest.mark.parametrize(
    "iri", ["http://example.org/none", GRAPH + "999", "file:///etc/passwd", "urn:x-arq:UnionGraph"]
)
def test_unknown_graphs_are_400(http: httpx.Client, iri: str) -> None:
    for parameter in ("default-graph-uri", "named-graph-uri"):
        assert iri in str(problem(post(http, "ASK {}", **{parameter: iri}), 400))
        problem(post(http, "ASK {}", **{parameter: [A, iri]}), 400)
    for clause in ("FROM", "FROM NAMED"):
        problem(post(http, f"ASK {clause} <{iri}> {{}}"), 400)
        problem(post(http, f"ASK {clause} <{A}> {clause} <{iri}> {{}}"), 400)


@pytest.mark.parametrize("iri", ["", " ", "not an iri", "http://e/<>", "http://[", "../x", "http://e/\r\nX: y"])
def test_what_is_no_iri_of_a_graph_is_400(http: httpx.Client, iri: str) -> None:
    for parameter in ("default-graph-uri", "named-graph-uri"):
        problem(post(http, "ASK {}", **{parameter: iri}), 400)


def test_names_of_graphs_are_compared_as_text(http: httpx.Client) -> None:
    for near in (A + "/", A.upper(), A + "#", A.replace("900", "%3900"), A.replace("https:", "http:")):
        problem(post(http, "ASK {}", **{"default-graph-uri": near}), 400)
