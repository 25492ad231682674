"""The three answers: stated, stated that not, not mentioned in the documents searched."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Mapping, Sequence

from graph.catalogue.folding import claims_of, every, grouped
from graph.catalogue.rows import Row, Value
from graph.catalogue.searching import is_wanted, parts_of, searched
from graph.store import Bound


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """One row for each member of a tier; what is planned, denied or done by a place within it stands apart."""
    parts = parts_of(rows)
    documents = searched(parts.get("document", []), values)
    counts, measures = ([row for row in parts.get(p, []) if _is_in(row, documents)] for p in ("count", "measure"))
    shared: dict[str, Value] = {"counted": tuple(sorted({_count(row) for row in counts})), "documents": documents}
    by_region = grouped(measures, "region")
    found = []
    for (tier, region), members in grouped(parts.get("member", []), "sorted_in", "region").items():
        said = by_region.get((region,), [])
        cells = {"tier": tier, "region": region} | _answer(said) | shared
        found.append(Row(cells, claims_of([*members, *said, *counts])))
    return [row for row in found if is_wanted(row, values)]


def _is_in(row: Row, documents: tuple[Value, ...]) -> bool:
    """Whether all that the row rests on stands in ``documents``; a count has no second document."""
    return row.cells["document"] in documents and row.cells["topic_document"] in (None, *documents)


def _count(row: Row) -> str:
    """A count as printed, with its hedge, what it counts by, and who says it: 26个（topic/5g-ii，document/003）."""
    hedge = "" if row.cells["comparator"] == "=" else row.cells["comparator"]
    return f"{hedge}{row.cells['value']}{row.cells['unit']}（{row.cells['narrow']}，{row.cells['document']}）"


def _answer(said: list[Row]) -> dict[str, Value]:
    own = [row for row in said if row.cells["place"] == row.cells["region"]]
    affirmed = [row for row in own if not row.cells["negated"]]
    actual = every(filter(_is_actual, affirmed), "measure")
    denied = every((row for row in own if row.cells["negated"] and _is_actual(row)), "measure")
    within = (row for row in said if row not in own and not row.cells["negated"] and _is_actual(row))
    return {
        "answer": "stated" if actual else "stated-not" if denied else "not-mentioned",
        "measures": actual,
        "denied": denied,
        "planned": tuple(measure for measure in every(affirmed, "measure") if measure not in actual),
        "within": tuple(measure for measure in every(within, "measure") if measure not in actual),
    }


def _is_actual(row: Row) -> bool:
    return row.cells["status"] == "actual"
