"""Where an answer leads, as OpenAPI links: its next page, and what its first row names, asked further."""

from functools import cache
from typing import Any

from graph.catalogue.definition import Asked, Column
from graph.catalogue.functions import everything

Json = dict[str, Any]

BY_ROUTE, RELATED, CITED = "-by-route", "relations-of-thing", "passages-of-fact"
PAGING = ("cursor", "format", "lang", "limit")


def links(operation: Json) -> Json:
    """The links of an operation's answer, by name; they hold for answers in JSON."""
    parameters = operation.get("parameters", [])
    found: Json = {}
    if any(p["name"] == "cursor" for p in parameters):
        found["next"] = _next(operation)
    asked = everything().get(operation["operationId"].removesuffix(BY_ROUTE))
    if asked and asked.kind == "question":
        found |= _from_rows(asked)
    elif any(p["name"] == "q" for p in parameters):
        found["relations"] = _link(RELATED, "thing", "results/0/id", "what the first of the things is related to")
    elif any(p["name"] == "key" for p in parameters):
        found["relations"] = _link(RELATED, "thing", "id", "what the thing is related to")
    return found


def _next(operation: Json) -> Json:
    """The same again, from where the page ended; all else stays as it was."""
    stays = [f"{p['in']}.{p['name']}" for p in operation["parameters"] if p["name"] not in PAGING]
    return {
        "operationId": operation["operationId"],
        "parameters": {"query.cursor": "$response.body#/next"} | {name: f"$request.{name}" for name in stays},
        "description": "the next page; where `next` is null there is none",
    }


def _from_rows(asked: Asked) -> Json:
    """What may be asked of the things in the first row, and of its first claim."""
    single = [column for column in asked.visible if not column.many and not column.optional]
    found = {name: link for column in single for name, link in _of_column(asked, column)}
    return found | {"cited": _link(CITED, "claim", "rows/0/claims/0/id", "the words that the first claim rests on")}


def _of_column(asked: Asked, column: Column) -> list[tuple[str, Json]]:
    place = f"rows/0/{column.name}/id"
    return [
        (f"{column.name}-{target.name}", _link(target.name, parameter, place, target.definition.title.en))
        for target, parameter in _asking_of().get(column.type, [])
        if target.name != asked.name
    ]


@cache
def _asking_of() -> dict[str, list[tuple[Asked, str]]]:
    """The questions that need one thing and nothing else, with that parameter, by its class."""
    found: dict[str, list[tuple[Asked, str]]] = {}
    for asked in everything().values():
        needed = [parameter for parameter in asked.definition.parameters if parameter.required]
        if len(needed) == 1 and needed[0].cls:
            found.setdefault(needed[0].cls, []).append((asked, needed[0].name))
    return found


def _link(operation: str, parameter: str, place: str, description: str) -> Json:
    return {
        "operationId": operation,
        "parameters": {f"query.{parameter}": f"$response.body#/{place}"},
        "description": description,
    }
