"""Facts with all that proves them, and what is left of each once documents are taken away.

A fact that is stated of a group holds for a member by two claims: the one that states it, and one that names the
member. It falls with either.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from graph.catalogue.folding import grouped
from graph.catalogue.rows import Row, Value
from ontology.identifiers import Ref

# What tells one fact from another. Quantities are compared in their base unit: 1.2万家 is 12000家.
FACT = (
    "kind", "subject", "property", "object", "status", "negated", "population", "measure", "base", "comparator",
    "number", "lower", "upper", "period", "time", "phase",
)  # fmt: skip
SHOWN = (*FACT, "unit", "breakdown")
# What may differ where values are the same: how they are written, and when they hold.
WHEN = ("object", "period", "time")
# Where a claim names things.
NAMING = (
    "subject", "object", "stated_subject", "stated_object", "property", "concept", "population", "base", "producer",
    "via",
)  # fmt: skip

Members = Mapping[tuple[Value, Value], Sequence[tuple[str, str]]]
"""By group and member: the claims that name the member, with their documents."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Claims that prove a fact together: the document that states it, and all documents that this takes."""

    document: str
    documents: frozenset[str]
    claims: tuple[str, ...]


@dataclass(slots=True)
class Fact:
    """A fact with its proofs; ``cells`` are as the first of its claims gives them."""

    cells: dict[str, Value]
    proofs: set[Proof] = field(default_factory=set)


def facts(rows: Sequence[Row]) -> list[Fact]:
    """The facts that flat claims state, and the things that they speak of."""
    members = _members(rows)
    found: dict[tuple[Value, ...], Fact] = {}
    for cells, row in _claimed(rows):
        key = tuple([_comparable(name, cells) for name in (*FACT, "breakdown")])
        found.setdefault(key, Fact(cells)).proofs |= set(_proofs(row, members))
    return [*found.values(), *_things(rows)]


def told(fact: Fact, gone: frozenset[str]) -> Row | None:
    """What becomes of a fact without the documents ``gone``; None where two are left to state it, or nothing ends."""
    kept = {proof for proof in fact.proofs if not proof.documents & gone}
    before, after = ({proof.document for proof in proofs} for proofs in (fact.proofs, kept))
    if before == after or len(after) > 1:
        return None
    told: dict[str, Value] = {
        "effect": "single-source" if after else "falls",
        "documents": _refs(before),
        "left": _refs(after),
    }
    claims = {claim for proof in fact.proofs for claim in proof.claims}
    return Row(fact.cells | told, tuple(sorted(claims)))


def by_document(stated: Iterable[Fact]) -> Mapping[str, Sequence[Fact]]:
    """The facts that each document takes part in proving: without it, nothing becomes of the others."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in stated:
        for document in {document for proof in fact.proofs for document in proof.documents}:
            found[document].append(fact)
    return found


def by_value(stated: Iterable[Fact]) -> Mapping[tuple[Value, ...], Sequence[Fact]]:
    """The observations, those together that differ in no more than their period."""
    found: dict[tuple[Value, ...], list[Fact]] = defaultdict(list)
    for fact in stated:
        if fact.cells["kind"] == "observation":
            found[_value(fact)].append(fact)
    return found


def elsewhere(fact: Fact, values: Mapping[tuple[Value, ...], Sequence[Fact]], gone: frozenset[str]) -> tuple[Ref, ...]:
    """The documents left that give the same value for another period, or without one."""
    alike = [other for other in values.get(_value(fact), ()) if other is not fact]
    said = {proof.document for other in alike for proof in other.proofs if not proof.documents & gone}
    return _refs(said - {proof.document for proof in fact.proofs})


def _value(fact: Fact) -> tuple[Value, ...]:
    return tuple([fact.cells[name] for name in (*FACT, "breakdown") if name not in WHEN])


def _claimed(rows: Iterable[Row]) -> Iterator[tuple[dict[str, Value], Row]]:
    """Each flat fact with its breakdown gathered, in the order of the claims."""
    for lines in grouped(sorted(rows, key=lambda row: str(row.cells["claim"])), "claim").values():
        concepts = {concept for row in lines if isinstance(concept := row.cells["concept"], Ref)}
        for row in lines[:1] if concepts else lines:
            yield {name: row.cells.get(name) for name in SHOWN} | {"breakdown": tuple(sorted(concepts))}, row


def _comparable(name: str, cells: Mapping[str, Value]) -> Value:
    """A quantity counts by its number, not as it is written."""
    return None if name == "object" and cells["kind"] == "observation" else cells[name]


def _members(rows: Iterable[Row]) -> Members:
    found: dict[tuple[Value, Value], list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        cells = row.cells
        if cells["property"] == "hasMember" and cells["status"] == "actual" and not cells["negated"]:
            found[cells["subject"], cells["object"]].append((row.claims[0], str(cells["source"])))
    return found


def _proofs(row: Row, members: Members) -> Iterator[Proof]:
    """One proof for each way in which the groups that a claim names have the members that the fact is of."""
    cells, claim, document = row.cells, row.claims[0], str(row.cells["source"])
    named = [
        members.get((cells[stated], cells[name]), [])
        for name, stated in (("subject", "stated_subject"), ("object", "stated_object"))
        if cells[stated] is not None and cells[stated] != cells[name]
    ]
    for way in product(*named):
        yield Proof(document, frozenset({document, *(d for _, d in way)}), (claim, *(c for c, _ in way)))


def _things(rows: Iterable[Row]) -> Iterator[Fact]:
    """The things that claims name, wherever in the claim; a thing is no more than spoken of."""
    proofs: dict[Ref, set[Proof]] = defaultdict(set)
    for row in rows:
        document = str(row.cells["source"])
        proof = Proof(document, frozenset({document}), row.claims)
        for name in NAMING:
            if isinstance(thing := row.cells[name], Ref):
                proofs[thing].add(proof)
    for thing, found in proofs.items():
        cells: dict[str, Value] = dict.fromkeys(SHOWN)
        yield Fact(cells | {"kind": "thing", "subject": thing, "negated": False, "breakdown": ()}, found)


def _refs(documents: Iterable[str]) -> tuple[Ref, ...]:
    return tuple(Ref(document) for document in sorted(documents))
