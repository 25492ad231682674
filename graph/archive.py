"""The facts of a build as a file of JSON lines, a fact each: from it any store can be filled, and nothing is lost.

What is derived is not kept: it follows from the facts. Values that JSON has no form for are objects of one member,
named after their type: ``{"Ref": "region/370000"}``. The last line counts the facts, so that a file that was cut is
known: ``{"facts": 5123}``.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from pathlib import Path

from graph.facts import Context, Document, Entity, Fact, Observation, Passage, Statement
from ontology.errors import StoreError
from ontology.identifiers import Ref
from ontology.schema import Text
from ontology.values.period import Period
from ontology.values.quantity import Comparator, Quantity
from ontology.values.units import Unit, unit
from ontology.values.vocabulary import Measure, PeriodBasis, Phase, Role, Status, Time

FILE = "facts.jsonl"
AGAIN = "run `tidu build`"
END = b'{"facts":'

_RECORDS: Mapping[str, Callable[..., object]] = {
    cls.__name__: cls for cls in (Context, Document, Entity, Observation, Passage, Quantity, Statement, Text)
}
_WORDS: Mapping[str, Callable[[str], object]] = {
    cls.__name__: cls for cls in (Comparator, Measure, PeriodBasis, Phase, Role, Status, Time)
}
_PLAIN: Mapping[str, Callable[[str], object]] = {
    "Ref": Ref, "Decimal": Decimal, "date": date.fromisoformat, "Period": Period.parse, "Unit": unit, **_WORDS,
}  # fmt: skip


def write_facts(path: Path, facts: Iterable[Fact]) -> None:
    """Write facts that loaders give: documents, entities and claims. Raises TypeError for others."""
    count = 0
    with path.open("wb") as file:
        for count, fact in enumerate(facts, 1):  # noqa: B007 # the last is the count
            file.write(_line(_encoded(fact)))
        file.write(_end(count))


def read_facts(path: Path) -> Iterator[Fact]:
    """The facts of a file in their order; raises StoreError where there is none, or not every line is as written."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise StoreError(f"the build keeps no facts ({path} is missing); {AGAIN}") from None
    with file:
        for number, line in enumerate(file):
            if line.startswith(END):
                if line == _end(number) and not file.read(1):
                    return
                break
            yield _fact(line, f"{path}:{number + 1}")
    raise StoreError(f"{path} is not whole: it must end with the number of its facts; {AGAIN}")


def _line(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _end(count: int) -> bytes:
    return END + b"%d}\n" % count


def _fact(line: bytes, where: str) -> Fact:
    try:
        found = _decoded(json.loads(line.decode()))
    except (ValueError, TypeError, KeyError, InvalidOperation, RecursionError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise StoreError(f"{where} is no fact of this version of Tidu ({reason}); {AGAIN}") from error
    if not isinstance(found, Document | Entity | Statement | Observation):
        raise StoreError(f"{where} is no fact; {AGAIN}")
    return found


def _encoded(value: object) -> object:  # noqa: PLR0911 # one return a type
    match value:
        case Ref() | Decimal() | Period():
            return {type(value).__name__: str(value)}
        case Unit():
            return {"Unit": value.symbol}
        case Enum():
            return {type(value).__name__: value.value}
        case date():
            return {"date": value.isoformat()}
        case None | bool() | int() | str():
            return value
        case tuple():
            return [_encoded(item) for item in value]
    if is_dataclass(value) and type(value).__name__ in _RECORDS:
        return {type(value).__name__: {f.name: _encoded(getattr(value, f.name)) for f in fields(value)}}
    raise TypeError(f"no line of facts for {type(value).__name__}")


def _decoded(value: object) -> object:
    if isinstance(value, list):
        return tuple(_decoded(item) for item in value)
    if not isinstance(value, dict):
        return value
    ((name, content),) = value.items()
    if isinstance(content, dict):
        given = {field: _decoded(item) for field, item in content.items()}
        return _RECORDS[name](**given)
    if not isinstance(content, str):
        raise TypeError(f"{name} of {content!r}")
    return _PLAIN[name](content)
