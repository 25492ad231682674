"""Marks the latest of the values that were known."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Mapping, Sequence
from datetime import date

from graph.catalogue.figures import SAME, dimension, figures, last_day, shown
from graph.catalogue.folding import grouped
from graph.catalogue.rows import Row
from graph.store import Bound

HIDDEN = ("claim", "part", "indicator", "dimension")


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:  # noqa: ARG001 # the contract of folds
    """One row for each value and document; ``latest`` says whether no later period of the same was known."""
    found = [
        Row({**row.cells, "breakdown": row.cells["part"], "dimension": dimension(row)}, row.claims)
        for row in figures(rows, "part")
    ]
    series = grouped(found, "subject", "dimension", *SAME).values()
    return shown([row for members in series for row in _marked(members)], *HIDDEN)


def _marked(members: Sequence[Row]) -> list[Row]:
    days = [last_day(row) for row in members]
    latest = max((day for day in days if day), default=date.min)
    undated = [row for row, day in zip(members, days, strict=True) if day is None]
    open_ = any(_may_be_later(row, latest) for row in undated)
    return [
        Row({**row.cells, "latest": _latest(day, latest, open_=open_)}, row.claims)
        for row, day in zip(members, days, strict=True)
    ]


def _latest(day: date | None, latest: date, *, open_: bool) -> bool | None:
    if day is None or (day == latest and open_):
        return None
    return day == latest


def _may_be_later(undated: Row, day: date) -> bool:
    """Whether a value without a period may be of after a day: what was measured is not of after its document."""
    return undated.cells["status"] != "actual" or str(undated.cells["known_from"]) > day.isoformat()
