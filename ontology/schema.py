"""The ontology as Python reads it: classes and properties, out of the Turtle files that stand in ``vocabulary/``.

Nothing here names a class or a property: a new one is one edit in one Turtle file.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store, parse

from ontology.errors import UnknownName
from ontology.identifiers import TIDU
from ontology.nearest import nearest

OWL = "http://www.w3.org/2002/07/owl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True)
class Text:
    """A text in both languages of the project."""

    zh: str
    en: str

    def get(self, language: str) -> str:
        """The text in ``language`` (zh or en)."""
        return self.en if language == "en" else self.zh


@dataclass(frozen=True, slots=True)
class ClassDef:
    """A class: ``segment`` opens the identifiers of its things (None for abstract ones); ``ancestors`` are all of ours.

    Things of a ``reference`` class (regions, concepts, indicators …) are described once, whatever documents there are.
    """

    name: str
    label: Text
    definition: Text
    segment: str | None
    parents: tuple[str, ...]
    ancestors: tuple[str, ...]
    aligned: tuple[str, ...]
    reference: bool

    @property
    def iri(self) -> str:
        """The class's IRI."""
        return TIDU + self.name


@dataclass(frozen=True, slots=True)
class PropertyDef:
    """A property: which classes it joins, whether a claim may state it, which columns of an entity table give it.

    Two columns (``…_zh``, ``…_en``) give a text in both languages; ``column_of`` names the classes whose tables have
    them, where not all domains do. ``ranges`` holds class names, or one of string, langString, integer, decimal,
    boolean, date, edtf for values; ``relation`` is true where all are classes. ``words`` lists, by class, the values it
    may take where a shape closes them; ``pattern`` is the regular expression that the shapes ask of every value of it
    (None: none, or several), and ``form`` says it in words.
    """

    name: str
    label: Text
    definition: Text
    relation: bool
    domains: tuple[str, ...]
    ranges: tuple[str, ...]
    statable: bool
    columns: tuple[str, ...]
    column_of: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    pattern: str | None
    form: Text
    aligned: tuple[str, ...]

    @property
    def iri(self) -> str:
        """The property's IRI."""
        return TIDU + self.name


@dataclass(frozen=True, slots=True)
class Schema:
    """All classes and properties by name."""

    classes: Mapping[str, ClassDef]
    properties: Mapping[str, PropertyDef]

    def cls(self, name: str) -> ClassDef:
        """The class called ``name``; raise UnknownName."""
        try:
            return self.classes[name]
        except KeyError:
            raise UnknownName("class", name, nearest(name, self.classes)) from None

    def is_a(self, name: str, expected: str) -> bool:
        """Whether the class ``name`` is ``expected`` or below it; everything is an owl:Thing."""
        return expected in {name, "Thing"} or expected in self.classes[name].ancestors

    def by_segment(self, segment: str) -> list[ClassDef]:
        """The classes whose identifiers open with ``segment``, in the order of their names."""
        return [c for _, c in sorted(self.classes.items()) if c.segment == segment]

    def segments_of(self, name: str) -> list[str]:
        """The segments that things of the class ``name`` (or below it) can have."""
        found = {c.segment for c in self.classes.values() if c.segment and self.is_a(c.name, name)}
        return sorted(found)

    def columns(self, segment: str) -> dict[str, PropertyDef]:
        """The properties that the entity table ``segment`` has columns for, by column."""
        names = {c.name for c in self.by_segment(segment)} | {a for c in self.by_segment(segment) for a in c.ancestors}
        found = [p for p in self.properties.values() if names & set(p.column_of or p.domains)]
        return {column: p for p in found for column in p.columns}


def vocabulary_files() -> Iterator[tuple[str, bytes]]:
    """Name and content of each Turtle file of the ontology."""
    for entry in sorted((files("ontology") / "vocabulary").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".ttl"):
            yield entry.name, entry.read_bytes()


@cache
def schema() -> Schema:
    """Read the ontology, once a process."""
    graph = _Graph()
    ours = sorted(graph.typed(OWL + "Class"))
    classes = {name: _class(graph, name) for name in ours}
    kinds = {OWL + "ObjectProperty": True, OWL + "DatatypeProperty": False, RDF + "Property": False}
    properties = {
        name: _property(graph, name, relation=relation)
        for kind, relation in kinds.items()
        for name in sorted(graph.typed(kind))
    }
    return Schema(classes, properties)


