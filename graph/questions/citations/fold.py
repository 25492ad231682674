"""Counts the claims of each link."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Mapping, Sequence

from graph.catalogue.folding import claims_of, every, grouped
from graph.catalogue.rows import Row
from graph.store import Bound

LINK = ("publication", "copy", "link", "other", "held", "source")


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:  # noqa: ARG001 # the contract of folds
    """One row for each link of two publications (or a person, a figure …), with the figures that it is by."""
    found = []
    for link, lines in grouped(rows, *LINK).items():
        claims = claims_of(lines)
        cells = dict(zip(LINK, link, strict=True))
        found.append(Row({**cells, "count": len(claims), "figures": every(lines, "figure")}, claims))
    return found
