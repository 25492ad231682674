"""What follows from claims, by pure functions: what a group's statement reaches, edges, lives, support, conflicts.

Also what claims share, once each: units and passages.
"""

from collections.abc import Iterator, Sequence

from graph.derive.conflicts import conflicts
from graph.derive.edges import edges
from graph.derive.lives import lives
from graph.derive.reach import reaches
from graph.derive.support import supports
from graph.facts import Claim, Document, Entity, Fact, Observation, Statement
from ontology.values.units import Unit, unit


def derive(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Everything that is derived from ``facts`` (documents, entities and claims)."""
    entities = {fact.ref: fact for fact in facts if isinstance(fact, Entity)}
    reached = list(reaches([fact for fact in facts if isinstance(fact, Statement)], entities))
    actual = [reach for reach in reached if reach.statement.gives_edge]
    yield from reached
    yield from edges(actual)
    found = list(lives((reach.statement for reach in actual), entities))
    yield from found
    documents = {fact.key: fact for fact in facts if isinstance(fact, Document)}
    yield from supports(actual, entities, {life.intervention: life for life in found}, documents)
    observations = [fact for fact in facts if isinstance(fact, Observation)]
    yield from conflicts(observations, actual, entities, documents)
    yield from sorted(_units(facts), key=lambda unit: unit.key)
    yield from dict.fromkeys(p for fact in facts if isinstance(fact, Claim) for p in fact.passages)


def _units(facts: Sequence[Fact]) -> set[Unit]:
    """The units that observations and indicators use, and their base units."""
    used = {fact.quantity.unit for fact in facts if isinstance(fact, Observation)}
    used |= {v for fact in facts if isinstance(fact, Entity) for _, v in fact.attributes if isinstance(v, Unit)}
    return used | {unit(found.base) for found in used}
