"""Answers as bytes: the engine's serialisers, and what they would get wrong."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from graph.sparql.formats import PREFIXES
from graph.sparql.jobs import Job, Kind, NotWritable
from graph.sparql.sink import Sink

RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "n-triples": ox.RdfFormat.N_TRIPLES,
    "rdf-xml": ox.RdfFormat.RDF_XML,
    "n-quads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "json-ld": ox.RdfFormat.JSON_LD,
}

_ENDS_AS_NAME = re.compile(r"[^\W\d][\w.\-\u00b7]*\Z")


@dataclass(frozen=True, slots=True)
class Written:
    """An answer: its kind, how many solutions or triples it has (None: yes or no), and the sink that holds it."""

    kind: Kind
    rows: int | None
    sink: Sink


def write_results(found: ox.QuerySolutions | ox.QueryBoolean, job: Job, limit: int) -> Written:
    """Write solutions, or yes or no, as the job asks."""
    if job.results is None:
        raise NotWritable("the query gives results, and only formats of graphs are accepted")
    with Sink(job.results, limit, packed=job.gzip) as sink:
        found.serialize(sink, RESULTS[job.results])  # type: ignore[arg-type] # of IO, only these methods are used
    rows = sink.rows.found if sink.rows and isinstance(found, ox.QuerySolutions) else None
    return Written("results", rows, sink)


def write_graph(found: Iterable[ox.Triple] | Iterable[ox.Quad], job: Job, limit: int) -> Written:
    """Write triples, or quads with the names of their graphs, as the job asks."""
    if job.graphs is None:
        raise NotWritable("the query gives a graph, and only formats of results are accepted")
    rows, is_xml = 0, job.graphs == "rdf-xml"

    def counted() -> Iterator[ox.Triple | ox.Quad]:
        nonlocal rows
        for each in found:
            if is_xml and not _ENDS_AS_NAME.search(each.predicate.value):
                raise NotWritable(f"RDF/XML cannot name the property <{each.predicate.value}>; ask for another format")
            rows += 1
            yield each

    with Sink(job.graphs, limit, packed=job.gzip) as sink:
        ox.serialize(counted(), sink, GRAPHS[job.graphs], prefixes=PREFIXES)  # type: ignore[arg-type] # as above
    return Written("graph", rows, sink)
