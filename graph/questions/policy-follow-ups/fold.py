"""Finds what regions did after a policy: by stated relation, by title or by topic, and how long after."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.catalogue.folding import admits, claims_of, every, grouped
from graph.catalogue.interventions import COUNTRY, among, areas, carried_out, narrowest, sharing, span
from graph.catalogue.rows import Row, Value
from graph.catalogue.titles import Shelf, Titles
from graph.store import Bound, Cell
from ontology.identifiers import Ref
from ontology.values.period import Period

Details = Mapping[tuple[Value, ...], list[Row]]


@dataclass(frozen=True, slots=True)
class _Tie:
    """What ties a follower to a policy, and the lines that say or suggest it."""

    policy: Value
    follower: Value
    basis: str
    lines: list[Row]
    relation: Value = None
    via: Value = None
    topics: tuple[Cell, ...] = field(default=())


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """One row for each policy, follower, region and tie."""
    details = grouped((row for row in rows if row.cells["asked"] is None), "thing")
    policies: list[Value] = list(values.get("policy", ())) or [thing for (thing,) in details]
    ties = [*_stated(rows, details), *_titled(policies, details), *_topical(rows)]
    return [
        row
        for tie in ties
        if admits(values, "basis", [tie.basis])
        for row in _rows(tie, details)
        if admits(values, "region", [row.cells["region"]])
    ]


def _stated(rows: list[Row], details: Details) -> Iterator[_Tie]:
    """What goes through a programme also rests on who set it up: without a document that says so there is no tie."""
    found = [row for row in among(rows, "implements", "basedOn") if row.cells["asked"] is not None]
    for (policy, follower, relation, via), lines in grouped(found, "asked", "thing", "property", "via").items():
        founding = [row for row in among(details.get((policy,), []), "establishes") if row.cells["value"] == via]
        if via is None or founding:
            yield _Tie(policy, follower, "stated", [*lines, *founding], relation, via)


def _titled(policies: list[Value], details: Details) -> Iterator[_Tie]:
    titles = {thing: Titles.of(names) for (thing,), lines in details.items() if (names := among(lines, "name"))}
    shelf = Shelf(titles)
    for policy in policies:
        for follower in shelf.near(policy):
            if lines := titles[policy].versions(titles[follower]):
                yield _Tie(policy, follower, "title", lines)


def _topical(rows: list[Row]) -> Iterator[_Tie]:
    for pair in sharing(rows):
        yield _Tie(pair.one, pair.other, "topic", list(pair.lines), topics=pair.topics)


def _rows(tie: _Tie, details: Details) -> Iterator[Row]:
    own, others = details.get((tie.policy,), []), details.get((tie.follower,), [])
    issued, followed = _dates(own), _dates(others)
    least, most = span(_begun(followed)).since(span(_begun(issued)))
    sequence = _sequence(least, most)
    if tie.basis == "topic" and sequence == "before":
        return
    cells: dict[str, Value] = {"policy": tie.policy, "follower": tie.follower, "basis": tie.basis, "via": tie.via}
    cells |= {"issued": tuple(map(str, issued)), "follower_issued": tuple(map(str, followed)), "topics": tie.topics}
    cells |= {"relation": tie.relation, "lag_least": least, "lag_most": most, "sequence": sequence}
    dated = [*among(own, "issuedOn"), *among(others, "issuedOn", "jurisdiction", "signatory")]
    for region in _regions(tie.follower, others):
        lines = [*tie.lines, *(row for row in dated if row.cells["place"] in (None, region))]
        yield Row(cells | {"region": region, "sources": every(lines, "document")}, claims_of(lines))


def _regions(follower: Value, lines: list[Row]) -> Iterator[Ref]:
    """The regions below the country whose doing it is."""
    places = (follower,) if isinstance(follower, Ref) and follower.segment == COUNTRY.segment else areas(lines)
    yield from (place for place in places if isinstance(place, Ref) and place != COUNTRY and place.segment == "region")


def _dates(lines: list[Row]) -> list[Period]:
    return narrowest(every(among(lines, "issuedOn"), "value")) or carried_out(lines)


def _begun(periods: list[Period]) -> list[str]:
    """The beginnings of periods, at their precision: what is carried out from 2021 on began on some day of it."""
    return [period.text.partition("/")[0] for period in periods if period.start]


def _sequence(least: int | None, most: int | None) -> str:
    if least is not None and least >= 0:
        return "after"
    if most is not None and most < 0:
        return "before"
    return "unknown" if least is None or most is None else "undecided"
