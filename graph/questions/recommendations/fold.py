"""Gathers what each recommendation says, and finds those that concern a region through its tier."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Iterator, Mapping, Sequence

from graph.catalogue.folding import admits, claims_of, every, given, grouped
from graph.catalogue.interventions import among, on_topic
from graph.catalogue.rows import Row, Value
from graph.store import Bound

Values = Mapping[str, Sequence[Bound]]


def fold(rows: list[Row], values: Values) -> list[Row]:
    """One row for each recommendation, and one for each statement that recommends something."""
    tiers = _tiers(rows, given(values, "region"))
    topics = every(on_topic(rows, values), "value")
    for_topic = [
        row
        for row in (*_items(rows), *_statements(rows))
        if not values.get("topic") or any(topic in topics for topic in every([row], "topics"))
    ]
    found = [row for row in for_topic if admits(values, "addressee", every([row], "addressees"))]
    return [row for each in found for row in _reaching(each, given(values, "region"), tiers)]


def _items(rows: list[Row]) -> Iterator[Row]:
    lines = [row for row in rows if row.cells["kind"] == "recommendation"]
    names = grouped((row for row in lines if row.cells["property"] == "name"), "thing", "document")
    said = [row for row in lines if row.cells["property"] != "name"]
    for (thing, document, status), saying in grouped(said, "thing", "document", "status").items():
        found = [*saying, *names.get((thing, document), [])]
        cells = _blank(status, document) | {"recommendation": thing, "via": every(found, "expert")}
        cells |= {column: every(among(found, name), "value") for column, name in COLUMNS.items()}
        yield Row(cells, claims_of(found))


COLUMNS = {"part_of": "partOf", "addressees": "addressedTo", "says": "describedAs", "topics": "topic"}


def _blank(status: Value, document: Value) -> dict[str, Value]:
    many: dict[str, Value] = dict.fromkeys((*COLUMNS, "through"), ())
    single: dict[str, Value] = {"recommendation": None, "relation": None, "object": None}
    return many | single | {"status": status, "source": document}


def _statements(rows: list[Row]) -> Iterator[Row]:
    """Advice that is no item of its own: one row for what is advised, with all whom it addresses."""
    lines = [row for row in rows if row.cells["kind"] == "statement"]
    for key, found in grouped(lines, "property", "value", "status", "document", "expert").items():
        relation, advised, status, document, expert = key
        cells = _blank(status, document) | {"relation": relation, "object": advised}
        cells["addressees"] = every(found, "thing")
        cells["via"] = () if expert is None or isinstance(expert, tuple) else (expert,)
        yield Row(cells, claims_of(found))


def _tiers(rows: list[Row], region: Bound | None) -> dict[tuple[Value, ...], list[Row]]:
    """The claims that put a region into each tier."""
    return grouped((r for r in rows if r.cells["kind"] == "membership" and r.cells["thing"] == region), "value")


def _reaching(row: Row, region: Bound | None, tiers: Mapping[tuple[Value, ...], list[Row]]) -> Iterator[Row]:
    """The row if it addresses the region or a tier that it is in, then with the claims of the membership."""
    addressees = every([row], "addressees")
    through = tuple(cell for cell in addressees if (cell,) in tiers)
    if region is None:
        yield row
    elif region in addressees or through:
        members = [member for tier in through for member in tiers[tier,]]
        yield Row(row.cells | {"through": through}, tuple(sorted({*row.claims, *claims_of(members)})))
