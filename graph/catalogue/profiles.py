"""What folds of lists of things share: one row for each thing and status, with all that claims give it side by side.

The lines are claims about things (``thing``, ``property``, ``value``; ``place`` is the value or a member of the group
that it is, ``above`` what that lies in) and, without a thing, the claims that sort the region ``place`` into a tier. A
thing has the tiers in which the same document puts its places.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.catalogue.folding import admits, claims_of, every, grouped
from graph.catalogue.rows import Row, Value
from graph.store import Bound, Cell


@dataclass(frozen=True, slots=True)
class Shape:
    """The column of the things, and the properties that the other columns show and that parameters ask for."""

    thing: str
    columns: Mapping[str, str]
    given: Mapping[str, str]


def profiles(rows: Sequence[Row], values: Mapping[str, Sequence[Bound]], shape: Shape) -> list[Row]:
    """The things that have all that was asked for.

    A thing for which no claim states a property of the columns keeps a row, which rests on what else is said of it.
    """
    tiers = grouped([row for row in rows if row.cells["thing"] is None], "place", "source")
    found = []
    for (thing,), told in grouped(rows, "thing").items():
        shown = [row for row in told if str(row.cells["property"]) in shape.columns.values()] or told
        for (status,), lines in grouped(shown, "status").items():
            memberships = _memberships(lines, tiers)
            if thing is not None and _is_asked(lines, memberships, values, shape.given):
                cells = {shape.thing: thing, "status": status, **_cells(lines, memberships, shape.columns)}
                found.append(Row(cells, claims_of([*lines, *memberships])))
    return found


def _memberships(lines: Sequence[Row], tiers: Mapping[tuple[Value, ...], list[Row]]) -> list[Row]:
    located = [line.cells for line in lines if str(line.cells["property"]) == "locatedIn"]
    places = {(cells[column], cells["source"]) for cells in located for column in ("place", "above")}
    return [row for place in places for row in tiers.get(place, ())]


def _is_asked(
    lines: Sequence[Row],
    memberships: Sequence[Row],
    values: Mapping[str, Sequence[Bound]],
    given: Mapping[str, str],
) -> bool:
    return (
        admits(values, "status", [lines[0].cells["status"]])
        and admits(values, "tier", every(memberships, "value"))
        and all(admits(values, parameter, _told(lines, name)) for parameter, name in given.items())
    )


def _told(lines: Sequence[Row], name: str) -> tuple[Cell, ...]:
    """The values of the property, and what lies above them."""
    return every((line for line in lines if str(line.cells["property"]) == name), "value", "place", "above")


def _cells(lines: Sequence[Row], memberships: Sequence[Row], columns: Mapping[str, str]) -> dict[str, Value]:
    cells: dict[str, Value] = {
        column: every((line for line in lines if str(line.cells["property"]) == name), "value")
        for column, name in columns.items()
    }
    return cells | {"tiers": every(memberships, "value"), "sources": every(lines, "source")}
