"""Parameters that many routes share: language, page size, cursor; each may be given once."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from fastapi import Query, Request
from pydantic import Field

from graph.catalogue.service import Page
from graph.settings import Settings
from ontology.errors import InvalidParameter

Language = Literal["zh", "en"]
LANG = Annotated[Language | None, Query(description="language of labels; else Accept-Language", examples=["en"])]
LARGEST_PAGE = 10_000

PAGE_FIELDS: dict[str, Any] = {  # pydantic's field definitions
    "limit": (int | None, Field(None, ge=1, le=LARGEST_PAGE, description="rows of a page", examples=[20])),
    "cursor": (str | None, Field(None, max_length=300, description="`next` of the page before")),
}
LANG_FIELD: dict[str, Any] = {  # the same
    "lang": (Language | None, Field(None, description="language of labels; else Accept-Language", examples=["en"])),
}
COMMON = (*PAGE_FIELDS, *LANG_FIELD)


def given_texts(request: Request, names: Iterable[str]) -> dict[str, list[str]]:
    """The texts given for each parameter, in the path or the query; the shared ones may be given once only."""
    given: dict[str, list[str]] = {name: [str(value)] for name, value in request.path_params.items()}
    for name, value in request.query_params.multi_items():
        given.setdefault(name, []).append(value)
    twice = {name: "may be given once" for name in COMMON if len(given.get(name, ())) > 1}
    if twice:
        raise InvalidParameter(twice, [*names, *COMMON])
    return {name: texts for name, texts in given.items() if name not in COMMON}


def page_of(request: Request, settings: Settings, position: int) -> Page:
    """The page that a request asks for."""
    limit = request.query_params.get("limit")
    return Page(int(limit) if limit else settings.page_size, position)
