"""Puts the concepts of a breakdown together: they hold of a value at once."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Mapping, Sequence

from graph.catalogue.figures import figures, shown
from graph.catalogue.rows import Row
from graph.store import Bound

# A claim may relate a thing to several, and both ways; who measured or said it is no breakdown either.
ONCE = ("claim", "direction", "property", "other", "stated_of", "base", "population", "producer", "via")


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:  # noqa: ARG001 # the contract of folds
    """One row for each relation or value and document, with all the concepts that it is confined to."""
    found = [Row({**row.cells, "breakdown": row.cells["part"]}, row.claims) for row in figures(rows, "part", by=ONCE)]
    return shown(found, "claim", "part")
