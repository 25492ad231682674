"""What folds share: rows with cells in common, the cells and claims of several rows, the values of parameters."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph.catalogue.rows import Row, Value, sort_key
from graph.store import Bound, Cell


def grouped(rows: Iterable[Row], *names: str) -> dict[tuple[Value, ...], list[Row]]:
    """The rows by their cells in the columns ``names``."""
    found: dict[tuple[Value, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple([row.cells[name] for name in names])].append(row)
    return dict(found)


def every(rows: Iterable[Row], *names: str) -> tuple[Cell, ...]:
    """What the rows hold in some columns, each once and in order; empty cells hold nothing."""
    found: set[Cell] = set()
    for row in rows:
        for name in names:
            cell = row.cells[name]
            found.update(cell if isinstance(cell, tuple) else (cell,))
    return tuple(sorted(found - {None}, key=sort_key))


def claims_of(rows: Iterable[Row]) -> tuple[str, ...]:
    """The claims of several rows together, each once."""
    return tuple(sorted({claim for row in rows for claim in row.claims}))


def given(values: Mapping[str, Sequence[Bound]], name: str) -> Bound | None:
    """The value of a parameter that takes one; None where it is absent."""
    found = values.get(name, ())
    return found[0] if found else None


def admits(values: Mapping[str, Sequence[Bound]], name: str, cells: Iterable[object]) -> bool:
    """Whether one of ``cells`` is a value of the parameter; an absent one admits all."""
    wanted = values.get(name, ())
    return not wanted or any(cell in wanted for cell in cells)
