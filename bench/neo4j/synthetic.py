"""A large build out of nothing: real facts, made one after the other, in the proportions of a country's reports.

Half of the claims are observations, half statements; each stands in words of its own and leans on a heading and a date
that its section shares. Equal arguments give equal facts.
"""

from collections.abc import Iterator
from functools import cache

from graph.facts import Context, Document, Edge, Entity, Fact, Observation, Ontology, Passage, Reach, Statement
from ontology.identifiers import Ref
from ontology.schema import Text
from ontology.values.period import Period
from ontology.values.quantity import Quantity
from ontology.values.units import unit
from ontology.values.vocabulary import Measure, PeriodBasis, Role, Status, Time

CLAIMS = 42_900  # that give 100,000 nodes and 500,000 relationships
OF_A_DOCUMENT = 500
OF_A_SECTION = 20
KINDS = ("region", "indicator", "industry", "technology", "topic", "population", "org")
CLASSES = ("Region", "Indicator", "Industry", "Technology", "Topic", "Population", "Institute")
EACH = 400  # things of each kind that all documents share
QUOTE = "规模以上工业企业上云数量累计达到"


def facts(claims: int = CLAIMS) -> Iterator[Fact]:
    """The whole build; nothing of it is kept here."""
    yield Ontology()
    yield from (unit("万家"), unit("家"))
    for kind, cls in zip(KINDS, CLASSES, strict=True):
        yield from (_entity(thing(kind, number), cls) for number in range(EACH))
    for document, first in enumerate(range(0, claims, OF_A_DOCUMENT)):
        yield from _document(document, range(first, min(first + OF_A_DOCUMENT, claims)))


@cache
def thing(kind: str, number: int) -> Ref:
    """One of the things of a kind; the numbers go round."""
    return Ref(f"{kind}/synthetic-{number}") if number < EACH else thing(kind, number % EACH)


def _entity(ref: Ref, cls: str, *attributes: tuple[str, Ref]) -> Entity:
    name = ref.key.rpartition("-")[2]
    return Entity(ref, cls, Text(f"{cls}第{name}号", f"{cls} no. {name}"), (f"{ref.segment}{name}",), attributes)


def _document(number: int, claims: range) -> Iterator[Fact]:
    """A document with the enterprises that it alone names, and its claims."""
    key, publication = f"s{number}", Ref(f"publication/synthetic-{number}")
    yield _entity(publication, "Publication")
    title = Text(f"第{number}号报告", f"Report no. {number}")
    yield Document(key, f"{key}_0000", f"{number:064x}", "zh", title, publication, Period.parse("2021-12"))
    for claim in claims:
        if claim % 6 == 0:
            yield _entity(_enterprise(claim), "Enterprise", ("locatedIn", thing("region", claim)))
        within = claim - claims[0]
        place, head = _start(within), _head(key, _start(within - within % OF_A_SECTION) - 20)
        if within % OF_A_SECTION == 0:
            yield from (context.passage for context in head)
        yield from _statement(key, claim, place, head) if claim % 2 else _observation(key, claim, place, head)


def _start(place: int) -> int:
    """Where the words of a document's claim begin."""
    return 1000 + 60 * place


def _enterprise(claim: int) -> Ref:
    return Ref(f"enterprise/synthetic-{claim - claim % 6}")


def _head(document: str, start: int) -> tuple[Context, ...]:
    """The heading of a section, and its date."""
    return (
        Context(Role.SUBJECT, Passage(document, start, start + 8, "第一梯队领先地区")),
        Context(Role.DATE, Passage(document, start + 8, start + 14, "2020年底")),
    )


def _observation(document: str, claim: int, place: int, head: tuple[Context, ...]) -> Iterator[Fact]:
    text = f"{claim % 97 + 1}.{claim % 10}"
    passage = Passage(document, place, place + 26, f"{QUOTE}{text}万家")
    yield Observation(
        id=f"{document}-o{claim}", document=document, subject=thing("region", claim), status=Status.ACTUAL, via=None,
        passage=passage, context=head, indicator=thing("indicator", claim // 7), population=thing("population", claim),
        breakdown=(thing("industry", claim // 3),), measure=Measure.LEVEL, base=None,
        quantity=Quantity.parse(text, "万家"), period=Period.parse("2020"), time=Time.AT,
        period_basis=PeriodBasis.STATED, phase=None, producer=thing("org", claim // 11),
    )  # fmt: skip
    yield passage


def _statement(document: str, claim: int, place: int, head: tuple[Context, ...]) -> Iterator[Fact]:
    passage = Passage(document, place, place + 26, f"应用第{claim}号关键技术")
    enterprise, technology = _enterprise(claim), thing("technology", claim)
    statement = Statement(
        id=f"{document}-c{claim}", document=document, subject=enterprise, status=Status.ACTUAL, via=None,
        passage=passage, context=head[:1], property="applies", object=technology, note="synthetic",
    )  # fmt: skip
    yield statement
    yield Reach(statement, (enterprise,), (technology,))
    yield Edge(document, enterprise, "applies", technology, (statement.id,))
    yield passage
