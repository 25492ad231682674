"""Compares two builds."""  # noqa: INP001 # a function's folder is no package: it is loaded by path

from collections.abc import Mapping, Sequence

from graph.catalogue.differing import rows
from graph.catalogue.folding import given
from graph.catalogue.rows import Row
from graph.diff import difference, facts_file
from graph.editions import Edition
from graph.store import Bound
from ontology.errors import StoreError


def answer(edition: Edition, values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """One row for each fact that came or went, and for each field that changed."""
    if edition.kept is None:
        raise StoreError(f"the store {edition.store} keeps one build alone; a difference takes those of a data folder")
    before, after = (
        facts_file(edition.kept, str(given(values, name) or default), edition.id)
        for name, default in (("a", "oldest"), ("b", "current"))
    )
    return rows(difference(before, after), values, edition.names)
