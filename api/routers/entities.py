"""``/entities``: things by key, and what they are related to."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from api.desk import Asking, Content, Desk
from api.models import PROBLEMS, EntityModel, answer_model
from api.openapi import answering
from api.routers.common import LangQuery, PageQuery, accepts, given_texts, page_of, refuse_repeated
from api.routers.questions import query_model
from graph.catalogue.definition import question
from graph.catalogue.patterns import SEGMENT, whole
from graph.catalogue.present import term, value_
from graph.catalogue.service import Page, answer_slices
from graph.editions import Edition
from graph.lookups import lookup
from graph.names import Named
from ontology.errors import UnknownName
from ontology.identifiers import Ref
from ontology.nearest import nearest

PART = {"pattern": whole(SEGMENT)}  # which only tells: what does not fit is not there
Segment = Annotated[
    str,
    Path(description="class segment of the identifier", examples=["region"], max_length=300, json_schema_extra=PART),
]
Key = Annotated[
    str, Path(description="key of the identifier", examples=["370000"], max_length=300, json_schema_extra=PART)
]

RELATIONS = question("relations-of-thing")
MOST_RELATIONS = 1_000_000  # supernodes are paged, not refused


def router(desk: Desk) -> APIRouter:
    """Routes of things."""
    routes = APIRouter(prefix="/api/v1", tags=["things"])
    for add in (_add_entity, _add_relations):
        add(routes, desk)
    return routes


def _add_entity(routes: APIRouter, desk: Desk) -> None:
    @routes.get("/entities/{segment}/{key}", response_model=EntityModel, responses=PROBLEMS, summary="A thing")
    async def entity(request: Request, segment: Segment, key: Key, query: Annotated[LangQuery, Query()]) -> Response:  # noqa: ARG001 # read by the desk
        refuse_repeated(request, LangQuery.model_fields)
        return await desk.answer(request, lambda edition, language, _: describe(edition, segment, key, language))

    accepts(entity, LangQuery)


def _add_relations(routes: APIRouter, desk: Desk) -> None:
    model = query_model(RELATIONS, ["thing"])

    async def relations(request: Request, segment: Segment, key: Key, query: PageQuery) -> Response:
        def make(asking: Asking) -> Iterator[Content]:
            given = given_texts(request, RELATIONS.parameters)
            page = page_of(query, desk.settings, asking)
            return related(desk, asking, named(asking.edition, segment, key), given, page)

        return await desk.listed(request, make, RELATIONS.name)

    relations.__annotations__["query"] = Annotated[model, Query()]
    accepts(relations, model)
    routes.get(
        "/entities/{segment}/{key}/relations",
        response_model=answer_model(RELATIONS),
        responses={**PROBLEMS, **answering(RELATIONS)},
        summary="What a thing is related to, claim by claim",
    )(relations)


def named(edition: Edition, segment: str, key: str) -> Named:
    """The thing ``segment/key``; raises UnknownName with the nearest keys."""
    if segment not in (segments := edition.names.segments()):
        raise UnknownName("class segment", segment, nearest(segment, segments)).given_as("segment")
    thing = edition.names.get(Ref(f"{segment}/{key}"))
    if thing is None:
        raise UnknownName(segment, key, edition.names.nearest_key(segment, key)).given_as("key")
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


def related(desk: Desk, asking: Asking, thing: Named, given: dict[str, list[str]], page: Page) -> Iterator[Content]:
    """The answer of the question ``relations-of-thing`` for a thing."""
    rest = {name: texts for name, texts in given.items() if name not in ("segment", "key")}
    asked = {**rest, "thing": [str(thing.ref)]}
    return answer_slices(
        asking.edition, RELATIONS, asked, page, language=asking.language, cap=MOST_RELATIONS, kept=desk.kept
    )
