"""``python -m bench.shapes``: pySHACL over the whole graph, with the shapes as they are written and flattened.

What ``docs/decisions/0004`` rests on.
"""

import pyshacl
from rdflib import Graph

from bench.timing import median_seconds
from graph.build import prepare
from graph.facts import Fact
from graph.rdf import quads
from graph.shapes import shapes
from loaders.corpus import read_corpus, seed_folder
from ontology.schema import vocabulary_files

RUNS = 3


def main() -> None:
    """Measure both, and print how long each takes."""
    facts, described = prepare(read_corpus(seed_folder()).facts())
    data = graph_of(facts, {ref: sorted(keys) for ref, keys in described.items()})
    print(f"{len(data)} triples; medians of {RUNS} runs")
    for name, form in (("as written", written()), ("flattened", shapes())):
        print(f"{name:<11} {median_seconds(lambda form=form: validate(data, form), RUNS):.2f} s")  # type: ignore[misc] # a default binds the loop's variable


def graph_of(facts: list[Fact], described: dict[str, list[str]]) -> Graph:
    """The facts as one rdflib graph."""
    graph = Graph()
    lines = (
        f"{q.subject} {q.predicate} {q.object} ." for f in facts for q in quads(f, lambda e: described.get(e.ref, []))
    )
    graph.parse(data="\n".join(dict.fromkeys(lines)), format="nt")
    return graph


def written() -> Graph:
    """The shapes as the Turtle files have them."""
    graph = Graph()
    for _, content in vocabulary_files():
        graph.parse(data=content, format="turtle")
    return graph


def validate(data: Graph, form: Graph) -> None:
    """Raise AssertionError unless the data conforms: else the engine does other work."""
    conforms, _, text = pyshacl.validate(data, shacl_graph=form, advanced=False, inference="none")
    if not conforms:
        raise AssertionError(text)


if __name__ == "__main__":
    main()
