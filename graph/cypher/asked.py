"""What a stranger's body asks: a JSON object with a query and its parameters, read strictly, in a worker.

A small body may become many objects, so the server itself never reads one.
"""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from ontology.errors import InvalidParameter, InvalidQuery

MEMBERS = ("query", "parameters")
MAX_DEPTH = 50  # lists and maps in one another, in the parameters
LARGEST = 2**63  # beyond which Neo4j has no integers


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks."""

    query: str
    parameters: dict[str, object]


def read(body: bytes) -> Asked:
    """Read a body; raises InvalidQuery where it is no JSON, InvalidParameter where it says something else."""
    text = _decoded(body)
    try:
        found = json.loads(
            text, object_pairs_hook=_object, parse_int=_integer, parse_float=_number, parse_constant=_no_number
        )
    except json.JSONDecodeError as error:
        raise InvalidQuery(f"the body is no JSON: {error}") from None
    except RecursionError:
        raise _refused("parameters", f"are nested more than {MAX_DEPTH} deep") from None
    return _asked(found)


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise InvalidQuery(f"byte {error.start} of the request is not UTF-8") from None


def _asked(found: object) -> Asked:
    if not isinstance(found, dict):
        raise InvalidQuery('the body is no JSON object; send {"query": "…", "parameters": {…}}')
    if unknown := [name for name in found if name not in MEMBERS]:
        names = (name[:100].encode(errors="replace").decode() for name in unknown[:10])
        raise InvalidParameter(dict.fromkeys(names, "is not a member here"), list(MEMBERS))
    query, parameters = found.get("query"), found.get("parameters", {})
    if not isinstance(query, str):
        raise _refused("query", "must be there, and be a text")
    if not isinstance(parameters, dict):
        raise _refused("parameters", "must be an object")
    _check_depth(parameters.values())
    try:
        json.dumps(parameters, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise _refused("parameters", "hold half a character (a lone surrogate)") from None
    return Asked(query, parameters)


def _check_depth(values: Iterable[object]) -> None:
    """Look at each level at once: nesting costs no stack."""
    level = list(values)
    for _ in range(MAX_DEPTH):
        level = [inner for each in level if isinstance(each, dict | list) for inner in _inner(each)]
        if not level:
            return
    raise _refused("parameters", f"are nested more than {MAX_DEPTH} deep")


def _inner(value: dict[str, object] | list[object]) -> Iterable[object]:
    return value.values() if isinstance(value, dict) else value


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise InvalidQuery("an object of the body has a member twice")
    return found


def _integer(text: str) -> int:
    value = int(text) if len(text) < 21 else LARGEST
    if not -LARGEST <= value < LARGEST:
        raise _refused("parameters", f"hold an integer beyond 64 bits: {text[:30]}")
    return value


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise _refused("parameters", f"hold a number that is too large: {text[:30]}")
    return value


def _no_number(text: str) -> NoReturn:
    raise InvalidQuery(f"the body is no JSON: {text} is no number there")


def _refused(name: str, reason: str) -> InvalidParameter:
    return InvalidParameter({name: reason}, list(MEMBERS))
