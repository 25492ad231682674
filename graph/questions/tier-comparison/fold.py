"""Counts the things of each aspect and tier."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graph.catalogue.rows import Row
from graph.store import Bound, Cell


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:  # noqa: ARG001 # the contract of folds
    """One row for each tier and aspect, with the number of different things and the claims that name them."""
    found: dict[tuple[Cell, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[row.cells["tier"], row.cells["order"], row.cells["aspect"]].append(row)
    return [
        Row(
            {"tier": tier, "order": order, "aspect": aspect, "count": len({row.cells["thing"] for row in things})},
            tuple(sorted({claim for row in things for claim in row.claims})),
        )
        for (tier, order, aspect), things in found.items()
    ]
