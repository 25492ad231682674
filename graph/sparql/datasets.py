"""The graphs that a query sees. Several default graphs are merged as RDF does: what two of them say stands there once.

The engine would give such a triple once for each graph.
"""

from io import BytesIO

import pyoxigraph as ox

from graph.sparql.jobs import Dataset


class Datasets:
    """Datasets over one store; the one that was merged last is kept."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._merged: tuple[Dataset, ox.Store] | None = None

    def default(self, dataset: Dataset) -> tuple[ox.Store, list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]]:
        """The store to ask, and what it has the dataset's default graph under."""
        names = frozenset(dataset.default)
        if len(names) < 2:
            return self._store, [ox.NamedNode(name) for name in names]
        if names == {name.value for name in self._store.named_graphs()}:
            return self._store, [ox.DefaultGraph()]
        if self._merged is None or self._merged[0] != dataset:
            self._merged = None
            self._merged = dataset, self._merge(dataset)
        return self._merged[1], [ox.DefaultGraph()]

    def _merge(self, dataset: Dataset) -> ox.Store:
        merged = ox.Store()
        for name in frozenset(dataset.default):
            self._copy(name, merged, ox.DefaultGraph())
        for name in frozenset(dataset.named):
            self._copy(name, merged, ox.NamedNode(name))
        return merged

    def _copy(self, name: str, into: ox.Store, graph: ox.NamedNode | ox.DefaultGraph) -> None:
        text = BytesIO()
        self._store.dump(text, ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(name))
        into.bulk_load(text.getvalue(), ox.RdfFormat.N_TRIPLES, to_graph=graph)
