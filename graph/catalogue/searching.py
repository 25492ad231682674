"""What folds of questions about absence share: the documents searched, and the answers that are asked for.

Their queries give a line with the part ``document`` for each document known, and the parameter ``searched`` chooses
among them; ``answer`` chooses among the rows. Both are read here, since a row for what is not said comes of no line.
"""

from collections.abc import Iterable, Mapping, Sequence

from graph.catalogue.folding import admits, every
from graph.catalogue.rows import Row
from graph.store import Bound, Cell


def parts_of(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows by their cell ``part``."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row.cells["part"]), []).append(row)
    return found


def searched(rows: Iterable[Row], values: Mapping[str, Sequence[Bound]]) -> tuple[Cell, ...]:
    """The documents searched: those of the rows, or of these the ones that ``searched`` names."""
    return tuple(document for document in every(rows, "document") if admits(values, "searched", [document]))


def is_wanted(row: Row, values: Mapping[str, Sequence[Bound]]) -> bool:
    """Whether the row's answer is one of those that are asked for."""
    return admits(values, "answer", [row.cells["answer"]])
