"""Pairs an intervention with those that share its topics, and ranks them by how many they share."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Mapping, Sequence

from graph.catalogue.folding import claims_of, grouped
from graph.catalogue.interventions import Pair, admits, areas, narrowest, several, sharing
from graph.catalogue.rows import Row, Value
from graph.store import Bound
from ontology.identifiers import Ref


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """One row for each that shares a topic; ``rank`` counts those that share more, whatever else is asked for."""
    pairs = list(sharing(rows))
    details = grouped((row for row in rows if row.cells["asked"] is None), "thing")
    better = _better(pairs)
    found = [_row(pair, details.get((pair.other,), []), better[pair.one, len(pair.topics)]) for pair in pairs]
    return [
        row
        for row in found
        if admits(values, "topic", _cells(row, "shared"))
        and admits(values, "kind", [row.cells["kind"]])
        and admits(values, "region", _cells(row, "jurisdictions"))
    ]


def _cells(row: Row, column: str) -> tuple[object, ...]:
    cells = row.cells[column]
    return cells if isinstance(cells, tuple) else (cells,)


def _better(pairs: list[Pair]) -> dict[tuple[Value, int], int]:
    """The place of each number of shared topics: one more than there are pairs that share more."""
    counts: dict[Value, list[int]] = {}
    for pair in pairs:
        counts.setdefault(pair.one, []).append(len(pair.topics))
    return {
        (one, count): 1 + sum(other > count for other in found) for one, found in counts.items() for count in set(found)
    }


def _row(pair: Pair, details: list[Row], rank: int) -> Row:
    lines = [*pair.lines, *details]
    cells: dict[str, Value] = {"policy": pair.one, "related": pair.other, "rank": rank, "count": len(pair.topics)}
    cells |= {"shared": pair.topics, "jurisdictions": areas(details), "sources": several(lines, "document")}
    cells["kind"] = pair.other.segment if isinstance(pair.other, Ref) else None
    cells["issued"] = tuple(map(str, narrowest(several(details, "value", "issuedOn"))))
    return Row(cells, claims_of(lines))
