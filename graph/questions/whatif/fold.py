"""Takes documents away, and says which facts fall."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Mapping, Sequence

from graph.catalogue.folding import admits
from graph.catalogue.rows import Row
from graph.catalogue.withdrawing import Fact, by_document, by_value, elsewhere, facts, told
from graph.store import Bound


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """One row for each fact that falls or is left to one document; without a document named, each is taken alone."""
    stated = facts(rows)
    known = [fact for fact in stated if _wanted(fact, values)]
    alike = by_value(stated)
    named = frozenset(map(str, values.get("without", ())))
    taken = {named: known} if named else {frozenset({one}): found for one, found in by_document(known).items()}
    return [
        Row({**row.cells, "elsewhere": elsewhere(fact, alike, gone)}, row.claims)
        for gone, touched in taken.items()
        for fact in touched
        if (row := told(fact, gone)) and admits(values, "effect", [row.cells["effect"]])
    ]


def _wanted(fact: Fact, values: Mapping[str, Sequence[Bound]]) -> bool:
    spoken_of = {fact.cells[name] for name in ("subject", "property", "object", "population", "base")}
    return (
        all(admits(values, name, [fact.cells[name]]) for name in ("kind", "status"))
        and admits(values, "about", spoken_of)
    )  # fmt: skip
