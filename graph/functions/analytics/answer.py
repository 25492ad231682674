"""Measures the things of the graph."""  # noqa: INP001 # a function's folder is no package: it is loaded by path

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from graph.catalogue.folding import given
from graph.catalogue.rows import Row
from graph.editions import Edition
from graph.store import Bound, Term
from ontology.identifiers import Ref

if TYPE_CHECKING:
    from graph.analytics import Measure


def answer(edition: Edition, values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """One row for each thing that has an edge in the part of the graph that was chosen."""
    from graph.analytics import Part  # noqa: PLC0415 # NetworkX is slow to import, and few commands need it

    classes, properties, without = (
        frozenset(map(str, values.get(name, ()))) for name in ("class", "property", "without")
    )
    things = frozenset(named.ref for cls in classes for named in edition.names.of_class(cls)) if classes else None
    measure = cast("Measure", str(given(values, "measure") or "degree"))
    return [
        Row(
            {
                "community": found.community,
                "rank": found.rank,
                "thing": found.thing,
                "class": _class(edition, found.thing),
                "value": found.value,
            },
            (),
        )
        for found in edition.analyses.of(measure, Part(things, properties, without))
    ]


def _class(edition: Edition, thing: Ref) -> Term:
    named = edition.names.get(thing)
    return Term(named.cls if named else "Entity")
