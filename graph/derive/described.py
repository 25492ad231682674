"""Which documents describe an entity: those whose claims speak of it. Reference classes are described once, for all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.facts import Claim, Document, Entity, Fact, Observation, Statement
from ontology.identifiers import Ref
from ontology.schema import schema


def refs_of(claim: Claim) -> list[Ref]:
    """Every entity that a claim names."""
    named: list[object] = [claim.subject, claim.via]
    if isinstance(claim, Statement):
        named += [claim.object]
    if isinstance(claim, Observation):
        named += [claim.indicator, claim.population, claim.base, claim.producer, *claim.breakdown]
    return [ref for ref in named if isinstance(ref, Ref)]


def above(entities: Iterable[Entity]) -> dict[Ref, list[Ref]]:
    """For each entity those that its reference data names (part of, broader, scheme)."""
    return {entity.ref: [v for _, v in entity.attributes if isinstance(v, Ref)] for entity in entities}


def closure(refs: Iterable[Ref], upwards: Mapping[Ref, list[Ref]]) -> set[Ref]:
    """``refs`` with all that stands above them."""
    found: set[Ref] = set()
    waiting = list(refs)
    while waiting:
        ref = waiting.pop()
        if ref not in found:
            found.add(ref)
            waiting += upwards.get(ref, [])
    return found


def described_in(facts: Iterable[Fact]) -> dict[Ref, frozenset[str]]:
    """The keys of the documents that describe each entity; none for entities of reference classes."""
    facts = list(facts)
    entities = {fact.ref: fact for fact in facts if isinstance(fact, Entity)}
    named: dict[str, set[Ref]] = defaultdict(set)
    for fact in facts:
        if isinstance(fact, Claim):
            named[fact.document].update(refs_of(fact))
        elif isinstance(fact, Document):
            named[fact.key].add(fact.publication)
    found: dict[Ref, set[str]] = defaultdict(set)
    upwards = above(entities.values())
    for document, refs in named.items():
        for ref in closure(refs, upwards):
            if ref in entities and not schema().classes[entities[ref].cls].reference:
                found[ref].add(document)
    return {ref: frozenset(documents) for ref, documents in found.items()}
