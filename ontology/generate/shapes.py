"""The SHACL shapes as the generators read them: by class and path, what a value must be and how many there may be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from rdflib import Graph
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS
from rdflib.term import Node, URIRef

from ontology.identifiers import TIDU
from ontology.schema import ClassDef, Schema, vocabulary_files

NAMES = {str(RDFS.label): "label", str(SKOS.altLabel): "aliases"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A property shape: where in the graph it stands, and how many values it asks for (``most`` None: any number)."""

    node: Node
    path: str
    least: int
    most: int | None

    @property
    def name(self) -> str:
        """What the property is called in JSON: ``label``, ``aliases``, else the end of its IRI."""
        return NAMES.get(self.path) or self.path.replace("#", "/").rpartition("/")[2]

    @property
    def ours(self) -> bool:
        """Whether the property is of this ontology."""
        return self.path.startswith(TIDU)


class Shapes:
    """All shapes, over the graph of the Turtle files; ``families`` says in which file each class stands."""

    def __init__(self, graph: Graph, families: Mapping[str, str]) -> None:
        self.graph = graph
        self.families = families

    @classmethod
    def read(cls) -> Self:
        """Read the Turtle files."""
        graph = Graph(bind_namespaces="none")
        families: dict[str, str] = {}
        for name, content in vocabulary_files():
            part = Graph().parse(data=content, format="turtle")
            families |= {
                str(c).removeprefix(TIDU): name.removesuffix(".ttl") for c in part.subjects(RDF.type, OWL.Class)
            }
            graph.parse(data=content, format="turtle")
        return cls(graph, families)

    def prefixes(self) -> dict[str, str]:
        """The prefixes that the Turtle files declare."""
        return {prefix: str(iri) for prefix, iri in sorted(self.graph.namespaces())}

    def rules(self, cls: ClassDef, ontology: Schema) -> dict[str, Rule]:
        """The rules for things of a class by path; those of the class itself win over those of the classes above."""
        above = sorted(cls.ancestors, key=lambda name: (len(ontology.classes[name].ancestors), name))
        return {rule.path: rule for name in (*above, cls.name) for rule in self._own(name)}

    def every_rule(self) -> list[Rule]:
        """The rules of all classes, by path."""
        found = {rule for shape in self.graph.subjects(SH.targetClass) for rule in self._rules(shape)}
        return sorted(found, key=lambda rule: (rule.path, str(rule.node)))

    def allowed(self, rule: Rule) -> set[str]:
        """The classes of ours that a rule names for its values; empty where it does not say."""
        return {name for node in self.alternatives(rule.node) for name in self.classes(node)}

    def alternatives(self, node: Node) -> Iterator[Node]:
        """A shape with the shapes that it takes up by sh:node and sh:or, the innermost last."""
        yield node
        for part in self.graph.objects(node, SH.node):
            yield from self.alternatives(part)
        for choice in self.choices(node):
            yield from self.alternatives(choice)

    def choices(self, node: Node) -> list[Node]:
        """The shapes of sh:or."""
        head = self.graph.value(node, SH["or"])
        return [] if head is None else list(Collection(self.graph, head))

    def words(self, node: Node) -> list[str]:
        """The words of sh:in, in their order."""
        head = self.graph.value(node, SH["in"])
        return [] if head is None else [str(word) for word in Collection(self.graph, head)]

    def text(self, node: Node, part: URIRef) -> str | None:
        """One part of a shape (its pattern, its datatype …) as text."""
        found = self.graph.value(node, part)
        return None if found is None else str(found)

    def number(self, node: Node, part: URIRef) -> int | None:
        """One part of a shape as a whole number."""
        found = self.text(node, part)
        return None if found is None else int(found)

    def _own(self, name: str) -> Iterator[Rule]:
        for shape in sorted(self.graph.subjects(SH.targetClass, URIRef(TIDU + name)), key=str):
            yield from self._rules(shape)

    def _rules(self, shape: Node) -> Iterator[Rule]:
        for node in self.graph.objects(shape, SH.property):
            least = self.number(node, SH.minCount) or int(self.text(node, SH.hasValue) is not None)
            yield Rule(node, self.text(node, SH.path) or "", least, self.number(node, SH.maxCount))

    def classes(self, node: Node) -> list[str]:
        """The classes of ours that a shape names by sh:class itself."""
        return [str(cls).removeprefix(TIDU) for cls in self.graph.objects(node, SH["class"])]
