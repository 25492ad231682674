"""Periods: EDTF texts at their own precision, with the first and last day they cover."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from ontology.errors import InvalidValue

ACCEPTED = "EDTF: 2020, 2021-06, 2021-Q2, 2021-10-09, 2018-12/2021-12, 2017/.. or ../2020; ~ or ? may follow a date"

_DATE = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d\d)(?:-(\d\d))?))?([~?%]?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """A period of time. ``start`` or ``end`` is None where the interval is open (``2017/..``).

    ``precision`` is the coarser of its ends: year, quarter, month or day.

    >>> str(Period.parse("2021-Q2").end)
    '2021-06-30'
    """

    text: str
    start: date | None
    end: date | None
    precision: str
    approximate: bool = False

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an EDTF date or interval; raise InvalidValue if it is neither, or ends before it starts."""
        first, slash, last = text.partition("/")
        parts = [_part(first, text)] + ([_part(last, text)] if slash else [])
        start, end = parts[0][0], parts[-1][1]
        if (start is None and end is None) or (start and end and start > end):
            raise InvalidValue("period", text, ACCEPTED)
        precisions = [part[2] for part in parts if part[2]]
        coarsest = min(precisions, key=["year", "quarter", "month", "day"].index)
        return cls(text, start, end, coarsest, any(part[3] for part in parts))

    def __str__(self) -> str:
        """Return the EDTF text."""
        return self.text


def _part(text: str, whole: str) -> tuple[date | None, date | None, str, bool]:
    """First day, last day, precision and whether it is approximate, of one side of an interval."""
    if text == ".." and "/" in whole:
        return None, None, "", False
    match = _DATE.fullmatch(text)
    if not match:
        raise InvalidValue("period", whole, ACCEPTED)
    year, quarter, month, day, mark = match.groups()
    try:
        first, last, precision = _days(int(year), quarter, month, day)
    except ValueError:
        raise InvalidValue("period", whole, ACCEPTED) from None
    return first, last, precision, bool(mark)


def _days(year: int, quarter: str | None, month: str | None, day: str | None) -> tuple[date, date, str]:
    if day and month:
        exact = date(year, int(month), int(day))
        return exact, exact, "day"
    if month:
        return date(year, int(month), 1), _last(year, int(month)), "month"
    if quarter:
        return date(year, 3 * int(quarter) - 2, 1), _last(year, 3 * int(quarter)), "quarter"
    return date(year, 1, 1), date(year, 12, 31), "year"


def _last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def most_precise(periods: Iterable[Period]) -> list[Period]:
    """The periods in which no other lies, in their order: of 2021 and 2021-07-12 the day alone."""
    known = {str(period): period for period in periods}
    return [
        period
        for text, period in sorted(known.items())
        if not any(_covers(period, other) for key, other in known.items() if key != text)
    ]


def _covers(wide: Period, narrow: Period) -> bool:
    if wide.start is None or wide.end is None or narrow.start is None or narrow.end is None:
        return False
    outer, inner = (wide.start, wide.end), (narrow.start, narrow.end)
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]
