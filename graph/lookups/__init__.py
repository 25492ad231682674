"""Look-ups: named queries that functions use, a text in each language that stores speak. Not questions people ask."""

import re
from functools import cache
from importlib.resources import files

from graph.store import VALUES_LINE, Query

# A line of a Cypher text that names the columns whose texts are terms of the ontology, or decimals.
_CELLS = re.compile(r"^// (terms|decimals): ([\w ]+)$", re.MULTILINE)


@cache
def lookup(name: str) -> Query:
    """The look-up called ``name``: ``<name>.rq`` beside this module, and its twin in Cypher."""
    folder = files("graph.lookups")
    sparql, cypher = ((folder / f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("rq", "cypher"))
    return read_query(name, sparql, cypher)


def read_query(name: str, sparql: str, cypher: str | None) -> Query:
    """A query whose parameters are the names that its ``VALUES ?name { UNDEF }`` lines bind."""
    cells = {kind: frozenset(columns.split()) for kind, columns in _CELLS.findall(cypher or "")}
    parameters = tuple(dict.fromkeys(VALUES_LINE.findall(sparql)))
    return Query(name, sparql, cypher, parameters, cells.get("terms", frozenset()), cells.get("decimals", frozenset()))
