"""Puts together what is said of an indicator, and counts what measures it."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Mapping, Sequence

from graph.catalogue.folding import claims_of, every, given, grouped
from graph.catalogue.rows import Row, Value
from graph.store import Bound

DEFINED = ("indicator", "definition_zh", "definition_en", "unit", "base_value", "base_period", "broader")
Values = Mapping[str, Sequence[Bound]]


def fold(rows: list[Row], values: Values) -> list[Row]:
    """One row for each indicator, with the claims that measure it or name it."""
    found = [
        _indicator(dict(zip(DEFINED, key, strict=True)), members) for key, members in grouped(rows, *DEFINED).items()
    ]
    return [row for row in found if _is_wanted(row, values)]


def _indicator(defined: Mapping[str, Value], members: Sequence[Row]) -> Row:
    observations = [row for row in members if row.cells["measures"]]
    made: dict[str, Value] = {
        "narrower": every(members, "narrow"),
        "dimensions": every(members, "dimension"),
        "observations": len(every(observations, "claim")),
        "documents": every(observations, "document"),
    }
    return Row({**defined, **made}, claims_of(members))


def _is_wanted(row: Row, values: Values) -> bool:
    broader, dimension = (given(values, name) for name in ("broader", "dimension"))
    return broader in (None, row.cells["broader"]) and (dimension is None or dimension in every([row], "dimensions"))
