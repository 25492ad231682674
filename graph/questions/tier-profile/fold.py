"""Keeps what is said of a tier as a whole, by dimension, with regions, advice and breakdowns in one row."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Iterator, Mapping, Sequence

from graph.catalogue.figures import shown
from graph.catalogue.folding import claims_of, every, grouped
from graph.catalogue.rows import Row, Value
from graph.store import Bound
from ontology.identifiers import Ref

_BY_PROPERTY = {
    "name": "names",
    "describedAs": "descriptions",
    "inTier": "regions",
    "hasMember": "regions",
    "followsPath": "paths",
    "addressedTo": "recommendations",
    "shows": "figures",
}


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """One row for all that is said in the same way; the regions that a document lists are one row together."""
    said = [_said(lines) for lines in grouped(_of_the_whole(rows), "tier", "of", "claim").values()]
    wanted = [row for row in said if all(_admits(values, name, row) for name in ("dimension", "status"))]
    lists = [row for row in wanted if row.cells["dimension"] == "regions"]
    return shown((*(row for row in wanted if row.cells["dimension"] != "regions"), *_listed(lists)))


def _of_the_whole(rows: list[Row]) -> Iterator[Row]:
    """Lines on a tier, and on the groups that some document lists with just the regions that it sorts into the tier.

    Other groups share regions with a tier: all 31 provinces, or two of its eleven.
    """
    lists = [row for row in rows if _is_membership(row)]
    regions = {key: every(members, "thing") for key, members in grouped(lists, "tier", "of", "source").items()}
    whole = {
        (tier, of) for (tier, of, source), found in regions.items() if found == regions.get((tier, tier, source), ())
    }
    for row in rows:
        tier, of = row.cells["tier"], row.cells["of"]
        if tier == of or (tier, of) in whole:
            yield row


def _is_membership(row: Row) -> bool:
    stated = row.cells["status"] == "actual" and row.cells["negated"] is False
    return stated and row.cells["property"] in ("inTier", "hasMember")


def _said(lines: list[Row]) -> Row:
    """What one claim says: a line for each part of the breakdown and each piece of advice becomes one row."""
    cells = {name: cell for name, cell in lines[0].cells.items() if name not in ("claim", "part", "advice")}
    gathered: dict[str, Value] = {"says": every(lines, "advice"), "breakdown": every(lines, "part"), "members": ()}
    return Row(cells | {"dimension": _dimension(lines[0])} | gathered, claims_of(lines))


def _dimension(row: Row) -> str:
    name = row.cells["property"]
    return "indicators" if isinstance(name, Ref) else _BY_PROPERTY.get(str(name), "other")


def _admits(values: Mapping[str, Sequence[Bound]], name: str, row: Row) -> bool:
    return not values.get(name) or row.cells[name] in values[name]


def _listed(rows: list[Row]) -> Iterator[Row]:
    """One row for each list: memberships that differ only in the region."""
    alike = [name for name in (rows[0].cells if rows else ()) if name != "thing"]
    for members in grouped(rows, *alike).values():
        yield Row(members[0].cells | {"thing": None, "members": every(members, "thing")}, claims_of(members))
