"""Joins what is stated of a policy with what its title tells: its other editions and its versions of provinces."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.catalogue.folding import admits, claims_of, every, grouped
from graph.catalogue.interventions import Span, among, span
from graph.catalogue.rows import Row, Value
from graph.catalogue.titles import Shelf, Titles
from graph.store import Bound

DATES = ("issuedOn", "periodCovered")
KEY = ("asked", "direction", "property", "other", "via", "status")


@dataclass(frozen=True, slots=True)
class _Titled:
    """A policy with its titles, and the days in which it begins."""

    policy: Value
    titles: Titles
    begins: Span


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """One row for each stated relation, and one for each pair of titles that are alike."""
    found = [*_stated(rows), *_alike(rows, values.get("policy", ()))]
    return [
        row
        for row in found
        if admits(values, "basis", [row.cells["basis"]]) and admits(values, "direction", [row.cells["direction"]])
    ]


def _stated(rows: list[Row]) -> Iterator[Row]:
    """What goes through a programme also rests on who set it up: without a document that says so there is no row."""
    relations = [row for row in rows if row.cells["direction"] != "title"]
    founding = grouped(among(relations, "establishes"), "asked", "other")
    for cells, lines in grouped(relations, *KEY).items():
        named = dict(zip(KEY, cells, strict=True))
        policy, via = named.pop("asked"), named["via"]
        founded = founding.get((policy, via), []) if via else []
        if via and not founded:
            continue
        yield _row(named | {"policy": policy, "basis": "stated"}, [*lines, *founded])


def _row(cells: dict[str, Value], lines: list[Row]) -> Row:
    return Row(cells | {"sources": every(lines, "document")}, claims_of(lines))


def _alike(rows: list[Row], asked: Sequence[Bound]) -> Iterator[Row]:
    named = grouped(among(rows, "name", *DATES), "other")
    titled = {policy: _titled(policy, lines) for (policy,), lines in named.items()}
    shelf = Shelf({policy: each.titles for policy, each in titled.items()})
    for one in titled.values():
        if asked and one.policy not in asked:
            continue
        for other in map(titled.__getitem__, shelf.near(one.policy)):
            for direction, lines in _compared(one, other):
                cells = {"policy": one.policy, "other": other.policy, "direction": direction}
                yield _row(cells | {"basis": "title", "property": None, "via": None, "status": None}, lines)


def _titled(policy: Value, lines: list[Row]) -> _Titled:
    dates = every(among(lines, "periodCovered"), "value") or every(among(lines, "issuedOn"), "value")
    return _Titled(policy, Titles.of(among(lines, "name")), span(dates))


def _compared(one: _Titled, other: _Titled) -> Iterator[tuple[str, list[Row]]]:
    """The direction in which ``other`` lies from ``one``, with the claims of the titles that tell it."""
    if lines := one.titles.editions(other.titles):
        least, most = other.begins.since(one.begins)
        yield "later" if least and least > 0 else "earlier" if most and most < 0 else "same", lines
    if lines := one.titles.versions(other.titles):
        yield "local", lines
    if lines := other.titles.versions(one.titles):
        yield "national", lines
