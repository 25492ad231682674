"""The OpenAPI document leaves nothing to guess: examples, bounds, media types, headers and problems everywhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import TypeAdapter

from api import examples
from api.formats import FORMATS, JSON
from api.models import answer_model
from api.sampling import samples
from graph.catalogue.functions import everything
from tests.api.test_openapi import OPENAPI

NAMES = sorted(everything())
SCHEMAS: dict[str, dict[str, Any]] = OPENAPI["components"]["schemas"]
API = sorted(path for path in OPENAPI["paths"] if path.startswith("/api/v1/"))
LISTS = [
    path for path in API if any(p["name"] == "format" for p in OPENAPI["paths"][path]["get"].get("parameters", ()))
]


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in OPENAPI["paths"].items():
        for operation in methods.values():
            yield path, operation


def resolved(found: dict[str, Any]) -> dict[str, Any]:
    """What a reference to a component leads to; anything else is itself."""
    place: Any = OPENAPI if "$ref" in found else found
    for part in found.get("$ref", "#").split("/")[1:]:
        place = place[part]
    shown: dict[str, Any] = place
    return shown


def is_plain(schema: dict[str, Any]) -> bool:
    """Whether a value is one that has to be shown: no schema of its own, no closed list, no truth."""
    kinds = [kind for kind in schema.get("anyOf", [schema]) if kind.get("type") != "null"]
    return any(
        "$ref" not in kind and "enum" not in kind and "const" not in kind and kind.get("type") != "boolean"
        for kind in kinds
        if kind.get("type") != "array" or is_plain(kind["items"])
    )


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_field_has_an_example_or_is_made_of_such(name: str) -> None:
    fields = SCHEMAS[name].get("properties", {})
    bare = [field for field, schema in fields.items() if is_plain(schema) and not schema.get("examples")]
    assert bare in ([], ["parameters"])  # of an answer: by name, as the response's example shows


def test_every_parameter_has_an_example_and_bounds() -> None:
    for path, operation in operations():
        for parameter in operation.get("parameters", ()):
            schema = parameter["schema"]
            assert schema.get("examples") or not is_plain(schema), (path, parameter["name"])
            for kind in schema.get("anyOf", [schema]):
                one = kind.get("items", kind)
                bounded = {"enum", "const", "maxLength", "maximum", "minimum"} & set(one)
                assert bounded or one["type"] in ("null", "integer"), (path, parameter["name"], one)


def test_every_operation_has_an_id_of_its_own() -> None:
    ids = [operation["operationId"] for _, operation in operations()]
    assert len(set(ids)) == len(ids)


def test_every_problem_is_documented_as_one() -> None:
    for path, operation in operations():
        for status, response in operation["responses"].items():
            if status >= "400" and path != "/readyz":
                assert list(resolved(response)["content"]) == ["application/problem+json"], (path, status)


@pytest.mark.parametrize("path", API)
def test_every_address_says_what_else_it_may_answer(path: str) -> None:
    responses = OPENAPI["paths"][path]["get"]["responses"]
    assert set(responses) >= {"200", "304", "406", "422", "429", "503"}
    assert set(responses["200"]["headers"]) >= {"ETag", "Vary", "Content-Language", "X-Request-ID"}
    assert set(resolved(responses["429"])["headers"]) == {"Retry-After", "RateLimit", "RateLimit-Policy"}


@pytest.mark.parametrize("path", LISTS)
def test_every_list_says_its_formats_and_where_it_goes_on(path: str) -> None:
    response = OPENAPI["paths"][path]["get"]["responses"]["200"]
    assert set(response["content"]) == {form.media_types[0] for form in FORMATS.values()}
    assert {"Link", "Content-Disposition"} <= set(response["headers"])


def test_all_questions_the_relations_and_the_search_are_lists() -> None:
    assert {f"/api/v1/questions/{name}" for name in NAMES} <= set(LISTS)
    assert {"/api/v1/search", "/api/v1/entities/{segment}/{key}/relations"} <= set(LISTS)


@pytest.mark.parametrize("name", NAMES)
def test_the_example_of_an_answer_has_the_shape_of_answers(name: str) -> None:
    asked = everything()[name]
    TypeAdapter(answer_model(asked)).validate_python(examples.answer(asked), strict=True)
    content = OPENAPI["paths"][f"/api/v1/questions/{name}"]["get"]["responses"]["200"]["content"]
    assert content[JSON.content_type]["examples"]["answer"] == {"$ref": f"#/components/examples/{name}"}
    assert OPENAPI["components"]["examples"][name]["value"] == examples.answer(asked)


def test_the_examples_are_what_the_default_build_answers(default_build: Path) -> None:
    assert examples.SAMPLES.read_text(encoding="utf-8") == samples(default_build), "run `make generate`"


def test_headers_that_are_documented_are_sent(client: httpx.Client) -> None:
    documented = OPENAPI["paths"]["/api/v1/tiers"]["get"]["responses"]["200"]["headers"]
    sent = client.get("/api/v1/tiers?limit=1&format=csv").headers
    assert set(documented) <= {name.title().replace("Etag", "ETag").replace("-Id", "-ID") for name in sent}
