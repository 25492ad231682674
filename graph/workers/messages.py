"""What goes to a worker and what comes back, as JSON: nothing of a stranger's is ever unpickled."""

import json
import struct
from dataclasses import asdict, dataclass, is_dataclass
from typing import Literal, Protocol

from ontology.errors import (
    InvalidParameter,
    InvalidQuery,
    QueryDied,
    QueryError,
    QueryTimeout,
    QueryUnavailable,
    ResultTooLarge,
    StoreError,
    TiduError,
    UnknownGraph,
)

HEAD = struct.Struct("!II")  # begins each message: bytes of JSON, bytes of the answer that follow it

Kind = Literal["results", "graph"]


@dataclass(frozen=True, slots=True)
class Program:
    """What a worker runs: a module, and what the names of the settings begin with that limit it."""

    module: str
    settings: str


class Job(Protocol):
    """Something that a worker can be asked."""

    def to_json(self) -> bytes:
        """As sent to the worker."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a worker says of an answer that it gives, beside the bytes.

    ``rows`` are solutions, rows or triples; None for yes or no. ``size`` counts bytes before compression, ``cpu``
    seconds of the processor, ``memory`` the worker's bytes in memory afterwards.
    """

    kind: Kind
    rows: int | None
    size: int
    cpu: float
    memory: int


class NotWritable(QueryError):
    """An answer that the only formats accepted cannot hold: none for its kind, or not its content."""


_SENT: tuple[type[TiduError], ...] = (
    InvalidQuery, InvalidParameter, UnknownGraph, ResultTooLarge, QueryTimeout, QueryDied, QueryUnavailable,
    NotWritable, StoreError,
)  # fmt: skip
_ERRORS = {cls.__name__: cls for cls in _SENT}


def said(found: Report | TiduError, *, spent: bool) -> bytes:
    """A report or an error as sent to the server; a worker that is ``spent`` wants to be replaced."""
    if isinstance(found, Report):
        return json.dumps({"report": asdict(found), "spent": spent}).encode()
    fields: dict[str, object] = asdict(found) if is_dataclass(found) else {}
    error = {"error": type(found).__name__, "fields": fields, "message": str(found)}
    return json.dumps({**error, "spent": spent}).encode()


def report_or_error(data: bytes) -> tuple[Report | TiduError, bool]:
    """What the worker said, and whether it is spent."""
    given = json.loads(data)
    if "report" in given:
        return Report(**given["report"]), given["spent"]
    cls = _ERRORS.get(given["error"], QueryDied)
    return (cls(**given["fields"]) if given["fields"] else cls(given["message"])), given["spent"]
