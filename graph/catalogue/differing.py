"""The difference of two builds as rows, for the function and for ``tidu diff``."""

from collections.abc import Iterable, Mapping, Sequence

from graph.catalogue.folding import admits
from graph.catalogue.rows import Row, Value
from graph.diff import Difference, Known
from graph.names import Names
from graph.store import Bound, Cell, Term
from ontology.errors import InvalidValue, UnknownName
from ontology.identifiers import Ref


def rows(found: Iterable[Difference], values: Mapping[str, Sequence[Bound]], names: Names) -> list[Row]:
    """The differences that ``values`` ask for; ``names`` are those of a build that may lack what is gone."""
    about = {_thing(str(text), names) for text in values.get("about", ())}
    return [
        Row(_cells(one), ())
        for one in found
        if admits(values, "kind", [one.fact.kind])
        and admits(values, "change", [one.change])
        and (not about or about & one.fact.things)
    ]


def _thing(text: str, names: Names) -> str:
    """The thing called ``text``; an identifier is taken as it is, since the thing may be gone."""
    try:
        return names.resolve(text, "Thing")
    except UnknownName as error:
        try:
            return Ref.parse(text)
        except InvalidValue:
            raise error.given_as("about") from None


def _cells(one: Difference) -> dict[str, Value]:
    fact, fields = one.fact, one.fact.fields
    return {
        "change": one.change, "kind": fact.kind, "id": fact.id, "subject": fact.subject, "property": _property(fact),
        "object": _object(fact), "quote": fields.get("quote"), "field": one.field, "before": one.before,
        "after": one.after,
    }  # fmt: skip


def _property(fact: Known) -> Cell:
    if "indicator" in fact.fields:
        return Ref(fact.fields["indicator"])
    name = fact.fields.get("property")
    return Term(name) if name else None


def _object(fact: Known) -> Cell:
    """What a claim states: the thing, or the value with its unit; of other facts the Chinese label."""
    fields = fact.fields
    if "object" in fields:
        return Ref(fields["object"])
    label = fields.get("label_zh") or fields.get("title_zh")
    return label or " ".join(filter(None, (fields.get("value"), fields.get("unit")))) or None
