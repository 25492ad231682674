"""The OpenAPI document: what FastAPI reads from routes and models, and what holds for all of them beside."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api import examples
from api.formats import FORMATS, JSON
from api.links import links
from api.problems import MEDIA_TYPE
from graph.catalogue.definition import Asked

Json = dict[str, Any]

PROBLEM = {"$ref": "#/components/schemas/Problem"}
UNCHANGED = "The client holds this answer: its `If-None-Match` has the ETag."
TAGGED = "/api/v1/"
HEADERS: Mapping[str, tuple[str, str]] = {
    "ETag": ("names build, language, format and address of this answer", f'"{examples.BUILD}.zh.json.5d2f8c01"'),
    "Vary": ("what the answer depends on beside its address", "Accept, Accept-Encoding, Accept-Language"),
    "Content-Language": ("the language of labels", "zh"),
    "X-Request-ID": ("the client's, where it sent a plain one; else made", "5f1c3d2e9a7b4c60"),
}  # fmt: skip
LISTED: Mapping[str, tuple[str, str]] = {
    "Link": ("`rel=next` is the page that follows; none on the last", '<?limit=20&cursor=Mj…>; rel="next"'),
    "Content-Disposition": ("the name of the file; not with JSON", 'attachment; filename="tiers.csv"'),
}
WAITING: Mapping[str, tuple[str, str]] = {
    "Retry-After": ("seconds after which to try again", "12"),
    "RateLimit": ("requests that are left, and seconds until all are again", '"minute";r=0;t=60'),
    "RateLimit-Policy": ("requests a minute", '"minute";q=600;w=60'),
}
SAMPLES = {
    "csv": "region,region_label,claims,quotes\r\nregion/370000,山东省,003-c0001,四川\r\n",
    "jsonl": '{"region":{"id":"region/370000","label":"山东省"},"claims":[]}\n',
}


def document(app: FastAPI) -> Json:
    """The document of an application, made once."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title, version=app.version, description=app.description,
            license_info=app.license_info, routes=app.routes,
        )  # fmt: skip
        for path, operation in _operations(made):
            _complete(path, operation)
            if found := links(operation):
                operation["responses"]["200"]["links"] = found
        _share(made)
        app.openapi_schema = made
    return app.openapi_schema


def _operations(made: Json) -> Iterator[tuple[str, Json]]:
    for path, operations in made["paths"].items():
        for operation in operations.values():
            yield path, operation


def _complete(path: str, operation: Json) -> None:
    """What FastAPI does not know: media types of problems and lists, headers, what is answered to a tag."""
    responses = operation["responses"]
    for status, response in responses.items():
        if status.startswith(("4", "5")) and _schema(response) == PROBLEM:
            response["content"] = {MEDIA_TYPE: {"schema": PROBLEM}}
        if status == "429":
            response["headers"] = _headers(WAITING)
    if path.startswith(TAGGED):
        lists = any(p["name"] == "format" for p in operation.get("parameters", ()))
        responses["200"]["headers"] = _headers({**HEADERS, **LISTED} if lists else HEADERS)
        responses["304"] = {"description": UNCHANGED, "headers": _headers({"ETag": HEADERS["ETag"]})}
        operation["responses"] = dict(sorted(responses.items()))
        if lists:
            responses["200"]["content"] |= _files()


def _share(made: Json) -> None:
    """Write once what many operations say alike: responses without content of their own, examples, headers."""
    shared = made["components"]
    for _, operation in _operations(made):
        responses = operation["responses"]
        for status, response in responses.items():
            if status.startswith("2"):
                for name, header in response.get("headers", {}).items():
                    response["headers"][name] = _shared(shared, "headers", name, header)
                content = response.get("content", {}).get(JSON.content_type, {})
                if "example" in content:
                    name = content.pop("example")
                    sample = {"value": examples.samples()[name]}
                    content["examples"] = {"answer": _shared(shared, "examples", name, sample)}
            else:
                responses[status] = _shared(shared, "responses", f"Status{status}", response)


def _shared(components: Json, kind: str, name: str, found: Json) -> Json:
    """A reference to the component that says the same; another of its name gets a number."""
    known: Json = components.setdefault(kind, {})
    names = (name, *(f"{name}-{number}" for number in range(2, len(known) + 3)))
    free = next(each for each in names if known.setdefault(each, found) == found)
    return {"$ref": f"#/components/{kind}/{free}"}


def _schema(response: Json) -> object:
    return response.get("content", {}).get(JSON.content_type, {}).get("schema")


def _files() -> Json:
    """The media types of a list that are files."""
    found: Json = {}
    for form in FORMATS.values():
        if form.whole:
            kind: Json = {"type": "string"} if form.packs else {"type": "string", "format": "binary"}
            found[form.media_types[0]] = {"schema": kind}
            if form.name in SAMPLES:
                found[form.media_types[0]]["example"] = SAMPLES[form.name]
    return found


def _headers(found: Mapping[str, tuple[str, str]]) -> Json:
    return {
        name: {"description": description, "schema": {"type": "string"}, "example": example}
        for name, (description, example) in found.items()
    }


def answering(asked: Asked) -> dict[int | str, dict[str, object]]:
    """The response of a question, with an example, as routes document it: here by its name.

    FastAPI leaves out of examples what is null, with which they would not have the shape of answers.
    """
    content = {JSON.content_type: {"example": asked.name}} if examples.answer(asked) else {}
    return cast("dict[int | str, dict[str, object]]", {200: {"content": content}})
