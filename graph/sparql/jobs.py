"""What a worker is asked: a query or a reading of whole graphs, over one build's store."""

import json
from dataclasses import dataclass

from graph.workers.messages import Program

PROGRAM = Program("graph.sparql.worker", "TIDU_QUERY")


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
