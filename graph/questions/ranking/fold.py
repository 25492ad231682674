"""Ranks by what the bounds allow, in lists of what compares; where they do not decide, it is said with whom."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Iterable, Mapping, Sequence

from graph.catalogue.figures import (
    SAME,
    base_unit,
    bounds,
    dimension,
    figures,
    kind,
    mirrored,
    narrowed,
    shown,
)
from graph.catalogue.folding import admits, every, given, grouped
from graph.catalogue.rows import Row, Value, sort_key
from graph.catalogue.standing import Standing
from graph.store import Bound, Cell
from ontology.values.quantity import Bounds

HIDDEN = (
    "claim",
    "part",
    "level",
    "membership",
    "indicator",
    "classifier",
    "dimension",
    "lower_inclusive",
    "upper_inclusive",
)
AGREE = (*SAME, "kind", "dimension", "classifier", "period", "subject")  # what makes a list, but for what is ranked
Values = Mapping[str, Sequence[Bound]]


def fold(rows: list[Row], values: Values) -> list[Row]:
    """One row for each value of a competitor and document, with the ranks that it can have in its list."""
    by = str(given(values, "by") or "subject")
    found = [_figure(row, with_tier=bool(values.get("tier"))) for row in figures(rows, "part", "membership")]
    found = [row for row in found if row.cells[by] and admits(values, "kind", [row.cells["kind"]])]
    agree = [name for name in AGREE if name != by and name not in values.get("across", ())]
    ascending = given(values, "order") == "ascending"
    lists = sorted(grouped(found, *agree).items(), key=lambda entry: (-len(grouped(entry[1], by)), _key(entry[0])))
    ranked = [_ranked(members, by, number, ascending=ascending) for number, (_, members) in enumerate(lists, 1)]
    return shown([row for rows in ranked for row in rows], *HIDDEN)


def _key(cells: Iterable[Value]) -> list[object]:
    return [sort_key(cell) for cell in cells]


def _figure(row: Row, *, with_tier: bool) -> Row:
    """The figure with what the fold makes; where a tier is asked for it rests on the claims of membership too."""
    memberships = every([row], "membership") if with_tier else ()
    claims = {*row.claims, *(str(claim).removeprefix("claim/") for claim in memberships)}
    made: dict[str, Value] = {"breakdown": row.cells["part"], "kind": kind(row)}
    made |= {"dimension": dimension(row), "classifier": base_unit(row)}
    return Row({**row.cells, **made}, tuple(sorted(claims)))


def _ranked(members: Sequence[Row], by: str, number: int, *, ascending: bool) -> list[Row]:
    """The rows of one list. The first of stated ranks is the least, so they run the other way."""
    runs_up = ascending != (members[0].cells["measure"] == "rank")
    spans = {row.claims: mirrored(bounds(row)) if runs_up else bounds(row) for row in members}
    rivals = {key[0]: narrowed([spans[row.claims] for row in rows]) for key, rows in grouped(members, by).items()}
    standing = Standing(rivals)
    made = {"list": number, "among": len(rivals)}
    return [_row(row, _own(spans[row.claims], rivals[row.cells[by]]), standing, by, made) for row in members]


def _own(span: Bounds, narrow: Sequence[Bounds]) -> Bounds:
    """What a value of a competitor comes to where its other values hold too; itself where they contradict it."""
    return narrow[0] if len(narrow) == 1 else span


def _row(row: Row, mine: Bounds, standing: Standing, by: str, made: Mapping[str, Value]) -> Row:
    competitor = row.cells[by]
    least, most = standing.ranks(mine, competitor)
    open_: set[Cell] = set()
    for rival in standing.undecided(mine, competitor):
        open_.update(rival if isinstance(rival, tuple) else (rival,))
    ranked: dict[str, Value] = {"rank_least": least, "rank_most": most}
    return Row({**row.cells, **made, **ranked, "undecided": tuple(sorted(open_, key=sort_key))}, row.claims)
