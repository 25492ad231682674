"""Facts as nodes and relationships. The same graph as RDF: what is a triple there is a property or a relationship here.

Claims, passages and documents are nodes; an edge that actual claims state is one relationship between two things, which
carries ``claims``, ``quotes``, ``words`` (the quotes with those of their context) and ``documents``. Left out is what
only repeats it in other vocabularies (``oa:``, ``qb:``, ``prov:``). Values that claims give a thing are lists: sources
may differ.
"""

from collections.abc import Iterable, Iterator
from functools import singledispatch

from graph.facts import (
    Claim,
    Conflict,
    Document,
    Edge,
    Entity,
    Fact,
    Life,
    Observation,
    Ontology,
    Passage,
    Reach,
    Statement,
    Support,
)
from graph.property_graph.captions import caption
from graph.property_graph.elements import Element, Node, Relationship, properties
from graph.property_graph.held import Held
from graph.property_graph.terms import ontology_elements
from ontology.identifiers import Ref
from ontology.schema import Text, schema
from ontology.values.units import Unit, unit


def elements(facts: Iterable[Fact]) -> Iterator[Element]:
    """The nodes and relationships of all facts, each once; those of things and edges come last."""
    held = Held()
    for fact in facts:
        match fact:
            case Entity():
                held.entity(fact)
            case Edge():
                held.edge(fact)
            case Life():
                held.life(fact)
            case Statement():
                held.statement(fact)
                yield from _elements(fact)
            case _:
                yield from _elements(fact)
    yield from held.elements()


@singledispatch
def _elements(fact: object) -> Iterator[Element]:
    raise TypeError(f"no nodes for {type(fact).__name__}")


@_elements.register
def _(fact: Ontology) -> Iterator[Element]:  # noqa: ARG001 # there is one ontology
    return ontology_elements()


@_elements.register
def _(fact: Document) -> Iterator[Element]:
    given = properties(
        name=fact.title, language=fact.language, stem=fact.stem, sha256=fact.sha256, publishedOn=fact.published,
        knownFrom=fact.known_from,
    )  # fmt: skip
    yield Node(fact.ref, "Document", given)
    yield Relationship(fact.ref, "publication", fact.publication)
    dataset, title = Ref(f"dataset/{fact.key}"), fact.title
    yield Node(dataset, "Dataset", properties(name=Text(f"{title.zh}的观测", f"Observations of {title.en}")))
    yield Relationship(dataset, "document", fact.ref)


@_elements.register
def _(fact: Unit) -> Iterator[Element]:
    given = properties(name=Text(fact.symbol, fact.label_en), symbol=fact.symbol, scale=fact.scale)
    yield Node(fact.ref, "Unit", given | properties(dimension=fact.dimension))
    yield Relationship(fact.ref, "baseUnit", unit(fact.base).ref)


@_elements.register
def _(fact: Passage) -> Iterator[Element]:
    ref = fact.ref
    given = properties(name=fact.quote, quote=fact.quote, start=fact.start, end=fact.end, sentence=fact.sentence)
    yield Node(ref, "Passage", given)
    yield Relationship(ref, "document", Ref(f"document/{fact.document}"))


def _claim(fact: Claim, me: Ref) -> Iterator[Element]:
    yield Relationship(me, "about", fact.subject)
    yield Relationship(me, "document", Ref(f"document/{fact.document}"))
    yield Relationship(me, "statedBy", fact.passage.ref)
    for name, passage in dict.fromkeys((f"{c.role}From", c.passage.ref) for c in fact.context):
        yield Relationship(me, name, passage)
    for passage in dict.fromkeys(context.passage.ref for context in fact.context):
        yield Relationship(me, "contextPassage", passage)
    if fact.via is not None:
        yield Relationship(me, "via", fact.via)


@_elements.register
def _(fact: Statement) -> Iterator[Element]:
    me, label = fact.ref, schema().properties[fact.property].label.zh
    given = properties(
        name=fact.passage.quote, caption=f"{label} {caption(fact.passage.quote)}", claimId=fact.id,
        status=str(fact.status), quote=fact.passage.quote, note=fact.note, property=fact.property, value=fact.value,
        role=fact.role, negated=fact.negated, validFrom=fact.valid_from, validTo=fact.valid_to,
        validStart=fact.valid_from and fact.valid_from.start, validEnd=fact.valid_to and fact.valid_to.end,
    )  # fmt: skip
    yield Node(me, "Statement", given)
    yield from _claim(fact, me)
    if fact.object is not None:
        yield Relationship(me, "object", fact.object)


@_elements.register
def _(fact: Observation) -> Iterator[Element]:
    me, quantity, bounds = fact.ref, fact.quantity, fact.quantity.bounds()
    given = properties(
        name=fact.passage.quote, claimId=fact.id, status=str(fact.status), quote=fact.passage.quote, note=fact.note,
        measure=str(fact.measure), base=None if isinstance(fact.base, Ref) else fact.base,
        value=quantity.printed, number=quantity.number,
        unitSymbol=quantity.unit.symbol, comparator=str(quantity.comparator), lower=bounds.lower, upper=bounds.upper,
        lowerInclusive=bounds.lower_inclusive,
        upperInclusive=bounds.upper_inclusive,
        period=fact.period, periodStart=fact.period and fact.period.start, periodEnd=fact.period and fact.period.end,
        periodBasis=fact.period_basis, time=fact.time, phase=fact.phase,
    )  # fmt: skip
    yield Node(me, "Observation", given)
    yield from _claim(fact, me)
    base = fact.base if isinstance(fact.base, Ref) else None
    named = {"indicator": fact.indicator, "population": fact.population, "producer": fact.producer}
    named |= {"unit": quantity.unit.ref, "base": base}
    yield from (Relationship(me, name, ref) for name, ref in named.items() if ref is not None)
    yield from (Relationship(me, "breakdown", concept) for concept in fact.breakdown)


@_elements.register
def _(fact: Reach) -> Iterator[Element]:
    me = fact.statement.ref
    subjects, objects = (fact.beyond.subjects, fact.beyond.objects) if fact.beyond else ((), ())
    yield from (Relationship(me, "appliesTo", ref) for ref in fact.subjects if ref not in subjects)
    yield from (Relationship(me, "appliesToObject", ref) for ref in fact.objects if ref not in objects)


@_elements.register
def _(fact: Support) -> Iterator[Element]:
    me = fact.ref
    given = properties(
        name=str(fact.basis), basis=str(fact.basis), ground=fact.ground, knownFrom=fact.known_from,
        lifeStart=fact.start, lifeEnd=fact.end, claims=" ".join((*fact.membership, *fact.grounds)),
    )  # fmt: skip
    yield Node(me, "Support", given)
    named = {"tier": fact.tier, "intervention": fact.intervention, "region": fact.region}
    yield from (Relationship(me, name, ref) for name, ref in named.items())
    yield Relationship(me, "source", Ref(f"document/{fact.source}"))
    yield from (Relationship(me, "membership", Ref(f"claim/{claim}")) for claim in fact.membership)
    yield from (Relationship(me, "groundClaim", Ref(f"claim/{claim}")) for claim in fact.grounds)


@_elements.register
def _(fact: Conflict) -> Iterator[Element]:
    me, reason = fact.ref, str(fact.reason)
    yield Node(me, "Conflict", properties(name=reason, reason=reason, knownFrom=fact.known_from))
    yield Relationship(me, "concerns", fact.subject)
    yield from (Relationship(me, "member", Ref(f"claim/{claim}")) for claim in fact.members)
