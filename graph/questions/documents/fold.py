"""Gathers who brought each document out."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Mapping, Sequence

from graph.catalogue.folding import claims_of, every, grouped
from graph.catalogue.rows import Row
from graph.store import Bound, Cell

HELD = ("document", "publication", "published", "stem", "sha256")
ROLES = {"publishers": "publishedBy", "contributors": "contributor"}


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:  # noqa: ARG001 # the contract of folds
    """One row for each document, with its publishers and the others that it names."""
    return [
        Row(
            dict(zip(HELD, cells, strict=True)) | {name: _bodies(lines, role) for name, role in ROLES.items()},
            claims_of(lines),
        )
        for cells, lines in grouped(rows, *HELD).items()
    ]


def _bodies(lines: list[Row], role: str) -> tuple[Cell, ...]:
    return every((line for line in lines if line.cells["property"] == role), "body")
