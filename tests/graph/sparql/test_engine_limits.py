"""Whatever the inspection lets through does not overflow a worker's stack: each kind in a process of its own."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from graph.sparql.inspection import inspect
from graph.sparql.inspection_limits import MAX_CHAIN, MAX_DEPTH
from ontology.errors import InvalidQuery

DEEP: dict[str, Callable[[int], str]] = {
    "groups": lambda n: "SELECT * " + "{" * n + "}" * n,
    "brackets": lambda n: "SELECT * { FILTER" + "(" * n + "1" + ")" * n + "}",
    "exists": lambda n: "SELECT * {" + "FILTER NOT EXISTS {" * n + "}" * n + "}",
    "if": lambda n: "SELECT * { FILTER(" + "IF(true," * n + "1" + ",2)" * n + ")}",
    "not": lambda n: "SELECT * { FILTER(" + "!" * n + "true)}",
    "subselects": lambda n: "SELECT * {" * n + "}" * n,
    "lists": lambda n: "SELECT * { ?s ?p " + "(" * n + "1" + ")" * n + "}",
    "paths": lambda n: "SELECT * { ?s " + "(" * n + "<urn:p>" + ")*" * n + " ?o }",
    "quoted": lambda n: "SELECT * {" + "<<" * n + " ?s ?p ?o" + ">> ?p ?o" * n + "}",
}
LONG: dict[str, Callable[[int], str]] = {
    "sum": lambda n: "SELECT * { FILTER(" + "+".join(["1"] * n) + ")}",
    "and": lambda n: "SELECT * { FILTER(" + "&&".join(["?o"] * n) + ")}",
    "union": lambda n: "SELECT * {" + "UNION".join(["{}"] * n) + "}",
    "optional": lambda n: "SELECT * {" + "OPTIONAL{}" * n + "}",
    "minus": lambda n: "SELECT * {" + "MINUS{?s ?p ?o}" * n + "}",
    "bind": lambda n: "SELECT * {" + "".join(f"BIND(1 AS ?v{i})" for i in range(n)) + "}",
    "sequence": lambda n: "SELECT * { ?s " + "/".join(["<urn:p>"] * n) + " ?o }",
    "alternative": lambda n: "SELECT * { ?s " + "|".join(["<urn:p>"] * n) + " ?o }",
    "describe": lambda n: "DESCRIBE " + "<urn:s> " * n,
}
LET = {
    "values": "SELECT * { VALUES (?a ?b) {" + "(-1 <http://x/#a>)" * 100_000 + "}}",
    "in": "SELECT * { FILTER(1 IN (" + ",".join(["2"] * 100_000) + "))}",
    "patterns": "SELECT * {" + "?s ?p ?o ." * 10_000 + "}",
}
WORKER = """
import sys, threading, resource, pyoxigraph
from graph.workers.limits import STACK
text = sys.stdin.read()
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_CPU, (2, 2))
threading.stack_size(STACK)
def run():
    try: pyoxigraph.Store().query(text)
    except Exception: pass
thread = threading.Thread(target=run); thread.start(); thread.join()
"""
OUT_OF_TIME = (-9, -24)  # by the limit of seconds: the deadline's matter, not the stack's
KINDS = [
    *((name, make, MAX_DEPTH - 2) for name, make in DEEP.items()),
    *((n, m, MAX_CHAIN - 2) for n, m in LONG.items()),
]


@pytest.mark.parametrize(("make", "size"), [pytest.param(m, s, id=n) for n, m, s in KINDS])
def test_just_under_the_limit_the_stack_holds(make: Callable[[int], str], size: int) -> None:
    text = make(size)
    inspect(text, None)
    run = subprocess.run([sys.executable, "-c", WORKER], input=text, text=True, check=False)
    assert run.returncode in (0, *OUT_OF_TIME)


@pytest.mark.parametrize("make", [pytest.param(m, id=n) for n, m, _ in KINDS])
def test_a_hundred_thousand_are_refused(make: Callable[[int], str]) -> None:
    with pytest.raises(InvalidQuery):
        inspect(make(100_000), None)


@pytest.mark.parametrize("text", [pytest.param(t, id=n) for n, t in LET.items()])
def test_much_data_is_let_through(text: str) -> None:
    inspect(text, None)
