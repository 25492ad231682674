"""Figures in folds: one row for a claim, what of it must agree before two compare, and which bounds leave undecided."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from graph.catalogue.folding import claims_of, every, grouped
from graph.catalogue.rows import Row, Value
from graph.store import Cell
from ontology.identifiers import Ref
from ontology.values.period import Period
from ontology.values.quantity import Bounds
from ontology.values.units import unit

Order = Literal["less", "equal", "greater", "undecided"]

SAME = ("indicator", "breakdown", "population", "measure", "base", "time", "phase", "status")
"""What must agree before figures compare; their subject, period and unit are up to who asks."""

KINDS = ("country", "province", "city", "district", "county", "group", "enterprise", "facility", "platform", "other")


def figures(rows: Iterable[Row], *several: str, by: Sequence[str] = ("claim",)) -> list[Row]:
    """One row for each claim, or what else ``by`` tells apart; the columns ``several`` hold all of its cells."""
    found = []
    for members in grouped(rows, *by).values():
        cells = {**members[0].cells, **{name: every(members, name) for name in several}}
        found.append(Row(cells, claims_of(members)))
    return found


def shown(rows: Iterable[Row], *hidden: str) -> list[Row]:
    """The rows without the columns ``hidden``; those that are then alike become one, with the claims of all."""
    rows = list(rows)
    names = [name for name in (rows[0].cells if rows else ()) if name not in hidden]
    return [
        Row(dict(zip(names, key, strict=True)), claims_of(members)) for key, members in grouped(rows, *names).items()
    ]


def kind(row: Row) -> str:
    """Which of ``KINDS`` the subject of a figure is; a region is of its level."""
    found = str(row.cells["level"] or Ref(str(row.cells["subject"])).segment)
    return found if found in KINDS else "other"


def base_unit(row: Row) -> str:
    """The symbol of the unit in which the number and the bounds of a figure are."""
    return unit(str(row.cells["unit"])).base


def dimension(row: Row) -> str:
    """What the unit of a figure measures, for figures of one indicator: 258 项 and 258 个 of it are both a count.

    Only counts take any classifier; other units convert where their base unit is the same.
    """
    found = unit(str(row.cells["unit"]))
    return found.dimension if found.dimension == "count" else found.base


def last_day(row: Row) -> date | None:
    """The last day of a figure's period; the last of all days where it is open, None where no period is stated."""
    if row.cells["period"] is None:
        return None
    return Period.parse(str(row.cells["period"])).end or date.max


def bounds(row: Row) -> Bounds:
    """Where the true value of a figure lies; its cells say whether the ends belong."""
    lower, upper = _number(row.cells["lower"]), _number(row.cells["upper"])
    return Bounds(lower, upper, row.cells["lower_inclusive"] is False, row.cells["upper_inclusive"] is False)


def _number(cell: Value) -> Decimal | None:
    return Decimal(cell) if isinstance(cell, Decimal | int) else None


def common(first: Bounds, second: Bounds) -> Bounds:
    """Where the true value lies if it lies in both, which must not be disjoint."""
    upper = mirrored(_later_start(mirrored(first), mirrored(second)))
    lower = _later_start(first, second)
    return Bounds(lower.lower, upper.upper, lower.lower_open, upper.upper_open)


def _later_start(first: Bounds, second: Bounds) -> Bounds:
    if first.lower is None or second.lower is None:
        return second if first.lower is None else first
    return max(first, second, key=lambda found: (found.lower, found.lower_open))


def narrowed(given: Sequence[Bounds]) -> list[Bounds]:
    """The values that sources leave for one thing: what all have in common, or where they contradict, each of them.

    A wide value that holds another one adds nothing: over 70 % says less than 72.1 %.
    """
    whole = given[0]
    for each in given[1:]:
        if whole.disjoint(each):
            return [one for one in dict.fromkeys(given) if not any(_holds(one, other) for other in given)]
        whole = common(whole, each)
    return [whole]


def _holds(wide: Bounds, narrow: Bounds) -> bool:
    return wide != narrow and not wide.disjoint(narrow) and common(wide, narrow) == narrow


def mirrored(given: Bounds) -> Bounds:
    """The bounds of the negative value: with them the least ranks first."""
    lower = None if given.upper is None else -given.upper
    upper = None if given.lower is None else -given.lower
    return Bounds(lower, upper, given.upper_open, given.lower_open)


def order(first: Bounds, second: Bounds) -> Order:
    """How the true values compare, if the bounds decide it.

    >>> order(Bounds(Decimal(33), Decimal(34)), Bounds(Decimal(40), None))
    'less'
    >>> order(Bounds(Decimal(33), Decimal(34)), Bounds(Decimal(30), None))
    'undecided'
    """
    if first == second and first.lower is not None and first.lower == first.upper:
        return "equal"
    if not first.disjoint(second):
        return "undecided"
    return "greater" if may_exceed(first, second) else "less"


def may_exceed(first: Bounds, second: Bounds) -> bool:
    """Whether the true value of ``first`` can be greater than that of ``second``."""
    return first.upper is None or second.lower is None or first.upper > second.lower


def ranks(mine: Bounds, others: Iterable[Sequence[Bounds]]) -> tuple[int, int]:
    """The best and the worst rank that the bounds allow; the greatest value has rank 1, equal values the same rank.

    Each of ``others`` is one competitor, with all the values that sources give it: it is surely ahead if each of
    them is, and possibly if one is.
    """
    pairs = [[(order(other, mine), may_exceed(other, mine)) for other in given] for given in others]
    ahead = sum(all(found == "greater" for found, _ in given) for given in pairs)
    perhaps = sum(any(may for _, may in given) for given in pairs)
    return 1 + ahead, 1 + perhaps


def is_undecided(mine: Bounds, other: Sequence[Bounds]) -> bool:
    """Whether it is open how a value compares with a competitor's: by their bounds, or since sources disagree."""
    found = {order(mine, each) for each in other}
    return "undecided" in found or len(found) > 1


def clusters(rows: Sequence[Row], marks: str) -> Iterator[list[Row]]:
    """The rows in groups that share a mark, directly or by way of others; ``marks`` is a column of several cells."""
    marked = [every([row], marks) for row in rows]
    by_mark: dict[Cell, list[int]] = defaultdict(list)
    for place, own in enumerate(marked):
        for mark in own:
            by_mark[mark].append(place)
    left = dict.fromkeys(range(len(rows)))
    while left:
        waiting, found = [left.popitem()[0]], []
        while waiting:
            found.append(waiting.pop())
            near = {place for mark in marked[found[-1]] for place in by_mark.pop(mark, ()) if place in left}
            waiting += near
            for place in near:
                del left[place]
        yield [rows[place] for place in sorted(found)]
