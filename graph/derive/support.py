"""Which interventions support which tier's regions, and why. Derived, never entered.

*own*: its jurisdiction is the region (each signatory of an agreement) · *within*: its jurisdiction is part of the
region · *named*: a source says it targets the region or a place in it · *implements*: a source says that the region, or
its measure or policy, carries it out · *national*: its jurisdiction is the country, or a national body issued it (then
the ground says ``issuer``): one row for each tier, not one for each region.

A shared topic is not support. Only actual claims count: recommendations, forecasts and planned measures stay out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from graph.facts import Document, Entity, Life, Reach, Support
from ontology.identifiers import Ref
from ontology.schema import schema
from ontology.values.vocabulary import Basis

COUNTRY = Ref("region/cn")

_Pair = tuple[Ref, Ref]
_Ids = set[tuple[str, str]]  # document and claim id
_Ground = tuple[Ref, Ref, Basis, str]


@dataclass
class _Claims:
    """Claims by (subject, object), a property each."""

    found: dict[str, dict[_Pair, _Ids]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))

    def add(self, reach: Reach) -> None:
        statement = reach.statement
        for subject, obj in product(reach.subjects, reach.objects):
            self.found[statement.property][subject, obj].add((statement.document, statement.id))

    def of(self, name: str) -> Iterator[tuple[Ref, Ref, _Ids]]:
        for (subject, obj), claims in self.found[name].items():
            yield subject, obj, claims


def supports(
    reached: Iterable[Reach],
    entities: Mapping[Ref, Entity],
    lives: Mapping[Ref, Life],
    documents: Mapping[str, Document],
) -> Iterator[Support]:
    """All supports, one for each tier, intervention, region, basis, ground, source and day known."""
    claims = _Claims()
    for reach in reached:
        claims.add(reach)
    tiers = _tiers(claims)
    for (intervention, region, basis, ground), ids in sorted(_grounds(claims, entities).items()):
        life = lives.get(intervention, Life(intervention, None, None))
        for tier, members in sorted(tiers.items()):
            found = set().union(*members.values()) if basis is Basis.NATIONAL else members.get(region, set())
            for source, membership in _by_document(found):
                for known, grounds in _by_day(source, ids, documents):
                    yield Support(
                        tier, intervention, region, basis, ground, source, known, life.start, life.end, membership,
                        grounds,
                    )  # fmt: skip


def _by_day(source: str, ids: _Ids, documents: Mapping[str, Document]) -> list[tuple[date, tuple[str, ...]]]:
    """The claims of a ground by the day on which their document and ``source`` are both known."""
    found: dict[date, list[str]] = defaultdict(list)
    for document, claim in sorted(ids):
        found[max(documents[source].known_from, documents[document].known_from)].append(claim)
    return [(day, tuple(claims)) for day, claims in sorted(found.items())]


def _by_document(ids: _Ids) -> list[tuple[str, tuple[str, ...]]]:
    found: dict[str, list[str]] = defaultdict(list)
    for document, claim in sorted(ids):
        found[document].append(claim)
    return [(document, tuple(claims)) for document, claims in found.items()]


def _tiers(claims: _Claims) -> dict[Ref, dict[Ref, _Ids]]:
    tiers: dict[Ref, dict[Ref, _Ids]] = defaultdict(lambda: defaultdict(set))
    for region, tier, ids in claims.of("inTier"):
        tiers[tier][region] |= ids
    return tiers


def _grounds(claims: _Claims, entities: Mapping[Ref, Entity]) -> dict[_Ground, _Ids]:
    grounds: dict[_Ground, _Ids] = defaultdict(set)
    for ground, ids in (
        *_jurisdictions(claims, entities),
        *_targets(claims, entities),
        *_carried_out(claims, entities),
    ):
        if _is_intervention(ground[0], entities):
            grounds[ground] |= ids
    return grounds


def _is_intervention(ref: Ref, entities: Mapping[Ref, Entity]) -> bool:
    return ref in entities and schema().is_a(entities[ref].cls, "Intervention")


def _jurisdictions(claims: _Claims, entities: Mapping[Ref, Entity]) -> Iterator[tuple[_Ground, _Ids]]:
    for name in ("jurisdiction", "signatory"):
        for intervention, region, ids in claims.of(name):
            if region == COUNTRY:
                yield (intervention, COUNTRY, Basis.NATIONAL, name), ids
                continue
            yield (intervention, region, Basis.OWN, name), ids
            for above in _above(region, entities):
                yield (intervention, above, Basis.WITHIN, name), ids
    for intervention, issuer, ids in claims.of("issuedBy"):
        if issuer in entities and ("jurisdiction", COUNTRY) in entities[issuer].attributes:
            yield (intervention, COUNTRY, Basis.NATIONAL, "issuer"), ids


def _targets(claims: _Claims, entities: Mapping[Ref, Entity]) -> Iterator[tuple[_Ground, _Ids]]:
    for intervention, region, ids in claims.of("targets"):
        for place in (region, *_above(region, entities)):
            yield (intervention, place, Basis.NAMED, "target"), ids


def _carried_out(claims: _Claims, entities: Mapping[Ref, Entity]) -> Iterator[tuple[_Ground, _Ids]]:
    """Who carries it out: a region, or a measure or policy of a region; a programme counts for what established it."""
    homes: dict[Ref, set[Ref]] = defaultdict(set)
    for name in ("jurisdiction", "signatory"):
        for intervention, region, _ in claims.of(name):
            homes[intervention].add(region)
    founders: dict[Ref, set[tuple[Ref, frozenset[tuple[str, str]]]]] = defaultdict(set)
    for policy, programme, ids in claims.of("establishes"):
        founders[programme].add((policy, frozenset(ids)))
    for doer, done, ids in claims.of("implements"):
        regions = {doer} if doer.segment == COUNTRY.segment else homes[doer]
        for region, (policy, founding) in product(regions - {COUNTRY}, {(done, frozenset()), *founders[done]}):
            for place in (region, *_above(region, entities)):
                yield (policy, place, Basis.IMPLEMENTS, "implements"), ids | founding


def _above(region: Ref, entities: Mapping[Ref, Entity]) -> list[Ref]:
    """The regions that ``region`` is part of, the country left out."""
    found: list[Ref] = []
    current: Ref | None = region
    while current is not None and current in entities:
        parents = [v for name, v in entities[current].attributes if name == "partOf" and isinstance(v, Ref)]
        current = parents[0] if parents and parents[0] not in (*found, COUNTRY) else None
        if current:
            found.append(current)
    return found
