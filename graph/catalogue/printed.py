"""Figures in rows: the quantity that cells print (``value``, ``unit``, ``comparator``), and how a reader sees it."""

from collections.abc import Mapping

from graph.catalogue.rows import Value
from graph.store import Cell
from ontology.values.quantity import Quantity


def quantity_of(cells: Mapping[str, Value], prefix: str = "") -> Quantity | None:
    """The quantity in the cells of a figure; None where they hold none (a statement). A range is printed ``40/50``."""
    value, unit, comparator = (cells[prefix + name] for name in ("value", "unit", "comparator"))
    if not isinstance(value, str) or not isinstance(unit, str):
        return None
    lower, slash, upper = value.partition("/")
    return Quantity.parse("" if slash else value, unit, str(comparator or ""), *((lower, upper) if slash else ("", "")))


def as_printed(cells: Mapping[str, Value], prefix: str = "") -> Cell:
    """A figure with its hedge and unit (``> 1.5 万家``); the thing or text itself where the cell is no figure."""
    value, unit, comparator = (cells[prefix + name] for name in ("value", "unit", "comparator"))
    if isinstance(value, tuple):
        raise TypeError("a value is one cell")
    if unit is None:
        return value
    hedge = "" if comparator in (None, "=") else f"{comparator} "
    return f"{hedge}{value} {unit}"
