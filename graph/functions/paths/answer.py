"""Finds paths between two things."""  # noqa: INP001 # a function's folder is no package: it is loaded by path

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from graph.catalogue.folding import given
from graph.catalogue.rows import Row, Value
from graph.editions import Edition
from graph.names import Names
from graph.store import Bound, Term
from ontology.identifiers import Ref
from ontology.schema import schema

if TYPE_CHECKING:
    from graph.paths import Step


def answer(edition: Edition, values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """One row for each edge of each step of each path."""
    from graph.paths import Ways, paths, steps  # noqa: PLC0415 # NetworkX is slow to import, and few commands need it

    source, target = (Ref(str(given(values, name))) for name in ("source", "target"))
    classes, avoided = (frozenset(map(str, values.get(name, ()))) for name in ("through", "avoid"))
    ways = Ways(
        directed=given(values, "directed") == "yes",
        properties=frozenset(map(str, values.get("property", ()))),
        without=frozenset(map(str, values.get("without", ()))),
        longest=int(str(given(values, "longest") or 6)),
        may_pass=lambda ref: ref not in avoided and _is_one_of(ref, classes, edition.names),
    )
    found = paths(edition.projection, source, target, ways, int(str(given(values, "most") or 3)))
    return [
        _row(path, number, step)
        for path, things in enumerate(found, 1)
        for number, (here, there) in enumerate(pairwise(things), 1)
        for step in steps(edition.projection, here, there, ways)
    ]


def _is_one_of(ref: Ref, classes: Collection[str], names: Names) -> bool:
    named = names.get(ref)
    return not classes or (named is not None and any(schema().is_a(named.cls, cls) for cls in classes))


def _row(path: int, number: int, step: "Step") -> Row:
    cells: dict[str, Value] = {
        "path": path,
        "step": number,
        "subject": step.subject,
        "property": Term(step.property),
        "object": step.object,
        "forward": step.forward,
        "documents": tuple(Ref(f"document/{document}") for document in step.documents),
    }
    return Row(cells, step.claims)
