"""Facts: what a loader hands to a build. Frozen, checked values, free of any store's types."""

import builtins
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ontology.identifiers import Ref
from ontology.schema import Text
from ontology.values.period import Period
from ontology.values.quantity import Quantity
from ontology.values.units import Unit
from ontology.values.vocabulary import Basis, Measure, PeriodBasis, Phase, Reason, Role, Status, Time

Value = str | int | bool | Decimal | Period | Ref | Text | Unit


@dataclass(frozen=True, slots=True)
class Document:
    """A file held: its key (``003``), the work it is a copy of, and since when its words are known.

    ``published`` is the publication date at its own precision; ``known_from`` the first day on which it is surely out.
    """

    key: str
    stem: str
    sha256: str
    language: str
    title: Text
    publication: Ref
    published: Period

    @property
    def ref(self) -> Ref:
        """The document's identifier."""
        return Ref(f"document/{self.key}")

    @property
    def known_from(self) -> date:
        """The last day of the publication date: a document of 2021-12 is surely known on 2021-12-31."""
        return self.published.end or date.max


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document: code point offsets in its text, and the words (30 at most; spaces and tags aside).

    ``sentence`` is kept in local builds only, where the documents are at hand.
    """

    document: str
    start: int
    end: int
    quote: str
    sentence: str | None = None

    @property
    def ref(self) -> Ref:
        """The passage's identifier: the same span is the same passage."""
        return Ref(f"passage/{self.document}-{self.start}-{self.end}")


@dataclass(frozen=True, slots=True)
class Context:
    """A passage beside the stating one, and what it shows."""

    role: Role
    passage: Passage


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that claims speak of. ``attributes`` are reference data (codes, the administrative tree), not claims."""

    ref: Ref
    cls: str
    label: Text
    aliases: tuple[str, ...] = ()
    attributes: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What every claim has: who says it (document, passage, via), of what (subject), how surely (status)."""

    id: str
    document: str
    subject: Ref
    status: Status
    via: Ref | None
    passage: Passage
    context: tuple[Context, ...] = ()
    note: str | None = None

    @property
    def ref(self) -> Ref:
        """The claim's identifier."""
        return Ref(f"claim/{self.id}")

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The stating passage, then those of the context."""
        return (self.passage, *(context.passage for context in self.context))


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Claim):
    """Subject, property and an object (an entity) or a value (a text, a number, a period)."""

    property: str
    object: Ref | None = None
    value: str | int | Period | None = None
    role: str | None = None
    negated: bool = False
    valid_from: Period | None = None
    valid_to: Period | None = None

    @builtins.property
    def gives_edge(self) -> bool:
        """Whether the claim gives a direct edge or value: it is actual and not negated."""
        return self.status is Status.ACTUAL and not self.negated


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Claim):
    """A number of an indicator. Two are comparable only when all of what they measure agrees."""

    indicator: Ref
    breakdown: tuple[Ref, ...]
    population: Ref | None
    measure: Measure
    base: Period | Phase | Ref | None
    quantity: Quantity
    period: Period | None
    time: Time | None
    period_basis: PeriodBasis | None
    phase: Phase | None
    producer: Ref | None


@dataclass(frozen=True, slots=True)
class Reach:
    """What a statement speaks of: its subject and object, or the members where one is a fully named group.

    Where ``documents`` other than the statement's own name the members, the reach is derived, and goes ``beyond`` the
    one that the statement's own document gives: so no document's graph depends on another document.
    """

    statement: Statement
    subjects: tuple[Ref, ...]
    objects: tuple[Ref, ...]
    beyond: "Reach | None" = None
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A direct edge or value that follows from actual claims of one document.

    ``stated_of`` names the groups of which it was stated, where it holds of their members; ``derived`` says that it
    takes another document to know them.
    """

    document: str
    subject: Ref
    property: str
    object: Ref | str | int | Period
    claims: tuple[str, ...]
    stated_of: tuple[Ref, ...] = ()
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Life:
    """When an intervention holds, from what all documents say; None is unknown on that side."""

    intervention: Ref
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Support:
    """An intervention supports the regions of a tier, as the document ``source`` sorts them.

    ``membership`` are the claims of the source that put the region (for national ones: all regions) in the tier;
    ``grounds`` the claims of the basis that are known, with the source, from ``known_from`` on.
    """

    tier: Ref
    intervention: Ref
    region: Ref
    basis: Basis
    ground: str
    source: str
    known_from: date
    start: date | None
    end: date | None
    membership: tuple[str, ...]
    grounds: tuple[str, ...]

    @property
    def ref(self) -> Ref:
        """The support's identifier: all that tells it from others."""
        known = f"{self.source}-{self.known_from:%Y%m%d}"
        parts = (self.tier.key, self.intervention.replace("/", "-"), self.region.key, self.basis, self.ground, known)
        return Ref("support/" + "--".join(parts))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims (``members``: their ids, sorted) of one subject that cannot all be right, or do not say the same thing.

    ``reason`` is what explains it best; ``known_from`` the day from which the documents of all members are out.
    """

    subject: Ref
    members: tuple[str, ...]
    reason: Reason
    known_from: date

    @property
    def ref(self) -> Ref:
        """The conflict's identifier: its subject and members, which tell it from others."""
        return Ref("conflict/" + "--".join((self.subject.replace("/", "-"), *self.members)))


@dataclass(frozen=True, slots=True)
class Ontology:
    """The ontology itself, which a build holds beside the data."""


Fact = (
    Document | Passage | Entity | Unit | Ontology | Statement | Observation | Reach | Edge | Life | Support | Conflict
)
