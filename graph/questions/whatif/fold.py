"""Takes documents away, and says which facts fall."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Mapping, Sequence

from graph.catalogue.rows import Row
from graph.catalogue.withdrawing import Fact, by_value, elsewhere, facts, told
from graph.store import Bound


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """One row for each fact that falls or is left to one document; without a document named, each is taken alone."""
    stated = facts(rows)
    known = [fact for fact in stated if _wanted(fact, values)]
    alike = by_value(stated)
    documents = sorted({str(row.cells["source"]) for row in rows})
    named = [str(document) for document in values.get("without", ())]
    effects = values.get("effect", ())
    return [
        Row({**row.cells, "elsewhere": elsewhere(fact, alike, gone)}, row.claims)
        for gone in ([frozenset(named)] if named else [frozenset({document}) for document in documents])
        for fact in known
        if (row := told(fact, gone)) and (not effects or row.cells["effect"] in effects)
    ]


def _wanted(fact: Fact, values: Mapping[str, Sequence[Bound]]) -> bool:
    about = values.get("about", ())
    spoken_of = {fact.cells[name] for name in ("subject", "property", "object", "population", "base")}
    return (
        all(not values.get(name) or fact.cells[name] in values[name] for name in ("kind", "status"))
        and (not about or bool(spoken_of & set(about)))
    )  # fmt: skip
