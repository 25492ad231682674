"""Observations as they are, or grouped: counted, with the span of their bounds, and never added up."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Mapping, Sequence
from decimal import Decimal

from graph.catalogue.figures import SAME, base_unit, bounds, figures, kind, shown
from graph.catalogue.folding import admits, claims_of, every, grouped
from graph.catalogue.rows import Row, Value
from graph.store import Bound
from ontology.values.period import Period

HIDDEN = ("claim", "part", "level", "membership", "lower_inclusive", "upper_inclusive")
NAMED = {"year": "period"}  # the columns of groups that are called otherwise
Values = Mapping[str, Sequence[Bound]]


def fold(rows: list[Row], values: Values) -> list[Row]:
    """One row for each observation; with ``group``, one for each group and comparable kind."""
    by = [str(name) for name in values.get("group", ())]
    if by and values.get("tier"):
        by = ["tier", *by]
    if not ("tier" in by or values.get("tier")):
        rows = [Row({**row.cells, "tier": None, "membership": None}, row.claims) for row in rows]
    found = [_figure(row) for row in figures(rows, "part", "membership", by=("claim", "tier"))]
    found = [row for row in found if admits(values, "kind", [row.cells["kind"]])]
    return _groups(found, by) if by else shown(found, *HIDDEN)


def _figure(row: Row) -> Row:
    """The figure with what the fold makes; where a tier is shown it rests on the claims of membership too."""
    made: dict[str, Value] = {"breakdown": row.cells["part"], "kind": kind(row), "members": ()}
    memberships = [str(claim).removeprefix("claim/") for claim in every([row], "membership")]
    claims = tuple(sorted({*row.claims, *memberships}))
    return Row({**row.cells, **made, "count": None, "least": None, "most": None}, claims)


def _groups(rows: Sequence[Row], by: Sequence[str]) -> list[Row]:
    chosen = dict.fromkeys([*(NAMED.get(name, name) for name in by), *SAME, "unit"])
    made = [Row({**row.cells, "unit": base_unit(row), "period": _year(row)}, row.claims) for row in rows]
    return [_group(dict(zip(chosen, key, strict=True)), members) for key, members in grouped(made, *chosen).items()]


def _group(key: Mapping[str, Value], members: Sequence[Row]) -> Row:
    empty = {name: None for name in members[0].cells if name not in HIDDEN}
    spans = [bounds(row) for row in members]
    made: dict[str, Value] = {
        "count": len(every(members, "claim")),
        "least": _extreme([span.lower for span in spans], least=True),
        "most": _extreme([span.upper for span in spans], least=False),
        "members": every(members, "subject"),
    }
    return Row({**empty, **key, **made}, claims_of(members))


def _extreme(found: Sequence[Decimal | None], *, least: bool) -> Decimal | None:
    """The least or greatest; None where one is open: then nothing bounds them all."""
    closed = [number for number in found if number is not None]
    if len(closed) < len(found):
        return None
    return min(closed) if least else max(closed)


def _year(row: Row) -> str | None:
    """The year that a period lies in, or the period where it is longer or open."""
    if row.cells["period"] is None:
        return None
    period = Period.parse(str(row.cells["period"]))
    if period.start is None or period.end is None or period.start.year != period.end.year:
        return str(period)
    return str(period.start.year)
