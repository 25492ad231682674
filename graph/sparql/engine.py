"""The engine in a worker: one build's store, read-only, and how it answers a job."""

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from graph.sparql.inspection import inspect
from graph.sparql.jobs import Job
from graph.sparql.writing import Written, write_graph, write_results
from ontology.errors import InvalidQuery, StoreError, UnknownGraph

_ERROR_AT = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_EXPECTED = re.compile(r'"(?:\\.|[^"\\])*"|(?<!\{)\b[A-Z]{2,}\b|The [A-Z]{2,}[^,\[]+')
LONGEST = 300  # characters of a reason


class Engine:
    """A store that is open; answers are written into a sink."""

    def __init__(self, path: str) -> None:
        try:
            self._store = ox.Store.read_only(path)
        except OSError as error:
            raise StoreError(f"the store cannot be opened: {error}") from error
        self.graphs = {name.value: name for name in self._store.named_graphs() if isinstance(name, ox.NamedNode)}

    def answer(self, job: Job, limit: int) -> Written:
        """Write the answer; raises QueryError."""
        if job.text is None:
            return self._read(job, limit)
        found = self._query(job, job.text)
        if isinstance(found, ox.QueryTriples):
            return write_graph(found, job, limit)
        return write_results(found, job, limit)

    def _query(self, job: Job, text: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        seen = inspect(text, job.base)
        self._known((*seen.graphs, *job.dataset.default, *job.dataset.named))
        try:
            if not job.dataset:
                return self._store.query(text, base_iri=job.base)
            return self._store.query(
                text,
                base_iri=job.base,
                default_graph=[self.graphs[iri] for iri in dict.fromkeys(job.dataset.default)],
                named_graphs=[self.graphs[iri] for iri in dict.fromkeys(job.dataset.named)],
            )
        except SyntaxError as error:
            raise _invalid(str(error)) from None
        except ValueError as error:
            raise InvalidQuery(str(error)) from None

    def _read(self, job: Job, limit: int) -> Written:
        """Whole graphs: the union, one by name, or several with their names."""
        self._known((*job.dataset.default, *job.dataset.named))
        if job.dataset.named:
            return write_graph(self._quads(job.dataset.named), job, limit)
        name = self.graphs[job.dataset.default[0]] if job.dataset.default else ox.DefaultGraph()
        return write_graph((q.triple for q in self._store.quads_for_pattern(None, None, None, name)), job, limit)

    def _quads(self, names: Iterable[str]) -> Iterator[ox.Quad]:
        for name in names:
            yield from self._store.quads_for_pattern(None, None, None, self.graphs[name])

    def _known(self, names: Iterable[str]) -> None:
        for name in names:
            if name not in self.graphs:
                raise UnknownGraph(name, sorted(self.graphs))


def _invalid(message: str) -> InvalidQuery:
    """The engine's message as place and reason; of what it expected only signs and words, not classes of characters."""
    found = _ERROR_AT.fullmatch(message)
    if found is None:
        return InvalidQuery(message[:LONGEST])
    expected = list(dict.fromkeys(_EXPECTED.findall(found[3])))
    reason = f"expected {' or '.join(expected[:12])}" if expected else "this is not SPARQL"
    return InvalidQuery(reason[:LONGEST], int(found[1]), int(found[2]))
