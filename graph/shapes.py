"""The SHACL shapes of the ontology, run over everything a build would hold."""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox
import pyshacl
from rdflib import Graph
from rdflib.namespace import SH
from rdflib.term import Literal, Node, URIRef

from graph.facts import Fact, Ontology
from graph.rdf import quads
from ontology.identifiers import Ref
from ontology.schema import XSD, vocabulary_files


def check_shapes(facts: Iterable[Fact], described: Mapping[Ref, frozenset[str]]) -> list[str]:
    """The violations, one line each: focus node, path, message. Empty when the graph conforms."""
    data = Graph()
    _add(data, (quad for fact in facts for quad in quads(fact, lambda entity: described.get(entity.ref, frozenset()))))
    return violations(data)


def violations(data: Graph) -> list[str]:
    """The violations of the ontology's shapes in ``data``, to which the ontology's own triples are added."""
    _add(data, quads(Ontology(), lambda _: ()))
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes(), advanced=False, inference="none")
    if conforms or not isinstance(report, Graph):
        return []
    return sorted(_line(report, result) for result in report.objects(None, SH.result))


def shapes() -> Graph:
    """The ontology as a graph of shapes, flattened: each property shape has its node shape's target classes itself.

    The same constraints on the same nodes; but pySHACL then checks a property of all nodes in one go, rather than all
    properties of each node, which takes five times as long.
    """
    graph = Graph()
    for _, content in vocabulary_files():
        graph.parse(data=content, format="turtle")
    for shape, target in list(graph.subject_objects(SH.targetClass)):
        for part in graph.objects(shape, SH.property):
            graph.add((part, SH.targetClass, target))
    for shape in set(graph.subjects(SH.targetClass, None)):
        graph.remove((shape, SH.property, None))
    return graph


def _line(report: Graph, result: Node) -> str:
    focus, path = report.value(result, SH.focusNode), report.value(result, SH.resultPath)
    value, message = report.value(result, SH.value), report.value(result, SH.resultMessage)
    return f"{focus} {path or ''} {value if value is not None else ''}: {message}"


def _add(graph: Graph, found: Iterable[ox.Quad]) -> None:
    """Take quads over, graph names aside: shapes look at the union."""
    known: dict[object, Node] = {}
    for quad in found:
        subject, predicate, obj = (
            known.get(term) or known.setdefault(term, _node(term))
            for term in (quad.subject, quad.predicate, quad.object)
        )
        graph.add((subject, predicate, obj))


def _node(term: object) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        plain = term.language or term.datatype.value == XSD + "string"  # shapes write plain strings plainly
        return Literal(term.value, lang=term.language, datatype=None if plain else URIRef(term.datatype.value))
    raise TypeError(type(term).__name__)
