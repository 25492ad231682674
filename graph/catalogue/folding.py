"""What folds share: rows that have cells in common, the claims of several rows, the value of a parameter."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph.catalogue.rows import Row, Value
from graph.store import Bound


def grouped(rows: Iterable[Row], *names: str) -> dict[tuple[Value, ...], list[Row]]:
    """The rows by their cells in the columns ``names``."""
    found: dict[tuple[Value, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple([row.cells[name] for name in names])].append(row)
    return dict(found)


def claims_of(rows: Iterable[Row]) -> tuple[str, ...]:
    """The claims of several rows together, each once."""
    return tuple(sorted({claim for row in rows for claim in row.claims}))


def given(values: Mapping[str, Sequence[Bound]], name: str) -> Bound | None:
    """The value of a parameter that takes one; None where it is absent."""
    found = values.get(name, ())
    return found[0] if found else None
