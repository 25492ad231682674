"""The OpenAPI document is true: every route answers with its examples, in the shape that it says."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
from fastapi.routing import APIRoute
from pydantic import TypeAdapter

from api import generate
from api.app import create_app
from api.desk import Desk
from api.models_fact import Fact
from api.routers import entities, health, questions, search
from graph.fact_lines import FIELDS, fact_lines
from graph.settings import Settings
from tests.graph.asking import edition

OPENAPI: dict[str, Any] = create_app(Settings(store="")).openapi()
PATHS = sorted(path for path, operations in OPENAPI["paths"].items() if "get" in operations)


def parameters(path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = OPENAPI["paths"][path]["get"].get("parameters", [])
    return found


def example(parameter: dict[str, Any]) -> str:
    value = parameter["schema"].get("examples", parameter.get("examples", [None]))[0]
    assert value is not None, parameter
    return str(value[0] if isinstance(value, list) else value)


def calls(path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The path with its examples filled in: with the required query parameters, then with each other one."""
    filled = path.format_map({p["name"]: example(p) for p in parameters(path) if p["in"] == "path"})
    query = [p for p in parameters(path) if p["in"] == "query"]
    needed = {p["name"]: example(p) for p in query if p["required"]}
    yield filled, needed
    for parameter in query:
        if not parameter["required"] and parameter["name"] != "cursor":
            yield filled, needed | {parameter["name"]: example(parameter)}


@cache
def models() -> dict[str, TypeAdapter[object]]:
    """The response model of each route."""
    desk = Desk.of(Settings(store=""))
    routes = [route for module in (questions, search, entities, health) for route in module.router(desk).routes]
    return {route.path: TypeAdapter(route.response_model) for route in routes if isinstance(route, APIRoute)}


@pytest.mark.parametrize("path", PATHS)
def test_every_route_answers_its_examples_in_the_shape_that_it_documents(client: httpx.Client, path: str) -> None:
    model = models()[path]
    for url, query in calls(path):
        response = client.get(url, params=query)
        if "previous" in query.values():  # there is one build
            assert response.status_code == 404
            assert response.json()["nearest"]
            continue
        assert response.status_code == 200, (url, query, response.text)
        if "format" not in query:  # the other formats have their own tests
            model.validate_json(response.content, strict=True)


@pytest.mark.parametrize("path", PATHS)
def test_every_route_and_parameter_is_described(path: str) -> None:
    operation = OPENAPI["paths"][path]["get"]
    assert operation["summary"]
    assert operation["operationId"]
    for parameter in parameters(path):
        assert parameter.get("description") or parameter["schema"].get("description"), parameter["name"]


def test_the_documents_routes_of_the_issue_are_there() -> None:
    assert set(PATHS) >= {
        "/api/v1/questions", "/api/v1/tiers", "/api/v1/tiers/{tier}/policies", "/api/v1/search",
        "/api/v1/entities/{segment}/{key}", "/api/v1/entities/{segment}/{key}/relations", "/api/v1/documents",
        "/api/v1/documents/{document}/passages", "/healthz", "/readyz",
    }  # fmt: skip


def test_the_server_gives_the_document_that_is_checked_in(client: httpx.Client) -> None:
    assert client.get("/openapi.json").json() == json.loads((generate.FOLDER / "openapi.json").read_text("utf-8"))


def test_the_generated_documents_do_not_drift() -> None:
    assert generate.differing(generate.FOLDER) == [], "run `make generate`"


def test_drift_is_named(tmp_path: Path) -> None:
    generate.write(tmp_path)
    assert generate.differing(tmp_path) == []
    (tmp_path / "openapi.json").write_text("{}\n", encoding="utf-8")
    (tmp_path / "schemas" / "fact.schema.json").unlink()
    assert generate.differing(tmp_path) == ["openapi.json", "schemas/fact.schema.json"]


def test_every_real_fact_is_valid_against_the_published_schema(default_build: Path) -> None:
    schema = json.loads((generate.FOLDER / "schemas" / "fact.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator, opened = jsonschema.Draft202012Validator(schema), edition(default_build)
    facts = list(fact_lines(opened.view, opened.names))
    assert facts
    assert [(fact["id"], error.message) for fact in facts for error in validator.iter_errors(fact)] == []


def test_the_schema_of_facts_has_their_fields_each_with_a_description() -> None:
    assert tuple(Fact.model_fields) == FIELDS
    assert all(field.description for field in Fact.model_fields.values())
