"""What the endpoints are asked: the texts, chosen so that all of them answer alike, and what counts as an answer."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from bench.question import TIERS, sparql

JSON = "application/sparql-results+json"
TRIPLES = "application/n-triples"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
THINGS = 100

# Named graphs rather than the union: Oxigraph's own union gives a triple once for each graph that has it.
ROWS = "SELECT ?x ?g ?s ?p ?o WHERE { VALUES ?x { 1 2 3 } GRAPH ?g { ?s ?p ?o } }"
GRAPH = """CONSTRUCT { ?s ?q ?o } WHERE {
  VALUES ?x { 1 2 3 } GRAPH ?g { ?s ?p ?o } BIND (IRI(CONCAT(STR(?p), "-", STR(?x))) AS ?q)
}"""
COUNT = "SELECT ?class (COUNT(DISTINCT ?thing) AS ?count) WHERE { ?thing a ?class } GROUP BY ?class"


@dataclass(frozen=True, slots=True)
class Question:
    """A name for the table, texts that are asked in turn (so that no one answer is kept), and the type asked for."""

    name: str
    texts: Sequence[str]
    accept: str = JSON

    def size(self, body: bytes) -> int:
        """How much an answer says: rows, distinct triples, or 1 and 0 for true and false."""
        if self.accept == TRIPLES:
            return len({line for line in body.split(b"\n") if line.strip()})
        answer = json.loads(body)
        return int(answer["boolean"]) if "boolean" in answer else len(answer["results"]["bindings"])


def short(store: Path) -> list[Question]:
    """The short questions, about things that the build's store holds."""
    things = _labelled(store)
    return [
        Question("ASK", ["ASK {}"]),
        Question("labels of a thing", [f"SELECT DISTINCT ?label {{ <{thing}> <{LABEL}> ?label }}" for thing in things]),
        Question("policies by tier", [sparql(tier) for tier in TIERS]),
        Question("count by class", [COUNT]),
    ]


def large() -> list[Question]:
    """The large ones: over 300,000 rows and as many triples."""
    return [Question("rows", [ROWS]), Question("triples", [GRAPH], TRIPLES)]


def _labelled(store: Path) -> list[str]:
    """The first things that have a label, in order of their names."""
    found = ox.Store.read_only(str(store)).quads_for_pattern(None, ox.NamedNode(LABEL), None)
    return sorted({quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)})[:THINGS]
