"""What goes to a worker and what comes back, as JSON: nothing of a stranger's is ever unpickled."""

import json
import struct
from dataclasses import asdict, dataclass, is_dataclass
from typing import Literal

from ontology.errors import InvalidQuery, QueryDied, QueryError, ResultTooLarge, StoreError, TiduError, UnknownGraph

HEAD = struct.Struct("!II")  # begins each message: bytes of JSON, bytes of the answer that follow it

Kind = Literal["results", "graph"]


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query sees, by IRI, where the request names them; they win over FROM."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether the request names any."""
        return bool(self.default or self.named)


@dataclass(frozen=True, slots=True)
class Job:
    """A query, or a reading of whole graphs where ``text`` is None, over the store in the folder ``store``.

    ``results`` and ``graphs`` name the formats for either kind of answer; None: the client accepts none of that kind.
    Without a query, ``dataset.default`` names the graph to read, ``dataset.named`` several graphs, to be written with
    their names; neither stands for the union.
    """

    store: str
    text: str | None
    base: str
    dataset: Dataset
    results: str | None = None
    graphs: str | None = None
    gzip: bool = False

    def to_json(self) -> bytes:
        """As sent to the worker."""
        # the fields in their order; `asdict` copies deeply, which takes longer than all else here
        dataset = [self.dataset.default, self.dataset.named]
        parts = [self.store, self.text, self.base, dataset, self.results, self.graphs, self.gzip]
        return json.dumps(parts, ensure_ascii=False).encode(errors="surrogatepass")

    @classmethod
    def from_json(cls, data: bytes) -> "Job":
        """As the worker reads it."""
        store, text, base, dataset, *formats = json.loads(data.decode(errors="surrogatepass"))
        return cls(store, text, base, Dataset(*map(tuple, dataset)), *formats)


@dataclass(frozen=True, slots=True)
class Report:
    """What a worker says of an answer that it gives, beside the bytes.

    ``rows`` are solutions or triples; None for yes or no. ``size`` counts bytes before compression, ``cpu`` seconds of
    the processor, ``memory`` the worker's bytes in memory afterwards.
    """

    kind: Kind
    rows: int | None
    size: int
    cpu: float
    memory: int


class NotWritable(QueryError):
    """An answer that the only formats accepted cannot hold: none for its kind, or not its content."""


_ERRORS: dict[str, type[TiduError]] = {
    cls.__name__: cls for cls in (InvalidQuery, UnknownGraph, ResultTooLarge, QueryDied, NotWritable, StoreError)
}


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
