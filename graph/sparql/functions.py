"""Functions that nobody knows: calling one is an error of the expression, as the standard has it, not of the query.

The engine refuses the whole query, and names the function; so it is given one of that name whose call is an error.
"""

import re
from collections.abc import Callable
from typing import TypeVar

import pyoxigraph as ox

from ontology.errors import InvalidQuery

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Functions = dict[ox.NamedNode, Callable[..., Term | None]]
Found = TypeVar("Found")

MOST = 50  # unknown functions in one query

_UNKNOWN = re.compile(r"The custom function <([^>]*)> is not supported")


def with_unknown_functions(ask: Callable[[Functions], Found]) -> Found:
    """What ``ask`` gives, once it is given all the functions that it misses; raises InvalidQuery for very many."""
    functions: Functions = {}
    for _ in range(MOST):
        try:
            return ask(functions)
        except RuntimeError as error:
            unknown = _UNKNOWN.fullmatch(str(error))
            if unknown is None:
                raise
            functions[ox.NamedNode(unknown[1])] = _fail
    raise InvalidQuery(f"more than {MOST} functions are not known here")


def _fail(*_: Term) -> Term | None:
    """An error, to the engine: the call has no value."""
    return None
