"""Parameters that many routes share: language, page size, cursor; each may be given once."""

from collections.abc import Callable, Iterable
from typing import Annotated, Literal

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field

from graph.catalogue.service import Page
from graph.settings import Settings
from ontology.errors import InvalidParameter

Language = Literal["zh", "en"]
LARGEST_PAGE = 10_000


class LangQuery(BaseModel):
    """The parameter that every address takes; others are refused."""

    model_config = ConfigDict(extra="forbid")

    lang: Annotated[Language | None, Field(description="language of labels; else Accept-Language", examples=["en"])] = (
        None
    )


class PageQuery(LangQuery):
    """The parameters of lists."""

    limit: Annotated[int | None, Field(ge=1, le=LARGEST_PAGE, description="rows of a page", examples=[20])] = None
    cursor: Annotated[str | None, Field(max_length=300, description="`next` of the page before")] = None


COMMON = tuple(PageQuery.model_fields)


def accepts(handler: Callable[..., object], model: type[BaseModel]) -> None:
    """Note on a route's handler which query parameters it takes, for errors to say."""
    setattr(handler, "accepted", list(model.model_fields))  # noqa: B010 # functions do not declare it


def refuse_repeated(request: Request, names: Iterable[str]) -> None:
    """Refuse what is given several times; raises InvalidParameter."""
    given = [name for name, _ in request.query_params.multi_items()]
    known = list(names)
    if len(given) > 1 and (twice := [name for name in known if given.count(name) > 1]):
        raise InvalidParameter(dict.fromkeys(twice, "may be given once"), known)


def given_texts(request: Request, names: Iterable[str]) -> dict[str, list[str]]:
    """The texts given for each parameter ``names``, in the path or the query; the shared ones may be given once."""
    given: dict[str, list[str]] = {name: [str(value)] for name, value in request.path_params.items()}
    for name, value in request.query_params.multi_items():
        given.setdefault(name, []).append(value)
    twice = {name: "may be given once" for name in COMMON if len(given.get(name, ())) > 1}
    if twice:
        raise InvalidParameter(twice, [*names, *COMMON])
    return {name: texts for name, texts in given.items() if name not in COMMON}


def page_of(query: PageQuery, settings: Settings, position: int) -> Page:
    """The page that a request asks for."""
    return Page(query.limit or settings.page_size, position)
