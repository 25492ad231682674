"""``/questions``: the catalogue, one route a question, and its second address where it has one."""

import inspect
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field, create_model

from api.desk import Asking, Content, Desk
from api.models import PROBLEMS, Questions, answer_model
from api.openapi import answering
from api.routers.common import (
    LangQuery,
    PageQuery,
    accepts,
    given_texts,
    page_of,
    refuse_repeated,
    whole_number,
)
from api.routers.quick import QuickRoute
from graph.catalogue.definition import GROUPS, Asked, Parameter
from graph.catalogue.functions import asked as find
from graph.catalogue.functions import everything
from graph.catalogue.patterns import DATE, SEGMENT, SOME_TEXT, TEXT, whole
from graph.catalogue.service import answer_slices
from graph.editions import Edition

ANSWERED: dict[int | str, dict[str, object]] = {status: PROBLEMS[status] for status in (406, 422, 429, 503)}

Endpoint = Callable[..., Awaitable[Response]]


def router(desk: Desk) -> APIRouter:
    """All routes of the catalogue."""
    routes = APIRouter(prefix="/api/v1", tags=["questions"], route_class=QuickRoute)

    @routes.get("/questions", response_model=Questions, responses=ANSWERED, summary="The catalogue of questions")
    async def questions(request: Request, query: Annotated[LangQuery, Query()]) -> Response:  # noqa: ARG001 # read by the desk
        refuse_repeated(request, LangQuery.model_fields)
        return await desk.answer(request, _catalogue)

    accepts(questions, LangQuery)
    for question in everything().values():
        _add(routes, desk, question, f"/questions/{question.name}")
        if question.definition.route:
            _add(routes, desk, question, question.definition.route, "-by-route", question.definition.in_route)
    routes.add_api_route("/questions/{name}", unknown, include_in_schema=False)
    return routes


def unknown(name: str) -> None:
    """What no question's own address took; raises UnknownName with the nearest."""
    find(name)


def _add(
    routes: APIRouter, desk: Desk, question: Asked, path: str, suffix: str = "", in_path: Sequence[str] = ()
) -> None:
    routes.add_api_route(
        path,
        endpoint(desk, question, in_path),
        methods=["GET"],
        response_model=answer_model(question),
        responses={**PROBLEMS, **answering(question)},
        name=question.name + suffix,
        operation_id=question.name + suffix,
        summary=question.definition.title.en,
        description=f"{question.definition.description.en}\n\n{question.definition.description.zh}",
    )


def endpoint(desk: Desk, question: Asked, in_path: Sequence[str]) -> Endpoint:
    """The handler of a question at an address that holds the parameters ``in_path``."""

    async def ask(request: Request, query: PageQuery, **_: object) -> Response:
        def make(asking: Asking) -> Iterator[Content]:
            given = given_texts(request, question.parameters)
            page = page_of(query, desk.settings, asking)
            return answer_slices(
                asking.edition, question, given, page,
                language=asking.language, cap=desk.settings.row_cap, kept=desk.kept,
            )  # fmt: skip

        return await desk.listed(request, make, question.name)

    model = query_model(question, in_path)
    keywords = {"request": Request, "query": Annotated[model, Query()]}
    keywords |= {name: _path_type(question.parameters[name]) for name in in_path}
    signature = inspect.Signature([_keyword(name, annotation) for name, annotation in keywords.items()])
    setattr(ask, "__signature__", signature)  # noqa: B010 # FastAPI reads it; functions do not declare it
    accepts(ask, model)
    return ask


def _keyword(name: str, annotation: object) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation)


def _path_type(parameter: Parameter) -> object:
    about = {"description": _about(parameter), "examples": [parameter.example]}
    return Annotated[str, Path(**about, max_length=300, json_schema_extra={"pattern": whole(SEGMENT)})]  # type: ignore[arg-type] # a description and examples


def query_model(question: Asked, in_path: Sequence[str]) -> type[PageQuery]:
    """The query parameters of a question, as FastAPI reads and documents them; others are refused."""
    fields: dict[str, Any] = {  # the fields' types are made at run time
        name: (_query_type(parameter), _query_field(parameter))
        for name, parameter in question.parameters.items()
        if name not in in_path
    }
    name = f"{question.name}-{'-'.join(in_path)}-query"
    own = create_model(f"{name}-own", **fields)
    return create_model(name, __base__=(PageQuery, own))  # type: ignore[arg-type] # its types want one class twice


def _query_type(parameter: Parameter) -> object:
    one: object = Literal[parameter.words] if parameter.words else _text_type(parameter)
    if parameter.type == "integer":
        one = whole_number(parameter.least, parameter.most)
    if parameter.many:
        one = list[one]  # type: ignore[valid-type] # a type made at run time
    return one if parameter.required else one | None  # type: ignore[operator] # the same


def _text_type(parameter: Parameter) -> object:
    """A text; what of it is documented here is checked when it is bound, which tells more of what is wrong."""
    return Annotated[str, Field(max_length=300, json_schema_extra={"pattern": whole(_pattern(parameter))})]


def _pattern(parameter: Parameter) -> str:
    """An empty text counts as absent, which may be."""
    if parameter.type == "date":
        return DATE if parameter.required else f"({DATE})?"
    return SOME_TEXT if parameter.required else TEXT


def _query_field(parameter: Parameter) -> object:
    examples = [[parameter.example]] if parameter.many else [parameter.example]
    default = ... if parameter.required else None
    return Field(default, description=_about(parameter), examples=examples)


def _about(parameter: Parameter) -> str:
    return f"{parameter.title.en} / {parameter.title.zh}: {parameter.accepts}"


def _catalogue(edition: Edition, language: str, _: int) -> Content:
    return {"build": edition.id, "questions": [describe(q, language) for q in everything().values()]}


def describe(question: Asked, language: str) -> Content:
    """A question as data, with a path that answers."""
    definition = question.definition
    return {
        "name": question.name,
        "kind": question.kind,
        "group": {"id": definition.group, "label": getattr(GROUPS[definition.group], language)},
        "title": getattr(definition.title, language),
        "description": getattr(definition.description, language),
        "route": definition.route,
        "example": example_path(question),
        "parameters": [
            {
                "name": parameter.name,
                "type": parameter.type if isinstance(parameter.type, str) else "words",
                "words": list(parameter.words),
                "title": getattr(parameter.title, language),
                "required": parameter.required,
                "many": parameter.many,
                "default": parameter.default,
                "example": parameter.example,
            }
            for parameter in definition.parameters
        ],
        "columns": [
            {"name": c.name, "type": c.type, "many": c.many, "title": getattr(c.title, language)}
            for c in question.visible
        ],
    }


def example_path(question: Asked) -> str:
    """A path that answers: the question with the examples of its required parameters."""
    needed = urlencode({p.name: p.example for p in question.definition.parameters if p.required}, safe="/")
    return f"/api/v1/questions/{question.name}" + (f"?{needed}" if needed else "")
