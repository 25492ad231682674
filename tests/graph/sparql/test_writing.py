"""Answers in each format: whole, packed if asked, and refused where the format has no way to say them."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib

from graph.sparql.engine import Engine
from graph.sparql.formats import FORMATS, GRAPHS, RESULTS
from graph.sparql.jobs import Dataset, Job
from graph.workers.messages import NotWritable
from graph.workers.sink import SMALL, Written
from ontology.errors import ResultTooLarge, StoreError, UnknownGraph
from tests.graph.sparql.running import MIB, job

SOME = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 500"


@pytest.fixture(scope="module")
def engine(tiny_build: Path) -> Engine:
    return Engine(job(tiny_build, None).store)


@pytest.fixture(scope="module")
def asked(tiny_build: Path) -> Job:
    return job(tiny_build, "ASK {}")


def body(written: Written) -> bytes:
    written.sink.finish()
    with written.sink.spool as spool:
        return spool.read()


@pytest.mark.filterwarnings("ignore:Dataset.default_context", "ignore:ConjunctiveGraph")  # the library's own use
@pytest.mark.parametrize("form", [form.name for form in GRAPHS])
def test_every_format_of_graphs_says_the_same(engine: Engine, asked: Job, form: str) -> None:
    written = engine.answer(replace(asked, text=SOME, graphs=form), MIB * 10)
    assert written.rows == 500
    found = rdflib.Dataset(default_union=True)
    found.parse(data=body(written), format=FORMATS[form].media_types[0])
    assert len(set(found.triples((None, None, None)))) == 500


@pytest.mark.parametrize("form", [form.name for form in RESULTS])
def test_packed_answers_are_the_same_answers(engine: Engine, asked: Job, form: str) -> None:
    select = replace(asked, text="SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 50", results=form)
    plain, packed = engine.answer(select, MIB), engine.answer(replace(select, gzip=True), MIB)
    assert (plain.rows, plain.sink.size) == (packed.rows, packed.sink.size)
    assert plain.rows == 50
    assert gzip.decompress(body(packed)) == body(plain)


@pytest.mark.parametrize(
    ("text", "results", "graphs", "reason"),
    [
        ("ASK {}", None, "turtle", "accept one of application/sparql-results"),
        ("CONSTRUCT {} WHERE {}", "json", None, "accept one of text/turtle"),
        ('SELECT ("\\u0001" AS ?x) {}', "xml", None, "XML cannot hold"),
        ('CONSTRUCT { <a:s> <a:p> "\\u0001" } WHERE {}', None, "rdf-xml", "XML cannot hold"),
        ('CONSTRUCT { <a:s> <http://a/1> "x" } WHERE {}', None, "rdf-xml", "RDF/XML cannot name"),
    ],
)
def test_what_a_format_cannot_say_is_refused(
    engine: Engine, asked: Job, text: str, results: str | None, graphs: str | None, reason: str
) -> None:
    with pytest.raises(NotWritable, match=reason):
        engine.answer(replace(asked, text=text, results=results, graphs=graphs), MIB)


def test_small_answers_stay_in_memory_and_large_ones_go_to_a_file(engine: Engine, asked: Job) -> None:
    select = "SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT "
    small = engine.answer(replace(asked, text=select + "3"), MIB)
    assert small.sink.is_small
    assert len(json.loads(body(small))["results"]["bindings"]) == 3
    large = engine.answer(replace(asked, text=select + "3000"), MIB * 10)
    assert large.sink.size > SMALL
    assert not large.sink.is_small
    assert len(json.loads(body(large))["results"]["bindings"]) == 3000


def test_an_answer_over_the_limit_is_refused_before_compression_too(engine: Engine, asked: Job) -> None:
    for packed in (False, True):
        with pytest.raises(ResultTooLarge):
            engine.answer(replace(asked, text=SOME, gzip=packed), 1000)


def test_whole_graphs_are_read_by_name_as_the_union_and_with_their_names(engine: Engine, asked: Job) -> None:
    def read(dataset: Dataset, form: str = "n-quads") -> list[bytes]:
        return body(engine.answer(replace(asked, text=None, dataset=dataset, graphs=form), MIB * 100)).splitlines()

    names = tuple(engine.graphs)
    single = [read(Dataset(default=(name,))) for name in names]
    assert all(single)
    assert len(read(Dataset(named=names))) == sum(map(len, single))
    assert sorted(read(Dataset())) == sorted({line for lines in single for line in lines})
    with pytest.raises(UnknownGraph):
        read(Dataset(default=("http://example.org/other",)))


def test_a_folder_without_a_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        Engine(str(tmp_path / "nowhere"))
