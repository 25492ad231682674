"""Facts made in a line each, for tests of what follows from them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from graph.derive import derive
from graph.facts import Document, Edge, Entity, Fact, Life, Observation, Passage, Reach, Statement, Support, Value
from ontology.identifiers import Ref
from ontology.schema import Text
from ontology.values.period import Period
from ontology.values.quantity import Quantity
from ontology.values.vocabulary import Measure, Status

T = TypeVar("T")
PUBLISHED = {"900": "2021-12", "901": "2022-01-05", "902": "2020"}


def document(key: str = "900") -> Document:
    title = Text(f"文件{key}", f"Document {key}")
    return Document(key, f"{key}_stem", "0" * 64, "zh", title, Ref(f"publication/{key}"), Period.parse(PUBLISHED[key]))


def entity(ref: str, cls: str, **attributes: Value) -> Entity:
    return Entity(Ref(ref), cls, Text(f"{ref}名", ref), (), tuple(attributes.items()))


def region(key: str, parent: str | None = "region/cn") -> Entity:
    above: dict[str, Value] = {"partOf": Ref(parent)} if parent else {}
    return entity(f"region/{key}", "Region", level="province" if parent else "country", **above)


ENTITIES = [
    region("cn", None),
    region("110000"),
    region("310000"),
    region("110105", "region/110000"),
    entity("group/twin", "RegionGroup", complete=True),
    entity("group/open", "RegionGroup"),
    entity("tier-scheme/tiny", "TierScheme"),
    entity("tier/leading", "Tier", scheme=Ref("tier-scheme/tiny"), order=1),
    entity("tier/rising", "Tier", scheme=Ref("tier-scheme/tiny"), order=2),
    entity("policy/plan", "Policy"),
    entity("policy/other", "Policy"),
    entity("measure/fund", "Measure"),
    entity("recommendation/more", "Recommendation"),
    entity("programme/512", "Programme"),
    entity("path/special", "DevelopmentPath"),
    entity("topic/iiot", "Topic"),
    entity("org/ministry", "GovernmentBody", jurisdiction=Ref("region/cn")),
    entity("org/bureau", "GovernmentBody", jurisdiction=Ref("region/110000")),
    entity("indicator/platforms", "Indicator"),
    *(entity(f"publication/{key}", "Publication") for key in PUBLISHED),
]


@dataclass
class World:
    """Documents, entities and the claims that a test states."""

    claims: list[Statement | Observation] = field(default_factory=list)

    def state(
        self, subject: str, name: str, obj: str | Period | int, document: str = "900", *,
        status: Status = Status.ACTUAL, negated: bool = False,
    ) -> Statement:  # fmt: skip
        """State that ``subject`` has the property; texts with a slash are things."""
        number = len(self.claims)
        thing = isinstance(obj, str) and "/" in obj
        statement = Statement(
            id=f"{document}-c{number}", document=document, subject=Ref(subject), status=status, via=None,
            passage=Passage(document, 10 * number, 10 * number + 2, "原文"), property=name,
            object=Ref(str(obj)) if thing else None, value=None if thing else obj, negated=negated,
        )  # fmt: skip
        self.claims.append(statement)
        return statement

    def observe(self, subject: str, value: str, document: str = "900") -> Observation:
        number = len(self.claims)
        observation = Observation(
            id=f"{document}-o{number}", document=document, subject=Ref(subject), status=Status.ACTUAL, via=None,
            passage=Passage(document, 10 * number, 10 * number + 2, "原文"), indicator=Ref("indicator/platforms"),
            breakdown=(), population=None, measure=Measure.LEVEL, base=None, quantity=Quantity.parse(value, "家"),
            period=None, time=None, period_basis=None, phase=None, producer=None,
        )  # fmt: skip
        self.claims.append(observation)
        return observation

    def twin(self, document: str = "900") -> None:
        """Name both members of the complete group."""
        self.state("group/twin", "hasMember", "region/110000", document)
        self.state("group/twin", "hasMember", "region/310000", document)

    def facts(self) -> list[Fact]:
        documents = sorted({claim.document for claim in self.claims})
        return [*map(document, documents), *ENTITIES, *self.claims]

    def derived(self) -> list[Fact]:
        return list(derive(self.facts()))

    def edges(self) -> set[tuple[str, str, object]]:
        return {(e.subject, e.property, e.object) for e in self._of(Edge)}

    def edge(self, subject: str, name: str, obj: str) -> Edge:
        (found,) = (e for e in self._of(Edge) if (e.subject, e.property, e.object) == (subject, name, obj))
        return found

    def reaches(self, statement: Statement) -> list[Reach]:
        return [reach for reach in self._of(Reach) if reach.statement == statement]

    def supports(self) -> list[Support]:
        return list(self._of(Support))

    def lives(self) -> dict[str, tuple[str | None, str | None]]:
        return {life.intervention: (_day(life.start), _day(life.end)) for life in self._of(Life)}

    def _of(self, kind: type[T]) -> Iterator[T]:
        return (fact for fact in self.derived() if isinstance(fact, kind))


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def rows(supports: Sequence[Support]) -> set[tuple[str, str, str, str]]:
    """Intervention, region, basis and ground of supports."""
    return {(s.intervention, s.region, str(s.basis), s.ground) for s in supports}
