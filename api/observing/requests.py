"""Each request has an id, and is counted by its route. Plain ASGI: it costs some millionths of a second."""

import asyncio
import re
import secrets
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence

from fastapi import Request
from fastapi.routing import iter_route_contexts
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.observing import logs
from api.observing.asked import ASKED, Asked, request_id
from api.observing.metrics import NO_ROUTE, Metrics

__all__ = ["Observed", "RequestIds", "request_id"]

HEADER = b"x-request-id"
Failed = Callable[[Request, Exception], Awaitable[Response]]

_ACCEPTED = re.compile(rb"[A-Za-z0-9._-]{1,64}")


class RequestIds:
    """Takes the client's ``X-Request-ID`` if it is a plain one, else makes one; the response carries it.

    Outside of whatever changes the method (HEAD as GET), so that the method is counted as it was.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add the header as the response starts."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = Asked(_given(scope["headers"]) or secrets.token_hex(8), scope["method"])
        # never reset: a request is a task, and what the server logs of it after we have returned needs the id too
        ASKED.set(asked)
        header = (HEADER, asked.id.encode())

        async def with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), header]
            await send(message)

        await self.app(scope, receive, with_id)


class Observed:
    """Counts requests and logs them. An exception is logged and answered with what ``failed`` makes of it.

    Inside of what changes the scope into another object, since the router notes the route in the one it gets; and
    inside of what adds headers, so that a failure's answer has them.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, failed: Failed) -> None:
        self.app, self._metrics, self._failed = app, metrics, failed
        self._templates: dict[int, str] | None = None  # None before the first request

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; count it when its response has gone, or its client."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if self._templates is None:
            self._templates = self._expected(scope)
        began, status = time.perf_counter(), None

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        except asyncio.CancelledError:
            return  # the server ends, and has waited long enough: that is no failure of the request's
        except Exception as error:
            if status is not None:  # half an answer cannot be taken back: the server closes the connection, and logs it
                raise
            logs.failed(self._route(scope), error)
            response = await self._failed(Request(scope), error)
            await response(scope, receive, noting)
        finally:
            self._done(scope, status, time.perf_counter() - began)

    def _done(self, scope: Scope, status: int | None, seconds: float) -> None:
        asked, route = ASKED.get(), self._route(scope)
        method = asked.method if asked else scope["method"]
        self._metrics.request(route, method, status, seconds)
        if (status is not None and status >= 500) or logs.shows_requests():
            if asked and asked.has_line:
                return
            logs.request(method, route, scope["path"], status, seconds)

    def _route(self, scope: Scope) -> str:
        """The template of the route that took the request."""
        # FastAPI notes its routes, others only what they lead to; one without either was not found
        return (self._templates or {}).get(id(scope.get("route") or scope.get("endpoint")), NO_ROUTE)

    def _expected(self, scope: Scope) -> dict[int, str]:
        """The templates of the application, whose series exist from now on: at the first request, all are there."""
        templates = _templates(scope["app"].routes)
        self._metrics.expect(dict.fromkeys(templates.values()))
        return templates


def _given(headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    for name, value in headers:
        if name == HEADER:
            return value.decode() if _ACCEPTED.fullmatch(value) else None
    return None


def _templates(routes: Sequence[BaseRoute]) -> dict[int, str]:
    """Templates by the identity of routes and of their endpoints: routes themselves cannot be keys."""
    found: dict[int, str] = {}
    for context in iter_route_contexts(routes):
        route = context.original_route
        template = context.path or getattr(route, "path", None) or NO_ROUTE
        found[id(route)] = template
        if endpoint := getattr(route, "endpoint", None) or getattr(route, "app", None):
            found.setdefault(id(endpoint), template)
    return found
