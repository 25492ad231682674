"""Gathers the concepts of a breakdown."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Mapping, Sequence

from graph.catalogue.folding import every, grouped
from graph.catalogue.rows import Row
from graph.store import Bound


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:  # noqa: ARG001 # the contract of folds
    """One row a claim; an observation may be broken down by several concepts."""
    return [
        Row(lines[0].cells | {"concept": None, "breakdown": every(lines, "concept")}, lines[0].claims)
        for lines in grouped(rows, "claim").values()
    ]
