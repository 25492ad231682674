"""Counts the things of each aspect and tier, and takes the medians of comparable values."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Mapping, Sequence
from decimal import Decimal

from graph.catalogue.figures import base_unit, dimension
from graph.catalogue.folding import claims_of, every, grouped
from graph.catalogue.medians import Span, hull, median_span
from graph.catalogue.rows import Row, Value
from graph.store import Bound

_SAME = ("indicator", "population", "period", "time", "phase")
_EMPTY: Mapping[str, Value] = {
    **dict.fromkeys((*_SAME, "unit", "median", "lower", "upper")), "breakdown": (), "measured": (),
}  # fmt: skip


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """One row for each tier and aspect, with the number of different things and the claims that name them.

    Of the medians there is one for each tier and comparable kind of value, where they are asked for: most rest on the
    value of one region, and would bury what can be compared.
    """
    counted = [row for row in rows if row.cells["aspect"] != "medians"]
    wanted = "medians" in values.get("aspect", ()) or values.get("indicator")
    levels = [row for row in rows if wanted and row.cells["aspect"] == "medians"]
    return [*map(_count, grouped(counted, "tier", "order", "aspect").values()), *_medians(levels)]


def _count(things: list[Row]) -> Row:
    cells = {name: things[0].cells[name] for name in ("tier", "order", "aspect")}
    return Row({**_EMPTY, **cells, "count": len(every(things, "thing"))}, claims_of(things))


def _medians(rows: list[Row]) -> list[Row]:
    levels = []
    for lines in grouped(rows, "tier", "thing").values():
        cells = {**lines[0].cells, "breakdown": every(lines, "part"), "dimension": dimension(lines[0])}
        levels.append(Row(cells, claims_of(lines)))
    return [_median(alike) for alike in grouped(levels, "tier", *_SAME, "breakdown", "dimension").values()]


def _median(levels: list[Row]) -> Row:
    """The median over regions; where a region has several values it may be any from the least to the greatest."""
    by_region = grouped(levels, "region")
    lower, upper = median_span([hull(map(_span, of_region)) for of_region in by_region.values()])
    names = ("tier", "order", "aspect", *_SAME, "breakdown")
    made: dict[str, Value] = {
        "unit": "/".join(dict.fromkeys(sorted(base_unit(row) for row in levels))),
        "count": len(by_region),
        "median": lower if lower == upper else None,
        "lower": lower,
        "upper": upper,
        "measured": every(levels, "region"),
    }
    return Row({name: levels[0].cells[name] for name in names} | made, claims_of(levels))


def _span(level: Row) -> Span:
    low, high = (level.cells[name] for name in ("low", "high"))
    return low if isinstance(low, Decimal) else None, high if isinstance(high, Decimal) else None
