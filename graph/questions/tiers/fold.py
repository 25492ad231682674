"""Counts the regions of each tier."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Mapping, Sequence

from graph.catalogue.folding import claims_of, every, grouped
from graph.catalogue.rows import Row
from graph.store import Bound


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:  # noqa: ARG001 # the contract of folds
    """One row for each tier, with the number of its regions, the documents and all claims of membership."""
    return [
        Row(
            {"tier": tier, "scheme": scheme, "order": order, "regions": len(every(members, "region"))}
            | {"sources": every(members, "document")},
            claims_of(members),
        )
        for (tier, scheme, order), members in grouped(rows, "tier", "scheme", "order").items()
    ]
