"""Parameters that many routes share: language, format, page size, cursor; each may be given once."""

from collections.abc import Callable, Iterable
from typing import Annotated, Literal

from fastapi import Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from api.desk import Asking
from api.examples import CURSOR
from graph.catalogue.cursor import PATTERN
from graph.catalogue.patterns import is_integer, whole
from graph.catalogue.service import Page
from graph.settings import Settings
from ontology.errors import InvalidParameter

Language = Literal["zh", "en"]
FormatName = Literal["json", "csv", "xlsx", "jsonl"]


def _plain(value: object) -> object:
    """Refuse what Python reads as a number and people do not write: ``1_0``, ``１``, ``+1``, `` 1``."""
    if isinstance(value, str) and not is_integer(value):
        raise PydanticCustomError("int_parsing", "Input should be a whole number in plain digits")
    return value


def whole_number(least: int | None, most: int | None) -> object:
    """The type of a whole number in plain digits, within its bounds."""
    return Annotated[int, Field(ge=least, le=most), BeforeValidator(_plain)]


LARGEST_PAGE = 10_000
EVERYTHING = 10**9  # rows: more than any answer has, which is capped elsewhere


class LangQuery(BaseModel):
    """The parameter that every address takes; others are refused."""

    model_config = ConfigDict(extra="forbid")

    lang: Annotated[Language | None, Field(description="language of labels; else Accept-Language", examples=["en"])] = (
        None
    )


class PageQuery(LangQuery):
    """The parameters of lists."""

    format: Annotated[
        FormatName | None,
        Field(
            description="format of the answer; else Accept. csv keeps every cell as it is, even one that a spreadsheet "
            "takes for a formula: for spreadsheets take xlsx",
            examples=["csv"],
        ),
    ] = None
    limit: Annotated[
        Annotated[int, Field(ge=1, le=LARGEST_PAGE), BeforeValidator(_plain)] | None,
        Field(
            description="rows of a page; without it JSON has the server's page, other formats have all rows",
            examples=[20],
        ),
    ] = None
    cursor: Annotated[
        str | None,
        Field(
            max_length=300,
            pattern=whole(PATTERN),
            description="`next` of the page before, or `cursor` in its Link header; all else stays as it was",
            examples=[CURSOR],
        ),
    ] = None


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


def page_of(query: PageQuery, settings: Settings, asking: Asking) -> Page:
    """The page that a request asks for; raises InvalidParameter for a larger one than the settings allow."""
    if query.limit and query.limit > settings.page_most:
        raise InvalidParameter({"limit": f"is {query.limit}; accepted: at most {settings.page_most}"}, list(COMMON))
    whole = EVERYTHING if asking.form.whole else min(settings.page_size, settings.page_most)
    return Page(query.limit or whole, asking.position, asking.cursor)
