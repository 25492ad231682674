"""Ranks the scenarios by how many are ready."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from graph.catalogue.folding import admits, given, grouped
from graph.catalogue.rows import Row, Value
from graph.store import Bound

COMPARABLE = ("subject", "population", "measure", "base", "unit", "period", "time", "phase", "status", "source")
LEAST, MOST = Decimal("-Infinity"), Decimal("Infinity")


class _Range(NamedTuple):
    lower: Decimal
    upper: Decimal


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """The rows with the rank of their scenario among those that compare with it, before any is left out."""
    found = []
    for comparable in grouped(rows, *COMPARABLE).values():
        ranges = {key: _together(told) for (key,), told in grouped(comparable, "scenario").items()}
        found += [_ranked(row, ranges) for row in comparable]
    return [row for row in found if _is_asked(row, values)]


def _together(told: Iterable[Row]) -> _Range:
    """What several statements of one share leave open: 超70% and 72.1% leave 72.1; all between, if they contradict."""
    ranges = [_range(row) for row in told]
    lower, upper = max(each.lower for each in ranges), min(each.upper for each in ranges)
    if lower > upper:
        return _Range(upper, lower)
    return _Range(lower, upper)


def _range(row: Row) -> _Range:
    lower, upper = row.cells["lower"], row.cells["upper"]
    return _Range(
        LEAST if lower is None else Decimal(str(lower)),
        MOST if upper is None else Decimal(str(upper)),
    )


def _ranked(row: Row, ranges: Mapping[Value, _Range]) -> Row:
    mine = ranges[row.cells["scenario"]]
    others = [each for scenario, each in ranges.items() if scenario != row.cells["scenario"]]
    first = 1 + sum(each.lower > mine.upper for each in others)
    last = 1 + sum(each.upper > mine.lower for each in others)
    return Row({**row.cells, "rank": first, "rank_to": last, "undecided": first != last}, row.claims)


def _is_asked(row: Row, values: Mapping[str, Sequence[Bound]]) -> bool:
    least = given(values, "at_least")
    enough = least is None or _range(row).lower >= Decimal(str(least))
    return enough and admits(values, "scenario", [row.cells["scenario"]])
