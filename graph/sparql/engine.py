"""The engine in a worker: one build's store, read-only, and how it answers a job."""

import contextlib
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from graph.sparql.datasets import Datasets
from graph.sparql.functions import Functions, with_unknown_functions
from graph.sparql.inspection import inspect
from graph.sparql.inspection_names import unescaped
from graph.sparql.jobs import Dataset, Job
from graph.sparql.syntax import invalid
from graph.sparql.writing import write_graph, write_results
from graph.workers.sink import Written
from ontology.errors import InvalidQuery, StoreError, UnknownGraph

Found = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Engine:
    """A store that is open; answers are written into a sink."""

    def __init__(self, path: str) -> None:
        try:
            self._store = ox.Store.read_only(path)
        except OSError as error:
            raise StoreError(f"the store cannot be opened: {error}") from error
        self._datasets = Datasets(self._store)
        self.graphs = {name.value: name for name in self._store.named_graphs() if isinstance(name, ox.NamedNode)}

    def answer(self, job: Job, limit: int) -> Written:
        """Write the answer; raises QueryError."""
        if job.text is None:
            return self._read(job, limit)
        found = self._query(job, job.text)
        if isinstance(found, ox.QueryTriples):
            return write_graph(found, job, limit)
        return write_results(found, job, limit)

    def _query(self, job: Job, text: str) -> Found:
        """Run a text, and where it has escapes outside of strings too, as the standard reads them."""
        try:
            return self._run(job, text)
        except InvalidQuery:
            with contextlib.suppress(InvalidQuery, ValueError):
                if (read := unescaped(text)) != text:
                    return self._run(job, read)
            raise

    def _run(self, job: Job, text: str) -> Found:
        seen = inspect(text, job.base)
        self._known((*seen.default, *seen.named, *job.dataset.default, *job.dataset.named))
        dataset = job.dataset or Dataset(seen.default, seen.named)
        try:
            return with_unknown_functions(lambda functions: self._ask(text, job.base, dataset, functions))
        except SyntaxError as error:
            raise invalid(text, str(error), job.base) from None
        except ValueError as error:
            raise InvalidQuery(str(error)) from None

    def _ask(self, text: str, base: str, dataset: Dataset, functions: Functions) -> Found:
        if not dataset:
            return self._store.query(text, base_iri=base, custom_functions=functions)
        store, default = self._datasets.default(dataset)
        named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in dataset.named]
        return store.query(text, base_iri=base, default_graph=default, named_graphs=named, custom_functions=functions)

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
