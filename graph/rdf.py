"""Facts as RDF: one named graph a document, ``reference`` and ``derived``; no blank nodes.

A claim is its own node (a reified statement, or an observation of the RDF Data Cube); the direct edge that an actual
claim gives stands beside it in the same graph. Values keep the exact text beside the number, since stores normalise.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, singledispatch

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from graph.facts import (
    Claim,
    Conflict,
    Document,
    Edge,
    Entity,
    Life,
    Observation,
    Ontology,
    Passage,
    Reach,
    Statement,
    Support,
)
from graph.terms import Triple, literal, node, term, thing
from ontology.identifiers import GRAPH, TIDU, Ref
from ontology.schema import RDF, RDFS, SKOS, XSD, Text, schema, vocabulary_files
from ontology.values.units import Unit, unit
from ontology.values.vocabulary import Phase

DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
QB = "http://purl.org/linked-data/cube#"
SCHEMA = "https://schema.org/"
WIKIDATA = "http://www.wikidata.org/entity/"

REFERENCE = NamedNode(GRAPH + "reference")
DERIVED = NamedNode(GRAPH + "derived")


def document_graph(key: str) -> NamedNode:
    """The named graph of a document."""
    return NamedNode(GRAPH + key)


def quads(fact: object, graphs_of: Callable[[Entity], Iterable[str]]) -> Iterator[Quad]:
    """The quads of a fact. ``graphs_of`` says which documents an entity is described in (none: ``reference``)."""
    if isinstance(fact, Ontology):
        yield from _ontology()
        return
    if isinstance(fact, Entity):
        graphs = [document_graph(key) for key in sorted(graphs_of(fact))] or [REFERENCE]
    elif isinstance(fact, Unit):
        graphs = [REFERENCE]
    elif isinstance(fact, Life | Support | Conflict) or _joins_documents(fact):
        graphs = [DERIVED]
    else:
        graphs = [document_graph(_document(fact))]
    for subject, predicate, obj in triples(fact):
        for graph in graphs:
            yield Quad(subject, predicate, obj, graph)


def _ontology() -> Iterator[Quad]:
    """The ontology in the reference graph; the nodes of its lists get IRIs, in the order in which they stand."""
    for name, content in vocabulary_files():
        named: dict[BlankNode, NamedNode] = {}
        for quad in parse(content, format=RdfFormat.TURTLE):
            subject, obj = (_skolem(term, name.removesuffix(".ttl"), named) for term in (quad.subject, quad.object))
            if not isinstance(subject, Literal):
                yield Quad(subject, quad.predicate, obj, REFERENCE)


def _skolem(term: object, file: str, named: dict[BlankNode, NamedNode]) -> NamedNode | Literal:
    if isinstance(term, BlankNode):
        return named.setdefault(term, NamedNode(f"{TIDU}list-{file}-{len(named) + 1}"))
    if isinstance(term, NamedNode | Literal):
        return term
    raise TypeError(f"the ontology holds a {type(term).__name__}")


def _joins_documents(fact: object) -> bool:
    return (isinstance(fact, Reach) and fact.beyond is not None) or (isinstance(fact, Edge) and fact.derived)


RDF_TYPE = node(RDF + "type")


def _document(fact: object) -> str:
    match fact:
        case Document():
            return fact.key
        case Claim() | Edge() | Passage():
            return fact.document
        case Reach():
            return fact.statement.document
    raise TypeError(f"no document for {type(fact).__name__}")


@cache
def _types(cls: str) -> tuple[str, ...]:
    """A class and all of ours above it: instances carry every superclass, so that plain queries need no inference."""
    return (cls, *schema().cls(cls).ancestors)


def _typed(subject: NamedNode, cls: str) -> Iterator[Triple]:
    return ((subject, RDF_TYPE, term(name)) for name in _types(cls))


def _labelled(subject: NamedNode, label: Text, aliases: Iterable[str] = ()) -> Iterator[Triple]:
    yield subject, node(RDFS + "label"), Literal(label.zh, language="zh")
    yield subject, node(RDFS + "label"), Literal(label.en, language="en")
    for alias in aliases:
        yield subject, node(SKOS + "altLabel"), Literal(alias)


@singledispatch
def triples(fact: object) -> Iterator[Triple]:
    """The triples of a fact, by its type."""
    raise TypeError(f"no triples for {type(fact).__name__}")


@triples.register
def _(fact: Document) -> Iterator[Triple]:
    me = thing(fact.ref)
    yield from _typed(me, "Document")
    yield from _labelled(me, fact.title)
    yield me, node(DCTERMS + "language"), Literal(fact.language)
    yield from _given(
        me,
        stem=fact.stem,
        sha256=fact.sha256,
        publication=fact.publication,
        publishedOn=fact.published,
        knownFrom=fact.known_from,
    )
    dataset = thing(Ref(f"dataset/{fact.key}"))
    yield from _typed(dataset, "Dataset")
    yield dataset, RDF_TYPE, node(QB + "DataSet")
    yield dataset, term("document"), me
    yield dataset, node(QB + "structure"), thing(Ref("structure/observations"))
    yield dataset, node(PROV + "wasDerivedFrom"), me
    yield from _labelled(dataset, Text(f"{fact.title.zh}的观测", f"Observations of {fact.title.en}"))


@triples.register
def _(fact: Unit) -> Iterator[Triple]:
    me = thing(fact.ref)
    yield from _typed(me, "Unit")
    yield from _labelled(me, Text(fact.symbol, fact.label_en))
    yield from _given(me, symbol=fact.symbol, scale=fact.scale, baseUnit=unit(fact.base), dimension=fact.dimension)


@triples.register
def _(fact: Entity) -> Iterator[Triple]:
    me = thing(fact.ref)
    yield from _typed(me, fact.cls)
    yield from _labelled(me, fact.label, fact.aliases)
    for name, value in fact.attributes:
        if isinstance(value, Text):
            yield me, term(name), Literal(value.zh, language="zh")
            yield me, term(name), Literal(value.en, language="en")
        else:
            yield me, term(name), literal(value)
        if name == "wikidata":
            yield me, node(SCHEMA + "sameAs"), node(f"{WIKIDATA}{value}")


@triples.register
def _(fact: Passage) -> Iterator[Triple]:
    me, selector = thing(fact.ref), thing(Ref(f"selector/{fact.ref.key}"))
    document = thing(Ref(f"document/{fact.document}"))
    yield from _typed(me, "Passage")
    yield me, term("document"), document
    yield me, node(OA + "hasSource"), document
    yield me, node(OA + "hasSelector"), selector
    yield selector, RDF_TYPE, node(OA + "TextPositionSelector")
    yield selector, RDF_TYPE, node(OA + "TextQuoteSelector")
    yield selector, node(OA + "exact"), Literal(fact.quote)
    for name, value in (("start", fact.start), ("end", fact.end)):
        yield me, term(name), literal(value)
        yield selector, node(OA + name), Literal(str(value), datatype=node(XSD + "nonNegativeInteger"))
    yield me, term("quote"), literal(fact.quote)
    if fact.sentence:
        yield me, term("sentence"), literal(fact.sentence)


def _claim(fact: Claim) -> Iterator[Triple]:
    me = thing(fact.ref)
    yield me, term("claimId"), literal(fact.id)
    yield me, term("about"), thing(fact.subject)
    yield me, term("status"), literal(str(fact.status))
    yield me, term("document"), thing(Ref(f"document/{fact.document}"))
    yield me, term("statedBy"), thing(fact.passage.ref)
    for context in fact.context:
        yield me, term("contextPassage"), thing(context.passage.ref)
        yield me, term(f"{context.role}From"), thing(context.passage.ref)
    yield from _given(me, via=fact.via, note=fact.note)


def _given(me: NamedNode, **values: object) -> Iterator[Triple]:
    """One triple for each value that is there; names are in camel case already."""
    for name, value in values.items():
        if value is not None:
            yield me, term(name), literal(value)


@triples.register
def _(fact: Statement) -> Iterator[Triple]:
    me = thing(fact.ref)
    yield from _typed(me, "Statement")
    yield me, RDF_TYPE, node(RDF + "Statement")
    yield from _claim(fact)
    yield me, node(RDF + "subject"), thing(fact.subject)
    yield me, node(RDF + "predicate"), term(fact.property)
    yield me, node(RDF + "object"), literal(fact.object if fact.object is not None else fact.value)
    yield me, term("negated"), literal(fact.negated)
    yield from _given(
        me,
        role=fact.role,
        validFrom=fact.valid_from,
        validTo=fact.valid_to,
        validStart=fact.valid_from and fact.valid_from.start,
        validEnd=fact.valid_to and fact.valid_to.end,
    )


@triples.register
def _(fact: Observation) -> Iterator[Triple]:
    me, quantity, bounds = thing(fact.ref), fact.quantity, fact.quantity.bounds()
    yield from _typed(me, "Observation")
    yield me, RDF_TYPE, node(QB + "Observation")
    yield me, node(QB + "dataSet"), thing(Ref(f"dataset/{fact.document}"))
    yield from _claim(fact)
    for concept in fact.breakdown:
        yield me, term("breakdown"), thing(concept)
    yield from _given(
        me,
        indicator=fact.indicator,
        population=fact.population,
        measure=str(fact.measure),
        base=str(fact.base) if isinstance(fact.base, Phase) else fact.base,
        value=quantity.printed,
        number=quantity.number,
        unit=quantity.unit,
        comparator=str(quantity.comparator),
        lower=bounds.lower,
        upper=bounds.upper,
        lowerInclusive=bounds.lower_inclusive,
        upperInclusive=bounds.upper_inclusive,
        period=fact.period,
        periodStart=fact.period and fact.period.start,
        periodEnd=fact.period and fact.period.end,
        periodBasis=fact.period_basis and str(fact.period_basis),
        time=fact.time and str(fact.time),
        phase=fact.phase and str(fact.phase),
        producer=fact.producer,
    )


@triples.register
def _(fact: Reach) -> Iterator[Triple]:
    me = thing(fact.statement.ref)
    subjects, objects = (fact.beyond.subjects, fact.beyond.objects) if fact.beyond else ((), ())
    for subject in fact.subjects:
        if subject not in subjects:
            yield me, term("appliesTo"), thing(subject)
    for obj in fact.objects:
        if obj not in objects:
            yield me, term("appliesToObject"), thing(obj)


@triples.register
def _(fact: Edge) -> Iterator[Triple]:
    yield thing(fact.subject), term(fact.property), literal(fact.object)


@triples.register
def _(fact: Life) -> Iterator[Triple]:
    yield from _given(thing(fact.intervention), lifeStart=fact.start, lifeEnd=fact.end)


@triples.register
def _(fact: Support) -> Iterator[Triple]:
    me = thing(fact.ref)
    yield from _typed(me, "Support")
    yield from _given(
        me,
        tier=fact.tier,
        intervention=fact.intervention,
        region=fact.region,
        basis=str(fact.basis),
        ground=fact.ground,
        source=Ref(f"document/{fact.source}"),
        knownFrom=fact.known_from,
        lifeStart=fact.start,
        lifeEnd=fact.end,
        claims=" ".join((*fact.membership, *fact.grounds)),
    )
    for name, claims in (("membership", fact.membership), ("groundClaim", fact.grounds)):
        for claim in claims:
            yield me, term(name), thing(Ref(f"claim/{claim}"))


@triples.register
def _(fact: Conflict) -> Iterator[Triple]:
    me = thing(fact.ref)
    yield from _typed(me, "Conflict")
    yield from _given(me, concerns=fact.subject, reason=str(fact.reason), knownFrom=fact.known_from)
    for claim in fact.members:
        yield me, term("member"), thing(Ref(f"claim/{claim}"))
