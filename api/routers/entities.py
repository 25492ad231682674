"""``/entities`` and ``/search``: things by key and by name, and what they are related to."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field

from api.desk import Content, Desk
from api.models import PROBLEMS, EntityModel, SearchAnswer, answer_model
from api.routers.common import LangQuery, PageQuery, accepts, given_texts, page_of, refuse_repeated
from api.routers.questions import query_model
from graph.catalogue.cursor import Cursor
from graph.catalogue.definition import question
from graph.catalogue.present import term, value_
from graph.catalogue.service import Page, answer_page
from graph.editions import Edition
from graph.lookups import lookup
from graph.names import Named, is_printable
from ontology.errors import InvalidCursor, InvalidParameter, UnknownName
from ontology.identifiers import Ref
from ontology.nearest import nearest
from ontology.schema import schema

Segment = Annotated[str, Path(description="class segment of the identifier", examples=["region"], max_length=300)]
Key = Annotated[str, Path(description="key of the identifier", examples=["370000"], max_length=300)]

RELATIONS = question("relations-of-thing")
MOST_RELATIONS = 1_000_000  # supernodes are paged, not refused

MATCHES: dict[int, Literal["exact", "prefix", "part"]] = {0: "exact", 1: "prefix", 2: "part"}


class NameQuery(BaseModel):
    """What a search looks for."""

    q: Annotated[str, Field(min_length=1, max_length=300, description="a name or a part of one", examples=["沪"])]
    type: Annotated[str | None, Field(max_length=100, description="class of the things", examples=["Region"])] = None


class SearchQuery(PageQuery, NameQuery):
    """The parameters of a search."""


def router(desk: Desk) -> APIRouter:
    """Routes of things."""
    routes = APIRouter(prefix="/api/v1", tags=["things"])
    for add in (_add_search, _add_entity, _add_relations):
        add(routes, desk)
    return routes


def _add_search(routes: APIRouter, desk: Desk) -> None:
    @routes.get("/search", response_model=SearchAnswer, responses=PROBLEMS, summary="Things by name")
    async def search(request: Request, query: Annotated[SearchQuery, Query()]) -> Response:
        refuse_repeated(request, SearchQuery.model_fields)

        def make(edition: Edition, language: str, position: int) -> Content:
            return found(edition, query, page_of(query, desk.settings, position), language)

        return await desk.answer(request, make)

    accepts(search, SearchQuery)


def _add_entity(routes: APIRouter, desk: Desk) -> None:
    @routes.get("/entities/{segment}/{key}", response_model=EntityModel, responses=PROBLEMS, summary="A thing")
    async def entity(request: Request, segment: Segment, key: Key, query: Annotated[LangQuery, Query()]) -> Response:  # noqa: ARG001 # read by the desk
        refuse_repeated(request, LangQuery.model_fields)
        return await desk.answer(request, lambda edition, language, _: describe(edition, segment, key, language))

    accepts(entity, LangQuery)


def _add_relations(routes: APIRouter, desk: Desk) -> None:
    model = query_model(RELATIONS, ["thing"])

    async def relations(request: Request, segment: Segment, key: Key, query: PageQuery) -> Response:
        def make(edition: Edition, language: str, position: int) -> Content:
            given = given_texts(request, RELATIONS.parameters)
            page = page_of(query, desk.settings, position)
            return related(edition, named(edition, segment, key), given, page, language)

        return await desk.answer(request, make)

    relations.__annotations__["query"] = Annotated[model, Query()]
    accepts(relations, model)
    routes.get(
        "/entities/{segment}/{key}/relations",
        response_model=answer_model(RELATIONS),
        responses=PROBLEMS,
        summary="What a thing is related to, claim by claim",
    )(relations)


def named(edition: Edition, segment: str, key: str) -> Named:
    """The thing ``segment/key``; raises UnknownName with the nearest keys."""
    if segment not in (segments := edition.names.segments()):
        raise UnknownName("class segment", segment, nearest(segment, segments))
    thing = edition.names.get(Ref(f"{segment}/{key}"))
    if thing is None:
        raise UnknownName(segment, key, edition.names.nearest_key(segment, key))
    return thing


def describe(edition: Edition, segment: str, key: str, language: str) -> Content:
    """A thing with its names and reference data."""
    thing = named(edition, segment, key)
    attributes: dict[str, list[object]] = {}
    for _, name, value in edition.view.lines(lookup("entity"), {"thing": [thing.ref]}).rows:
        attributes.setdefault(str(name), []).append(value_(value, edition.names, language))
    return {
        "id": thing.ref,
        "iri": thing.ref.iri,
        "type": term(thing.cls, language),
        "label": thing.label.get(language),
        "labels": {"zh": thing.label.zh, "en": thing.label.en},
        "aliases": list(thing.aliases),
        "attributes": {name: sorted(values, key=str) for name, values in sorted(attributes.items())},
        "build": edition.id,
        "relations": f"/api/v1/entities/{thing.ref}/relations",
    }


def related(edition: Edition, thing: Named, given: dict[str, list[str]], page: Page, language: str) -> Content:
    """The answer of the question ``relations-of-thing`` for a thing."""
    rest = {name: texts for name, texts in given.items() if name not in ("segment", "key")}
    asked = {**rest, "thing": [str(thing.ref)]}
    return answer_page(edition, RELATIONS, asked, page, language=language, cap=MOST_RELATIONS)


def found(edition: Edition, query: SearchQuery, page: Page, language: str) -> Content:
    """One page of what a search finds; raises UnknownName for a class that is not there."""
    if query.type is not None:
        schema().cls(query.type)
    if not is_printable(query.q):
        raise InvalidParameter({"q": "holds characters that do not print"}, list(SearchQuery.model_fields))
    hits = edition.names.search(query.q, query.type)
    if page.position > len(hits):
        raise InvalidCursor(query.cursor or "", "lies behind the last result")
    last = page.position + page.limit
    results = [
        {
            "id": hit.named.ref,
            "label": hit.named.label.get(language),
            "type": term(hit.named.cls, language),
            "matched": hit.matched,
            "match": MATCHES[hit.rank],
        }
        for hit in hits[page.position : last]
    ]
    following = str(Cursor(edition.id, last)) if last < len(hits) else None
    return {"query": query.q, "build": edition.id, "total": len(hits), "results": results, "next": following}
