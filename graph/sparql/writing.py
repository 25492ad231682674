"""Answers as bytes: the engine's serialisers, and what they would get wrong."""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice

import pyoxigraph as ox

from graph.sparql import formats
from graph.sparql.jobs import Job
from graph.sparql.sink import Sink
from graph.workers.messages import NotWritable
from graph.workers.sink import Written

BATCH = 1000  # solutions that are written at once

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


def write_results(found: ox.QuerySolutions | ox.QueryBoolean, job: Job, limit: int) -> Written:
    """Write solutions, or yes or no, as the job asks."""
    if job.results is None:
        raise NotWritable(f"the query gives results; accept one of {formats.standard_types(formats.RESULTS)}")
    if job.results == "csv" and isinstance(found, ox.QuerySolutions):
        return _write_csv(found, job, limit)
    with Sink(job.results, limit, packed=job.gzip) as sink:
        found.serialize(sink, RESULTS[job.results])  # type: ignore[arg-type] # of IO, only these methods are used
    rows = sink.rows.found if sink.rows and isinstance(found, ox.QuerySolutions) else None
    return Written("results", rows, sink)


def _write_csv(found: ox.QuerySolutions, job: Job, limit: int) -> Written:
    """Write solutions as records; the engine does not quote IRIs, whose commas would be taken for the next column."""
    rows, buffer = 0, StringIO(newline="")
    records = csv.writer(buffer, lineterminator="\r\n")
    records.writerow([variable.value for variable in found.variables])
    with Sink("csv", limit, packed=job.gzip) as sink:
        while batch := list(islice(found, BATCH)):
            records.writerows(map(_texts, batch))
            rows += len(batch)
            sink.write(buffer.getvalue().encode())
            buffer.seek(0)
            buffer.truncate()
        sink.write(buffer.getvalue().encode())
    return Written("results", rows, sink)


def _texts(solution: ox.QuerySolution) -> list[str]:
    """The terms' texts without their kinds; blank nodes have their labels, unbound variables nothing."""
    return [
        getattr(term, "value", "") if not isinstance(term, ox.BlankNode | ox.Triple) else str(term) for term in solution
    ]


def write_graph(found: Iterable[ox.Triple] | Iterable[ox.Quad], job: Job, limit: int) -> Written:
    """Write triples, or quads with the names of their graphs, as the job asks."""
    if job.graphs is None:
        raise NotWritable(f"the query gives a graph; accept one of {formats.standard_types(formats.GRAPHS)}")
    rows, is_xml = 0, job.graphs == "rdf-xml"

    def counted() -> Iterator[ox.Triple | ox.Quad]:
        nonlocal rows
        for each in found:
            if is_xml and not _ENDS_AS_NAME.search(each.predicate.value):
                raise NotWritable(f"RDF/XML cannot name the property <{each.predicate.value}>; ask for another format")
            rows += 1
            yield each

    with Sink(job.graphs, limit, packed=job.gzip) as sink:
        ox.serialize(counted(), sink, GRAPHS[job.graphs], prefixes=formats.PREFIXES)  # type: ignore[arg-type] # as above
    return Written("graph", rows, sink)
