"""Look-ups: named queries that functions use, a text in each language that stores speak. Not questions people ask."""

from functools import cache
from importlib.resources import files

from graph.store import VALUES_LINE, Query


@cache
def lookup(name: str) -> Query:
    """The look-up called ``name``: ``<name>.rq`` beside this module, and its twin in Cypher where there is one."""
    folder = files("graph.lookups")
    return read_query(name, (folder / f"{name}.rq").read_text(encoding="utf-8"), None)


def read_query(name: str, sparql: str, cypher: str | None) -> Query:
    """A query whose parameters are the names that its ``VALUES ?name { UNDEF }`` lines bind."""
    return Query(name, sparql, cypher, tuple(dict.fromkeys(VALUES_LINE.findall(sparql))))
