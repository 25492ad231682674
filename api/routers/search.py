"""``/search``: things by name."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from api.desk import Asking, Content, Desk
from api.models import PROBLEMS, SearchAnswer
from api.routers.common import PageQuery, accepts, page_of, refuse_repeated
from graph.catalogue.patterns import SOME_TEXT, TEXT, whole
from graph.search.page import LONGEST, search_page


class NameQuery(BaseModel):
    """What a search looks for."""

    q: Annotated[
        str,
        Field(
            min_length=1,
            max_length=LONGEST,
            description="a name or a part of one, pinyin, or initials; one slip is forgiven",
            examples=["沪"],
            json_schema_extra={"pattern": whole(SOME_TEXT)},
        ),
    ]
    type: Annotated[
        Annotated[str, Field(max_length=100, json_schema_extra={"pattern": whole(TEXT)})] | None,
        Field(description="class of the things, by name or label", examples=["Region"]),
    ] = None


class SearchQuery(PageQuery, NameQuery):
    """The parameters of a search."""


def router(desk: Desk) -> APIRouter:
    """The route of searches."""
    routes, accepted = APIRouter(prefix="/api/v1", tags=["things"]), list(SearchQuery.model_fields)

    @routes.get("/search", response_model=SearchAnswer, responses=PROBLEMS, summary="Things by name")
    async def search(request: Request, query: Annotated[SearchQuery, Query()]) -> Response:
        refuse_repeated(request, accepted)

        def make(asking: Asking) -> list[Content]:
            page = page_of(query, desk.settings, asking)
            return [search_page(asking.edition, query.q, query.type or None, page, asking.language, accepted=accepted)]

        return await desk.listed(request, make, "search")

    accepts(search, SearchQuery)
    return routes
