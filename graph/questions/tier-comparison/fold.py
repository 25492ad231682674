"""Counts the things of each aspect and tier."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Mapping, Sequence

from graph.catalogue.folding import claims_of, grouped
from graph.catalogue.rows import Row
from graph.store import Bound


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:  # noqa: ARG001 # the contract of folds
    """One row for each tier and aspect, with the number of different things and the claims that name them."""
    return [
        Row(
            {"tier": tier, "order": order, "aspect": aspect, "count": len({row.cells["thing"] for row in things})},
            claims_of(things),
        )
        for (tier, order, aspect), things in grouped(rows, "tier", "order", "aspect").items()
    ]
