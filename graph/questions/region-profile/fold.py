"""Names the dimension of what is said of a region, and gathers kinds and breakdowns in one row."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Mapping, Sequence

from graph.catalogue.figures import shown
from graph.catalogue.folding import admits, claims_of, every, grouped
from graph.catalogue.rows import Row, Value
from graph.store import Bound
from ontology.identifiers import Ref

_BY_PROPERTY = {
    "inTier": "tier",
    "followsPath": "paths",
    "applies": "applications",
    "hasMember": "groups",
    "describedAs": "descriptions",
}
_BY_CLASS = {
    "policy": "policies",
    "measure": "measures",
    "platform": "platforms",
    "facility": "facilities",
    "enterprise": "enterprises",
    "org": "organisations",
    "programme": "programmes",
    "project": "projects",
    "event": "events",
}


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """One row for all that is said in the same way, with the claims of each place where it is said."""
    said = [_said(lines) for lines in grouped(rows, "region", "place", "claim", "thing", "stated_of").values()]
    return shown(
        row
        for row in said
        if admits(values, "dimension", [row.cells["dimension"]]) and admits(values, "scope", [_scope(row)])
    )


def _said(lines: list[Row]) -> Row:
    """What one claim says: a line for each kind of the thing and each part of the breakdown becomes one row."""
    cells = {name: cell for name, cell in lines[0].cells.items() if name not in ("claim", "part", "of_kind")}
    gathered: dict[str, Value] = {"kinds": every(lines, "of_kind"), "breakdown": every(lines, "part")}
    return Row(cells | {"dimension": _dimension(lines[0])} | gathered, claims_of(lines))


def _dimension(row: Row) -> str:
    """By the property where that decides, otherwise by the class of the thing: what lies in a region is of many."""
    name, thing = row.cells["property"], row.cells["thing"]
    if isinstance(name, Ref):
        return "indicators"
    by_class = _BY_CLASS.get(thing.segment, "other") if isinstance(thing, Ref) else "other"
    return _BY_PROPERTY.get(str(name), by_class)


def _scope(row: Row) -> str:
    return "region" if row.cells["place"] == row.cells["region"] else "within"
