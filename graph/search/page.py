"""A page of what a search found, as plain data for any door."""

from collections.abc import Sequence
from dataclasses import astuple

from graph.catalogue.cursor import Cursor, digest
from graph.catalogue.present import term
from graph.catalogue.service import Page
from graph.editions import Edition
from graph.names import is_printable, normalise
from graph.search.ranking import Hit
from ontology.errors import InvalidCursor, InvalidParameter, UnknownName
from ontology.nearest import nearest
from ontology.schema import schema

LONGEST = 300
PARAMETERS = ("q", "type", "limit")


def search_page(
    edition: Edition, text: str, type_: str | None, page: Page, language: str, *, accepted: Sequence[str] = PARAMETERS
) -> dict[str, object]:
    """One page of the things whose names fit ``text``, the best first; ``accepted`` are the parameters of the door.

    Raises UnknownName for a class that is not there, InvalidParameter for a text that is no name.
    """
    if not text or len(text) > LONGEST:
        raise InvalidParameter({"q": f"has to be of 1 to {LONGEST} characters"}, list(accepted))
    if not is_printable(text):
        raise InvalidParameter({"q": "holds characters that do not print"}, list(accepted))
    cls = None if type_ is None else _class(type_)
    asked = digest("search", {"q": [text], "type": [cls] if cls else []})
    if page.cursor:
        page.cursor.check(asked)
    hits = edition.index.search(text, cls)
    if page.position > len(hits):
        raise InvalidCursor(str(Cursor(edition.id, page.position)), "lies behind the last result")
    last = page.position + page.limit
    return {
        "query": text,
        "build": edition.id,
        "total": len(hits),
        "results": [_result(hit, language) for hit in hits[page.position : last]],
        "next": str(Cursor(edition.id, last, asked)) if last < len(hits) else None,
    }


def _class(text: str) -> str:
    try:
        return class_called(text)
    except UnknownName as error:
        raise error.given_as("type") from None


def class_called(text: str) -> str:
    """The class of things with a name or label in either language; raises UnknownName with the nearest."""
    known = {name: found.name for found in schema().classes.values() for name in (found.name, *astuple(found.label))}
    folded = {normalise(name): cls for name, cls in known.items()}
    if (wanted := normalise(text)) not in folded:
        raise UnknownName("class", text, list(dict.fromkeys(known[name] for name in nearest(text, known))))
    return folded[wanted]


def _result(hit: Hit, language: str) -> dict[str, object]:
    return {
        "id": hit.named.ref,
        "label": hit.named.label.get(language),
        "type": term(hit.named.cls, language),
        "matched": hit.matched,
        "match": hit.rank.match,
    }
