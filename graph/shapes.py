"""The SHACL shapes of the ontology, run over everything a build would hold."""

from collections.abc import Iterable
from functools import cache

import pyoxigraph as ox
import pyshacl
from rdflib import Graph
from rdflib.namespace import RDF, SH
from rdflib.term import Literal, Node, URIRef

from graph.facts import Fact, Ontology
from graph.rdf import triples
from graph.terms import Triple
from ontology.schema import XSD, vocabulary_files


def check_shapes(facts: Iterable[Fact]) -> list[str]:
    """The violations, one line each: focus node, path, message. Empty when the graph conforms."""
    data = Graph()
    _add(data, (triple for fact in facts if not isinstance(fact, Ontology) for triple in triples(fact)))
    return violations(data)


def violations(data: Graph) -> list[str]:
    """The violations of the ontology's shapes in ``data``, to which the ontology's own triples are added."""
    data += ontology()
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes(), advanced=False, inference="none")
    if conforms or not isinstance(report, Graph):
        return []
    return sorted(_line(report, result) for result in report.objects(None, SH.result))


@cache
def ontology() -> Graph:
    """The ontology as rdflib reads it, once a process: nobody changes it."""
    graph = Graph()
    for _, content in vocabulary_files():
        graph.parse(data=content, format="turtle")
    return graph


@cache
def shapes() -> Graph:
    """The ontology as a graph of shapes, flattened: each property shape has its node shape's target classes itself.

    The same constraints on the same nodes; but pySHACL then checks a property of all nodes in one go, rather than all
    properties of each node, which takes five times as long.
    """
    graph = Graph() + ontology()
    for shape, target in list(graph.subject_objects(SH.targetClass)):
        for part in graph.objects(shape, SH.property):
            graph.add((part, SH.targetClass, target))
    for shape in set(graph.subjects(SH.targetClass, None)):
        graph.remove((shape, SH.property, None))
    return graph


def _line(report: Graph, result: Node) -> str:
    focus, path = report.value(result, SH.focusNode), report.value(result, SH.resultPath)
    value, messages = report.value(result, SH.value), list(report.objects(result, SH.resultMessage))
    english = [message for message in messages if isinstance(message, Literal) and message.language == "en"]
    message = "; ".join(sorted(english or map(str, messages)))
    return f"{focus} {path or ''} {value if value is not None else ''}: {message}"


def _add(graph: Graph, found: Iterable[Triple]) -> None:
    """Take over the triples that shapes can see: types, and what some shape names as a path."""
    seen = {URIRef(str(path)) for path in ontology().objects(None, SH.path)} | {RDF.type}
    known: dict[object, Node] = {}
    for triple in found:
        subject, predicate, obj = (known.get(term) or known.setdefault(term, _node(term)) for term in triple)
        if predicate in seen:
            graph.add((subject, predicate, obj))


def _node(term: object) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        plain = term.language or term.datatype.value == XSD + "string"  # shapes write plain strings plainly
        return Literal(term.value, lang=term.language, datatype=None if plain else URIRef(term.datatype.value))
    raise TypeError(type(term).__name__)