class _Graph:
    """The ontology's triples, with the few look-ups that reading it takes."""

    def __init__(self) -> None:
        self.store = Store()
        for _, content in vocabulary_files():
            self.store.extend(parse(content, format=RdfFormat.TURTLE))

    def typed(self, cls: str) -> list[str]:
        quads = self.store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(cls), None)
        iris = (quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))
        return [iri.removeprefix(TIDU) for iri in iris if iri.startswith(TIDU)]

    def objects(self, subject: str, predicate: str) -> list[NamedNode | Literal]:
        quads = self.store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None, None)
        return [quad.object for quad in quads if isinstance(quad.object, NamedNode | Literal)]

    def iris(self, subject: str, predicate: str) -> list[str]:
        return sorted(o.value for o in self.objects(subject, predicate) if isinstance(o, NamedNode))

    def value(self, subject: str, predicate: str) -> str | None:
        return next((o.value for o in self.objects(subject, predicate)), None)

    def text(self, subject: str, predicate: str) -> Text:
        found = {o.language: o.value for o in self.objects(subject, predicate) if isinstance(o, Literal)}
        return Text(found.get("zh", ""), found.get("en", ""))

    def words(self, path: str) -> dict[str, tuple[str, ...]]:
        """By class, the values that a shape allows at ``path`` (sh:in)."""
        query = f"""SELECT ?class ?word WHERE {{
            ?shape <{SH}targetClass> ?class ; <{SH}property> ?p . ?p <{SH}path> <{path}> ;
            <{SH}in>/<{RDF}rest>*/<{RDF}first> ?word }} ORDER BY ?class ?word"""
        found: dict[str, list[str]] = {}
        for row in _rows(self.store, query):
            found.setdefault(row[0].removeprefix(TIDU), []).append(row[1])
        return {name: tuple(words) for name, words in found.items()}

    def pattern(self, path: str) -> tuple[str | None, Text]:
        """The one sh:pattern that shapes give for ``path``, and its message; None where there is none, or several."""
        shapes = [q.subject for q in self.store.quads_for_pattern(None, NamedNode(SH + "path"), NamedNode(path), None)]
        found = {
            shape.value: pattern
            for shape in shapes
            if isinstance(shape, NamedNode) and (pattern := self.value(shape.value, SH + "pattern"))
        }
        if len(set(found.values())) != 1:
            return None, Text("", "")
        shape, pattern = next(iter(sorted(found.items())))
        return pattern, self.text(shape, SH + "message")


def _rows(store: Store, query: str) -> Iterator[list[str]]:
    results = store.query(query)
    if isinstance(results, QuerySolutions):
        for solution in results:
            yield [term.value for term in solution if isinstance(term, NamedNode | Literal)]


def _class(graph: _Graph, name: str) -> ClassDef:
    iri = TIDU + name
    above, ancestors = graph.iris(iri, RDFS + "subClassOf"), sorted(_ancestors(graph, iri))
    aligned = [*(a for a in above if not a.startswith(TIDU)), *graph.iris(iri, OWL + "equivalentClass")]
    return ClassDef(
        name,
        graph.text(iri, RDFS + "label"),
        graph.text(iri, SKOS + "definition"),
        graph.value(iri, TIDU + "segment"),
        tuple(_ours(above)),
        tuple(ancestors),
        tuple(aligned + graph.iris(iri, SKOS + "closeMatch")),
        any(graph.value(TIDU + c, TIDU + "reference") == "true" for c in (name, *ancestors)),
    )


def _ancestors(graph: _Graph, iri: str) -> set[str]:
    parents = _ours(graph.iris(iri, RDFS + "subClassOf"))
    return {*parents, *(a for parent in parents for a in _ancestors(graph, TIDU + parent))}


def _property(graph: _Graph, name: str, *, relation: bool) -> PropertyDef:
    iri = TIDU + name
    aligned = graph.iris(iri, RDFS + "subPropertyOf") + graph.iris(iri, SKOS + "closeMatch")
    return PropertyDef(
        name,
        graph.text(iri, RDFS + "label"),
        graph.text(iri, SKOS + "definition"),
        relation,
        tuple(_local(i) for i in graph.iris(iri, TIDU + "domainIncludes")),
        tuple(_local(i) for i in graph.iris(iri, TIDU + "rangeIncludes")),
        graph.value(iri, TIDU + "statable") == "true",
        tuple(sorted((o.value for o in graph.objects(iri, TIDU + "column")), reverse=True)),
        tuple(_local(i) for i in graph.iris(iri, TIDU + "columnOf")),
        {} if relation else graph.words(iri),
        *graph.pattern(iri),
        tuple(aligned),
    )


def _ours(iris: Iterable[str]) -> list[str]:
    return [iri.removeprefix(TIDU) for iri in iris if iri.startswith(TIDU)]


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]
