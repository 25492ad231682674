"""Says what each figure is an effect on, and sets before and after side by side."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Mapping, Sequence

from graph.catalogue.effects import told
from graph.catalogue.folding import admits, grouped
from graph.catalogue.rows import Row
from graph.store import Bound


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """The effects of each enterprise that were asked for."""
    found = [row for own in grouped(rows, "enterprise").values() for row in told(own)]
    return [row for row in found if all(admits(values, name, [row.cells[name]]) for name in ("kind", "effect"))]
