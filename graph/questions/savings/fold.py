"""The savings among the figures, with the industries, regions and tiers of those who save."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Mapping, Sequence

from graph.catalogue.effects import is_saving, told
from graph.catalogue.folding import admits, claims_of, every, grouped
from graph.catalogue.rows import Row, Value
from graph.store import Bound

WHERE = {"industry": ("industry_in", "wider"), "region": ("region_in", "area"), "tier": ("tier_in",)}
CONTEXT = {column for columns in WHERE.values() for column in columns}


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """One row for each saving that was asked for."""
    own = [name for name in rows[0].cells if name not in CONTEXT] if rows else []
    figures = [_figure(lines) for lines in grouped(rows, *own).values() if _is_there(lines, values)]
    found = [row for figure in grouped(figures, "subject").values() for row in told(figure)]
    return [row for row in found if is_saving(row) and admits(values, "effect", [row.cells["effect"]])]


def _is_there(lines: Sequence[Row], values: Mapping[str, Sequence[Bound]]) -> bool:
    return all(admits(values, parameter, every(lines, *columns)) for parameter, columns in WHERE.items())


def _figure(lines: Sequence[Row]) -> Row:
    cells = {name: cell for name, cell in lines[0].cells.items() if name not in CONTEXT}
    gathered: dict[str, Value] = {
        "industries": every(lines, "industry_in"),
        "regions": every(lines, "region_in"),
        "tiers": every(lines, "tier_in"),
    }
    return Row(cells | gathered, claims_of(lines))
