"""The savings among the figures, with the industries, regions and tiers of those who save."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Mapping, Sequence

from graph.catalogue.effects import is_saving, several, told
from graph.catalogue.folding import claims_of, grouped
from graph.catalogue.rows import Row
from graph.store import Bound

WHERE = {"industry": ("industry_in", "wider"), "region": ("region_in", "area"), "tier": ("tier_in",)}
CONTEXT = {column for columns in WHERE.values() for column in columns}


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """One row for each saving that was asked for."""
    own = [name for name in rows[0].cells if name not in CONTEXT] if rows else []
    figures = [_figure(lines) for lines in grouped(rows, *own).values() if _is_there(lines, values)]
    found = [row for figure in grouped(figures, "subject").values() for row in told(figure)]
    asked = values.get("effect")
    return [row for row in found if is_saving(row) and (not asked or row.cells["effect"] in asked)]


def _is_there(lines: Sequence[Row], values: Mapping[str, Sequence[Bound]]) -> bool:
    return all(_lies_in(lines, columns, values.get(parameter)) for parameter, columns in WHERE.items())


def _lies_in(lines: Sequence[Row], columns: Sequence[str], asked: Sequence[Bound] | None) -> bool:
    return not asked or any(line.cells[column] in asked for line in lines for column in columns)


def _figure(lines: Sequence[Row]) -> Row:
    cells = {name: cell for name, cell in lines[0].cells.items() if name not in CONTEXT}
    several_cells = {
        "industries": several(lines, "industry_in"),
        "regions": several(lines, "region_in"),
        "tiers": several(lines, "tier_in"),
    }
    return Row({**cells, **several_cells}, claims_of(lines))
