"""Puts the two sides of each conflict side by side; places that say the same are one side."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from graph.catalogue.folding import claims_of, every, grouped
from graph.catalogue.printed import as_printed, quantity_of
from graph.catalogue.rows import Row, Value, sort_key
from graph.store import Bound, Cell

_Members = list[Row]
_CHANGES = ("growth", "difference")


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """One row for each two sides that differ, with the claims of all conflicts between them."""
    found: dict[str, tuple[dict[str, Value], _Members, _Members]] = {}
    for members in grouped(rows, "conflict").values():
        if not (_takes_part(members, "property", values.get("indicator", ()))
                and _takes_part(members, "source", values.get("document", ()))):  # fmt: skip
            continue
        first, second = _sides(members)
        cells = {name: members[0].cells[name] for name in ("reason", "subject")}
        cells |= _said(first, "first") | _said(second, "second") | {"difference": _difference(first, second)}
        _, ones, others = found.setdefault(repr(cells), (cells, [], []))
        ones += first
        others += second
    return [
        Row(cells | _who(ones, "first") | _who(others, "second"), claims_of([*ones, *others]))
        for cells, ones, others in found.values()
    ]


def _takes_part(members: Iterable[Row], name: str, wanted: Sequence[Bound]) -> bool:
    """Whether one of the members has a cell that is wanted; without a wish all do."""
    return not wanted or any(member.cells[name] in wanted for member in members)


def _sides(members: _Members) -> tuple[_Members, _Members]:
    """Each claim is a side; of three, the two levels are one and the change between them is the other."""
    claims = sorted(grouped(members, "member").values(), key=_order)
    if len(claims) > 2:
        levels = [row for lines in claims for row in lines if row.cells["measure"] not in _CHANGES]
        return levels, [row for lines in claims for row in lines if row.cells["measure"] in _CHANGES]
    first, second = claims
    return first, second


def _order(lines: _Members) -> tuple[object, ...]:
    """What is actual before what is not; earlier periods before later ones, those before none at all."""
    names = ("period", "property", "measure", "value", "comparator", "unit", "breakdown", "population")
    cells = lines[0].cells
    return cells["status"] != "actual", *(sort_key(cells[name]) for name in names)


def _said(lines: _Members, side: str) -> dict[str, Value]:
    """What a side says, whoever says it."""
    cells = lines[0].cells
    periods = {line.cells["period"] for line in lines}
    said = {
        "_property": cells["property"],
        "": _value(lines),
        "_measure": cells["measure"],
        "_scope": every(lines, "breakdown", "population"),
        "_period": cells["period"] if len(periods) == 1 else None,
        "_status": cells["status"],
    }
    return {side + name: cell for name, cell in said.items()}


def _value(lines: _Members) -> Cell:
    """The value as printed; from the level before to that after where a side is two levels."""

    def when(line: Row) -> tuple[bool, object]:
        return line.cells["phase"] != "before", sort_key(line.cells["period"])

    printed = list(dict.fromkeys(as_printed(line.cells) for line in sorted(lines, key=when)))
    return printed[0] if len(printed) == 1 else " → ".join(map(str, printed))


def _who(lines: _Members, side: str) -> dict[str, Value]:
    return {f"{side}_producers": every(lines, "producer"), f"{side}_documents": every(lines, "source")}


def _difference(first: _Members, second: _Members) -> Decimal | None:
    """The second number less the first, where both are exact and of one indicator, measure and unit."""
    if len({line.cells["member"] for line in (*first, *second)}) > 2:
        return None
    one, other = quantity_of(first[0].cells), quantity_of(second[0].cells)
    same = all(first[0].cells[name] == second[0].cells[name] for name in ("property", "measure"))
    if not one or not other or not same:
        return None
    exact = one.comparator == other.comparator == "=" and one.unit.base == other.unit.base
    return other.number - one.number if exact and one.number is not None and other.number is not None else None
