"""Projections drawn by hand, for tests of what is computed over them: no store, no shapes."""

from collections.abc import Iterator
from itertools import pairwise

import networkx as nx

from graph.projection import Projection
from ontology.identifiers import Ref

Drawn = tuple[str, str, str]


def drawn(*edges: Drawn) -> Projection:
    """A graph of the edges (subject, property, object); the claims are numbered as they come."""
    graph: Projection = nx.MultiDiGraph()
    for number, (subject, name, obj) in enumerate(edges):
        claims, documents = (f"900-c{number}",), ("900",)
        graph.add_edge(Ref(subject), Ref(obj), name, property=name, claims=claims, documents=documents)
    return graph


def chain(*things: str) -> Iterator[Drawn]:
    """Edges from each thing to the next."""
    return ((here, "topic", there) for here, there in pairwise(things))
