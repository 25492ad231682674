"""Gathers the regions and tiers of who uses a technology."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Mapping, Sequence

from graph.catalogue.folding import admits, claims_of, every, grouped
from graph.catalogue.rows import Row
from graph.store import Bound

CONTEXT = ("region_in", "tier_in")


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """One row for each occurrence that was asked for."""
    found = []
    for lines in grouped(rows, *(name for name in rows[0].cells if name not in CONTEXT)).values() if rows else ():
        tiers = every(lines, "tier_in")
        if admits(values, "tier", tiers):
            cells = {name: cell for name, cell in lines[0].cells.items() if name not in CONTEXT}
            found.append(Row(cells | {"regions": every(lines, "region_in"), "tiers": tiers}, claims_of(lines)))
    return found
