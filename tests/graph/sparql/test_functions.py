"""Calling a function that nobody knows is an error of the expression, as the standard has it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from graph.sparql.engine import Engine
from graph.sparql.jobs import Job
from ontology.errors import InvalidQuery
from tests.graph.sparql.running import MIB, job

CALL = "<http://example.org/f>(1)"


@pytest.fixture(scope="module")
def asked(tiny_build: Path) -> Job:
    return job(tiny_build, "ASK {}")


@pytest.fixture(scope="module")
def engine(asked: Job) -> Engine:
    return Engine(asked.store)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"SELECT ({CALL} AS ?x) {{}}", [{}]),
        (f"SELECT (COALESCE({CALL}, 2) AS ?x) {{}}", [{"x": "2"}]),
        (f"SELECT (1 AS ?x) {{ FILTER({CALL}) }}", []),
        (f"SELECT (1 AS ?x) {{ FILTER({CALL} || true) }}", [{"x": "1"}]),
        ("SELECT (<http://a/f>(1) + <http://a/g>(2) AS ?x) (3 AS ?y) {}", [{"y": "3"}]),
        ("SELECT (<http://www.w3.org/2001/XMLSchema#token>('a') AS ?x) {}", [{}]),
    ],
)
def test_an_unknown_function_has_no_value(engine: Engine, asked: Job, text: str, found: list[dict[str, str]]) -> None:
    sink = engine.answer(replace(asked, text=text), MIB).sink
    sink.finish()
    with sink.spool as spool:
        rows = json.load(spool)["results"]["bindings"]
    assert [{name: term["value"] for name, term in row.items()} for row in rows] == found


def test_very_many_unknown_functions_are_refused(engine: Engine, asked: Job) -> None:
    calls = " ".join(f"(<http://a/f{number}>(1) AS ?x{number})" for number in range(60))
    with pytest.raises(InvalidQuery, match="functions are not known"):
        engine.answer(replace(asked, text=f"SELECT {calls} {{}}"), MIB)
