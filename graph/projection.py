"""The projection of a build for paths and analytics: a NetworkX graph of the direct edges between things.

Every edge keeps the claims that state it, so that a path is one click from the words.
"""

from collections import defaultdict
from typing import TypeAlias

import networkx as nx

from graph.lookups import lookup
from graph.store import Term, View
from ontology.identifiers import Ref

Projection: TypeAlias = "nx.MultiDiGraph[Ref]"


def projection(view: View) -> Projection:
    """All things of a build, and the edges that actual claims state; the property's name is the key of an edge.

    Each edge has ``property``, ``claims`` (ids) and ``documents`` (keys). Things without an edge are there too.
    Reference data (the administrative tree, broader concepts) is not claimed, and gives no edges.
    """
    graph: Projection = nx.MultiDiGraph()
    graph.add_nodes_from(sorted(thing for (thing,) in view.lines(lookup("things"), {}).rows if isinstance(thing, Ref)))
    stated: dict[tuple[Ref, Ref, str], set[tuple[str, str]]] = defaultdict(set)
    for subject, name, obj, claim, document in view.lines(lookup("edges"), {}).rows:
        if isinstance(subject, Ref) and isinstance(obj, Ref) and isinstance(name, Term):
            stated[subject, obj, str(name)].add((_key(claim), _key(document)))
    for (subject, obj, name), said in sorted(stated.items()):
        claims, documents = (tuple(sorted(set(part))) for part in zip(*said, strict=True))
        graph.add_edge(subject, obj, name, property=name, claims=claims, documents=documents)
    return graph


def _key(cell: object) -> str:
    return str(cell).partition("/")[2]
