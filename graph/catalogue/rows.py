"""Rows of an answer: cells by column, and the claims they rest on."""

from dataclasses import dataclass

from graph.store import Cell

Value = Cell | tuple[Cell, ...]
"""What a row holds in a column; several cells where the column is ``many``."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``claims`` are ids, sorted."""

    cells: dict[str, Value]
    claims: tuple[str, ...]


def sort_key(cell: Value) -> tuple[int, str, object]:
    """Order cells of any type: unbound last, then by kind, then by value (Chinese by code point)."""
    if cell is None:
        return 2, "", ""
    if isinstance(cell, tuple):
        return 0, "several", tuple(sort_key(each) for each in cell)
    if isinstance(cell, str):
        return 0, "str", str(cell)
    return 0, "number" if not hasattr(cell, "isoformat") else "date", cell
