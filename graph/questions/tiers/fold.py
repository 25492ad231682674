"""Counts the regions of each tier."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graph.catalogue.rows import Row
from graph.store import Bound, Cell


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:  # noqa: ARG001 # the contract of folds
    """One row for each tier, with the number of its regions and all claims of membership."""
    tiers: dict[tuple[Cell, ...], list[Row]] = defaultdict(list)
    for row in rows:
        tiers[row.cells["tier"], row.cells["scheme"], row.cells["order"]].append(row)
    return [
        Row(
            {"tier": tier, "scheme": scheme, "order": order, "regions": len({row.cells["region"] for row in members})},
            tuple(sorted({claim for row in members for claim in row.claims})),
        )
        for (tier, scheme, order), members in tiers.items()
    ]
