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
_Ground = tuple[Ref, Ref, Basis, str]


@dataclass(frozen=True, slots=True)
class _Proof:
    """Claims that together say something; ``source`` is the document of the first, ``documents`` are all it takes."""

    source: str
    claims: frozenset[str]
    documents: frozenset[str]

    def __and__(self, other: "_Proof") -> "_Proof":
        """Both together."""
        return _Proof(self.source, self.claims | other.claims, self.documents | other.documents)


_Proofs = set[_Proof]


@dataclass
class _Claims:
    """Claims by (subject, object), a property each."""

    found: dict[str, dict[_Pair, _Proofs]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))

    def add(self, reach: Reach) -> None:
        statement = reach.statement
        documents = frozenset({statement.document, *reach.documents})
        proof = _Proof(statement.document, frozenset({statement.id}), documents)
        for subject, obj in product(reach.subjects, reach.objects):
            if not any(known.claims == proof.claims for known in self.found[statement.property][subject, obj]):
                self.found[statement.property][subject, obj].add(proof)

    def of(self, name: str) -> Iterator[tuple[Ref, Ref, _Proofs]]:
        for (subject, obj), claims in self.found[name].items():
            yield subject, obj, claims


def supports(
    reached: Iterable[Reach],
    entities: Mapping[Ref, Entity],
    lives: Mapping[Ref, Life],
    documents: Mapping[str, Document],
) -> Iterator[Support]:
    """All supports, one for each tier, intervention, region, basis, ground, source and day known."""
    days = {key: document.known_from for key, document in documents.items()}
    claims = _Claims()
    for reach in reached:
        claims.add(reach)
    tiers = _tiers(claims)
    for (intervention, region, basis, ground), ids in sorted(_grounds(claims, entities).items()):
        life = lives.get(intervention, Life(intervention, None, None))
        for tier, members in sorted(tiers.items()):
            found = set().union(*members.values()) if basis is Basis.NATIONAL else members.get(region, set())
            for source, membership in _by_source(found):
                for known, grounds in _by_day(source, ids, days):
                    yield Support(
                        tier, intervention, region, basis, ground, source, known, life.start, life.end, membership,
                        grounds,
                    )  # fmt: skip


def _by_day(source: str, proofs: _Proofs, days: Mapping[str, date]) -> list[tuple[date, tuple[str, ...]]]:
    """The claims of a ground by the day on which ``source`` and all documents that they take are known."""
    found: dict[date, set[str]] = defaultdict(set)
    for proof in proofs:
        found[max(days[document] for document in {source, *proof.documents})] |= proof.claims
    return [(day, tuple(sorted(claims))) for day, claims in sorted(found.items())]


def _by_source(proofs: _Proofs) -> list[tuple[str, tuple[str, ...]]]:
    found: dict[str, set[str]] = defaultdict(set)
    for proof in proofs:
        found[proof.source] |= proof.claims
    return [(source, tuple(sorted(claims))) for source, claims in sorted(found.items())]


def _tiers(claims: _Claims) -> dict[Ref, dict[Ref, _Proofs]]:
    tiers: dict[Ref, dict[Ref, _Proofs]] = defaultdict(lambda: defaultdict(set))
    for region, tier, ids in claims.of("inTier"):
        tiers[tier][region] |= ids
    return tiers


def _grounds(claims: _Claims, entities: Mapping[Ref, Entity]) -> dict[_Ground, _Proofs]:
    grounds: dict[_Ground, _Proofs] = defaultdict(set)
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


def _jurisdictions(claims: _Claims, entities: Mapping[Ref, Entity]) -> Iterator[tuple[_Ground, _Proofs]]:
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


def _targets(claims: _Claims, entities: Mapping[Ref, Entity]) -> Iterator[tuple[_Ground, _Proofs]]:
    for intervention, region, ids in claims.of("targets"):
        for place in (region, *_above(region, entities)):
            yield (intervention, place, Basis.NAMED, "target"), ids


def _carried_out(claims: _Claims, entities: Mapping[Ref, Entity]) -> Iterator[tuple[_Ground, _Proofs]]:
    """Who carries it out: a region, or a measure or policy of a region; a programme counts for what established it."""
    founders: dict[Ref, list[tuple[Ref, _Proofs]]] = defaultdict(list)
    for policy, programme, founding in claims.of("establishes"):
        founders[programme].append((policy, founding))
    for region, done, ids in _doings(claims):
        for policy, proofs in ((done, ids), *((policy, _both(ids, founding)) for policy, founding in founders[done])):
            for place in (region, *_above(region, entities)):
                yield (policy, place, Basis.IMPLEMENTS, "implements"), proofs


def _doings(claims: _Claims) -> Iterator[tuple[Ref, Ref, _Proofs]]:
    """Which region carries out what, itself or by a measure or policy of its own."""
    homes: dict[Ref, list[tuple[Ref, _Proofs]]] = defaultdict(list)
    for name in ("jurisdiction", "signatory"):
        for intervention, region, home in claims.of(name):
            homes[intervention].append((region, home))
    for doer, done, ids in claims.of("implements"):
        doers = [(doer, ids)] if doer.segment == COUNTRY.segment else [(r, _both(ids, home)) for r, home in homes[doer]]
        yield from ((region, done, proofs) for region, proofs in doers if region != COUNTRY)


def _both(first: _Proofs, second: _Proofs) -> _Proofs:
    return {one & other for one, other in product(first, second)}


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
