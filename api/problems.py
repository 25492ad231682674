"""Errors as RFC 9457 problem documents: one table maps ours to status codes; nothing a client sends gives 500."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from api.formats.negotiated import NotAcceptable
from graph.workers.messages import NotWritable
from ontology.errors import (
    AmbiguousName,
    AnswerTooLarge,
    InvalidCursor,
    InvalidParameter,
    InvalidQuery,
    InvalidValue,
    NoBuild,
    QueryBusy,
    QueryDied,
    QueryTimeout,
    QueryUnavailable,
    ResultTooLarge,
    ServerError,
    StoreError,
    TiduError,
    UnknownGraph,
    UnknownName,
)

MEDIA_TYPE = "application/problem+json"
PROBLEM = "https://w3id.org/tidu/problem/"

STATUS: dict[type[TiduError], tuple[HTTPStatus, str]] = {
    UnknownName: (HTTPStatus.NOT_FOUND, "There is no such thing"),
    InvalidParameter: (HTTPStatus.UNPROCESSABLE_ENTITY, "The parameters are not accepted"),
    AmbiguousName: (HTTPStatus.CONFLICT, "Several things have this name"),
    InvalidValue: (HTTPStatus.UNPROCESSABLE_ENTITY, "A value is not accepted"),
    InvalidCursor: (HTTPStatus.NOT_FOUND, "There is no such page"),
    AnswerTooLarge: (HTTPStatus.UNPROCESSABLE_ENTITY, "The answer is too large"),
    NoBuild: (HTTPStatus.SERVICE_UNAVAILABLE, "There is no build yet"),
    StoreError: (HTTPStatus.SERVICE_UNAVAILABLE, "The store cannot be read"),
    ServerError: (HTTPStatus.SERVICE_UNAVAILABLE, "The server behind this one is not in order"),
    InvalidQuery: (HTTPStatus.BAD_REQUEST, "The query is not accepted"),
    UnknownGraph: (HTTPStatus.BAD_REQUEST, "There is no such graph"),
    NotWritable: (HTTPStatus.NOT_ACCEPTABLE, "The answer cannot be written as asked"),
    QueryTimeout: (HTTPStatus.GATEWAY_TIMEOUT, "The query took too long"),
    QueryDied: (HTTPStatus.SERVICE_UNAVAILABLE, "The query could not be carried out"),
    ResultTooLarge: (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The result is too large"),
    QueryBusy: (HTTPStatus.TOO_MANY_REQUESTS, "Too many queries at once"),
    QueryUnavailable: (HTTPStatus.SERVICE_UNAVAILABLE, "Queries cannot be answered for a while"),
}


class ProblemResponse(JSONResponse):
    """Can always be written: what a client sent may hold half a character (a lone surrogate)."""

    media_type = MEDIA_TYPE

    def render(self, content: object) -> bytes:
        """As UTF-8."""
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def install(app: FastAPI) -> None:
    """Answer every error of ``app`` with a problem document."""
    app.add_exception_handler(TiduError, _ours)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(Exception, unexpected)


def problem(status: int, title: str, detail: str, kind: str = "about:blank", **more: object) -> JSONResponse:
    """A problem document; ``more`` are extension members (``nearest``, ``errors``, ``accepted``)."""
    content = {"type": kind, "title": title, "status": status, "detail": detail, **more}
    return ProblemResponse(content, status)


async def _ours(request: Request, error: Exception) -> Response:
    if isinstance(error, InvalidParameter):  # an address takes more than its question, and some of it in the path
        error = InvalidParameter(error.errors, _accepted(request) or error.accepted)
    for cls, (status, title) in STATUS.items():
        if isinstance(error, cls):
            response = problem(status, title, str(error), PROBLEM + _kebab(cls.__name__), **_members(error))
            response.headers.update(_more_headers(error))
            return response
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "The server failed", type(error).__name__)


def _members(error: Exception) -> dict[str, object]:
    if isinstance(error, UnknownName):
        return {"nearest": error.nearest} | ({"errors": error.errors} if error.errors else {})
    if isinstance(error, AmbiguousName):
        return {"candidates": error.candidates} | ({"errors": error.errors} if error.errors else {})
    if isinstance(error, InvalidParameter):
        return {"errors": error.errors, "accepted": error.accepted}
    if isinstance(error, InvalidQuery) and error.line is not None:
        return {"line": error.line, "column": error.column}
    if isinstance(error, UnknownGraph):
        return {"graph": error.graph, "accepted": error.known}
    return {}


def _more_headers(error: Exception) -> dict[str, str]:
    if isinstance(error, NotWritable):
        return {"Vary": "Accept"}
    return {"Retry-After": str(error.retry_after)} if isinstance(error, QueryBusy | QueryUnavailable) else {}


async def _validation(request: Request, error: Exception) -> Response:
    found = cast("RequestValidationError", error).errors()
    errors = {str(e["loc"][min(1, len(e["loc"]) - 1)]): _reason(e) for e in found}
    return await _ours(request, InvalidParameter(errors, []))


def _accepted(request: Request) -> list[str]:
    """The query parameters that the address takes, as its route notes them."""
    return list(getattr(request.scope.get("endpoint"), "accepted", ()))


def _reason(error: Mapping[str, object]) -> str:
    if error["type"] == "extra_forbidden":
        return "is not a parameter here"
    return str(error["msg"])


async def _http(request: Request, error: Exception) -> Response:
    found = cast("HTTPException", error)
    phrase = HTTPStatus(found.status_code).phrase
    detail = f"{request.method} {request.url.path[:200]}: {phrase.lower()}; see /docs for what there is"
    if found.detail != phrase:  # one of ours says more
        detail = str(found.detail)
    more: dict[str, object] = {"accepted": found.accepted} if isinstance(found, NotAcceptable) else {}
    response = problem(found.status_code, phrase, detail, "about:blank", **more)
    response.headers.update(found.headers or {})
    if "GET" in response.headers.get("allow", "").split(", "):  # whoever answers GET answers HEAD
        response.headers["Allow"] = ", ".join(sorted({*response.headers["allow"].split(", "), "HEAD"}))
    return response


async def unexpected(request: Request, error: Exception) -> Response:  # noqa: ARG001 # the contract of handlers
    """What is answered where we failed; the error itself is for the log."""
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "The server failed", "an error of ours; it has been logged")


async def _gone(request: Request, error: Exception) -> Response:  # noqa: ARG001 # the contract of handlers
    """Nobody reads this: the client went away while its request was being read."""
    return problem(HTTPStatus.BAD_REQUEST, "The request is not whole", "the client went away")


def _kebab(name: str) -> str:
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")
