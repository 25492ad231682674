"""Which provinces have a value of their own, and which are not mentioned in the documents searched."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Mapping, Sequence

from graph.catalogue.folding import claims_of, every, grouped
from graph.catalogue.rows import Row, Value
from graph.catalogue.searching import is_wanted, parts_of, searched
from graph.store import Bound


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """One row for each province and tier, resting on the claims of both the tier and the values."""
    parts = parts_of(rows)
    documents = searched(parts.get("document", []), values)
    by_region = grouped((row for row in parts.get("value", []) if row.cells["document"] in documents), "region")
    found = []
    for (tier, region), members in grouped(parts.get("member", []), "sorted_in", "region").items():
        said = by_region.get((region,), [])
        cells = {"tier": tier, "region": region} | _answer(said) | {"documents": documents}
        found.append(Row(cells, claims_of([*members, *said])))
    return [row for row in found if is_wanted(row, values)]


def _answer(said: list[Row]) -> dict[str, Value]:
    own = [row for row in said if row.cells["about"] == row.cells["region"]]
    actual = [row for row in said if row.cells["status"] == "actual"]
    stated = claims_of(row for row in own if row in actual)
    return {
        "answer": "stated" if stated else "not-mentioned",
        "values": len(stated),
        "expected": len(claims_of(own)) - len(stated),
        "elsewhere": every((row for row in actual if row not in own), "about"),
    }
