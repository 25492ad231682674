"""Oxigraph, embedded: the default store, in a folder or in memory.

The default graph is the union of the named ones and is written as such: a triple that several documents state stands
in it once. (Oxigraph's own union, made while it answers, gives such a triple once for each of its graphs.)
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox

from graph.facts import Entity, Fact
from graph.rdf import quads
from graph.store import VALUES_LINE, Bound, Cell, Lines, Query, Term, Values, View, Writer
from graph.terms import literal, term
from ontology.errors import StoreError
from ontology.identifiers import GRAPH, ID, TIDU, Ref
from ontology.schema import XSD

BUILD_GRAPH = ox.NamedNode(GRAPH + "build")
BUILD = ox.NamedNode(ID + "build/this")
IDENTIFIER = ox.NamedNode("http://purl.org/dc/terms/identifier")


class OxigraphStore:
    """A build in the folder ``path``, or in memory where ``path`` is None."""

    def __init__(self, path: str | None) -> None:
        self._path = None if path is None else Path(path)
        self._memory = ox.Store() if path is None else None

    def writer(self, described: Mapping[Ref, frozenset[str]]) -> Writer:
        """A writer that bulk-loads the facts as quads; raises StoreError if a finished build stands here already."""
        store = self._memory if self._memory is not None else _writable(str(self._path))
        if _build_of(store) is not None:
            raise StoreError(f"the store {self._path or 'in memory'} holds a build, and builds never change")
        return OxigraphWriter(store, described)

    def view(self, resident: int = 0) -> View:
        """A view of the committed build, read into memory if it has at most ``resident`` quads."""
        store = self._open()
        if self._memory is not None or len(store) > 2 * resident:  # each quad stands in its graph and in the union
            return OxigraphView(store, store)
        union = ox.Store()
        union.bulk_extend(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
        return OxigraphView(union, store)

    def dump(self) -> Iterator[bytes]:
        """The named graphs as N-Quads; the default graph says nothing beside them."""
        store = self._open()
        for name in sorted(store.named_graphs(), key=str):
            out = BytesIO()
            ox.serialize(store.quads_for_pattern(None, None, None, name), out, ox.RdfFormat.N_QUADS)
            yield out.getvalue()

    def _open(self) -> ox.Store:
        if self._memory is not None:
            return self._memory
        if self._path is None or not self._path.is_dir():
            raise StoreError(f"there is no Oxigraph store in {self._path}")
        try:
            return ox.Store.read_only(str(self._path))
        except OSError as error:
            raise StoreError(f"the Oxigraph store in {self._path} cannot be opened: {error}") from error


def _writable(path: str) -> ox.Store:
    try:
        return ox.Store(path)
    except OSError as error:
        raise StoreError(f"no Oxigraph store can be written in {path}: {error}") from error


def _build_of(store: ox.Store) -> str | None:
    """The id of the finished build that the store holds."""
    found = next(iter(store.quads_for_pattern(BUILD, IDENTIFIER, None, ox.DefaultGraph())), None)
    return found.object.value if found and isinstance(found.object, ox.Literal) else None


class OxigraphWriter:
    """Collects quads and loads them in bulk."""

    def __init__(self, store: ox.Store, described: Mapping[Ref, frozenset[str]]) -> None:
        self._store = store
        self._described = described

    def add(self, facts: Iterable[Fact]) -> None:
        """Write the quads of the facts."""
        self.add_quads(quad for fact in facts for quad in quads(fact, self._graphs_of))

    def add_quads(self, found: Iterable[ox.Quad]) -> None:
        """Write quads into their graphs and into the union."""
        self._store.bulk_extend(_with_union(found))

    def commit(self, build: str) -> None:
        """Note the build's id and flush."""
        self.add_quads([ox.Quad(BUILD, IDENTIFIER, ox.Literal(build), BUILD_GRAPH)])
        self._store.flush()
        self._store.optimize()

    def _graphs_of(self, entity: Entity) -> frozenset[str]:
        return self._described.get(entity.ref, frozenset())


def _with_union(found: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    for quad in found:
        yield quad
        yield ox.Quad(quad.subject, quad.predicate, quad.object)


class OxigraphView:
    """Answers queries: from ``union``, which may be in memory, or from ``whole`` where a query names graphs."""

    def __init__(self, union: ox.Store, whole: ox.Store) -> None:
        self._union, self._whole = union, whole
        build = _build_of(union)
        if build is None and next(whole.quads_for_pattern(BUILD, IDENTIFIER, None, None), None):
            raise StoreError("the store was written by an older version of Tidu; run `tidu build`")
        if build is None:
            raise StoreError("the store holds no finished build")
        self._build = build

    @property
    def build(self) -> str:
        """The id of the build."""
        return self._build

    @property
    def is_stale(self) -> bool:
        """Never: a build in a folder does not change."""
        return False

    def lines(self, query: Query, values: Values) -> Lines:
        """Run the SPARQL text with ``VALUES ?name { UNDEF }`` lines filled in."""
        text = bind(query, values)
        store = self._whole if "GRAPH" in query.sparql else self._union
        solutions = store.query(text)
        if not isinstance(solutions, ox.QuerySolutions):
            raise StoreError(f"the query {query.name} is not a SELECT")
        columns = tuple(variable.value for variable in solutions.variables)
        return Lines(columns, (tuple(map(cell, solution)) for solution in solutions))

    def close(self) -> None:
        """Drop the reference; Oxigraph closes when nobody holds the store."""
        del self._union, self._whole


def bind(query: Query, values: Values) -> str:
    """The SPARQL text with serialised terms in place of UNDEF; raises KeyError for a parameter it does not have.

    All lines are filled in one pass: a bound text that looks like such a line stays the text it is.
    """
    for name in values:
        if name not in query.parameters:
            raise KeyError(name)

    def fill(line: re.Match[str]) -> str:
        terms = " ".join(serialise(value) for value in values.get(line[1], ()))
        return f"VALUES ?{line[1]} {{ {terms} }}" if terms else line[0]

    return VALUES_LINE.sub(fill, query.sparql)


def serialise(value: Bound) -> str:
    """A bound value as an escaped RDF term."""
    return str(term(value) if isinstance(value, Term) else literal(value))


@lru_cache(maxsize=50_000)
def cell(found: object) -> Cell:
    """An RDF term as a plain value: our identifiers as Ref, terms of the ontology by name, literals by datatype.

    Cached, since answers of a build repeat its terms: looking one up takes a third of the time of reading it.
    """
    if found is None:
        return None
    if isinstance(found, ox.NamedNode):
        return _iri(found.value)
    if isinstance(found, ox.Literal):
        read = _LITERALS.get(found.datatype.value)
        return read(found.value) if read else found.value
    raise StoreError(f"a {type(found).__name__} in an answer")


def _iri(iri: str) -> Cell:
    if iri.startswith(ID):
        return Ref(iri[len(ID) :])
    return Term(iri[len(TIDU) :]) if iri.startswith(TIDU) else iri


_LITERALS: dict[str, Callable[[str], Cell]] = {
    XSD + "integer": int,
    XSD + "decimal": Decimal,
    XSD + "boolean": lambda text: text == "true",
    XSD + "date": date.fromisoformat,
}
