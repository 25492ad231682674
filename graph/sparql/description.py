"""The service description: what the endpoint at an address speaks, and which graphs it holds."""

from collections.abc import Iterable, Iterator
from io import BytesIO

import pyoxigraph as ox

from graph.sparql.formats import GRAPHS as GRAPH_FORMATS
from graph.sparql.formats import PREFIXES, RESULTS
from graph.sparql.writing import GRAPHS
from ontology.errors import InvalidValue

SD = "http://www.w3.org/ns/sparql-service-description#"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def description(endpoint: str, graphs: Iterable[str], form: str) -> bytes:
    """The description of the endpoint at the IRI ``endpoint``, in the format ``form``; InvalidValue for no IRI."""
    try:
        service = ox.NamedNode(endpoint)
    except ValueError as error:
        raise InvalidValue("address", endpoint, "an IRI") from error
    out = BytesIO()
    ox.serialize(_triples(service, graphs), out, GRAPHS[form], prefixes={"sd": SD, **PREFIXES})
    return out.getvalue()


def _triples(service: ox.NamedNode, graphs: Iterable[str]) -> Iterator[ox.Triple]:
    yield ox.Triple(service, TYPE, _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), service)
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for form in (*RESULTS, *GRAPH_FORMATS):
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(form.iri))
    dataset, default = ox.BlankNode("dataset"), ox.BlankNode("union")
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, TYPE, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(default, TYPE, _sd("Graph"))
    for number, name in enumerate(graphs):
        graph = ox.BlankNode(f"graph{number}")
        yield ox.Triple(dataset, _sd("namedGraph"), graph)
        yield ox.Triple(graph, TYPE, _sd("NamedGraph"))
        yield ox.Triple(graph, _sd("name"), ox.NamedNode(name))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)
