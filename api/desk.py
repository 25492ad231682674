"""The desk: what every route needs — the editions, the settings, the cache — and the way an answer goes out."""

from collections.abc import Callable
from dataclasses import dataclass
from zlib import crc32

from fastapi import Request, Response
from pydantic_core import to_json
from starlette.concurrency import run_in_threadpool

from api import VERSION
from api.cache import AnswerCache
from api.language import negotiated
from graph.catalogue.cursor import Cursor
from graph.editions import Edition, Editions
from graph.settings import Settings

Content = dict[str, object]


@dataclass(frozen=True, slots=True)
class Desk:
    """Shared by all routes of an application."""

    settings: Settings
    editions: Editions
    cache: AnswerCache
    version: int  # of what an answer depends on beside the build: the program and its settings

    @classmethod
    def of(cls, settings: Settings) -> "Desk":
        """Open the builds that the settings name."""
        editions, cache = Editions(settings, resident=True), AnswerCache(settings.answer_cache * 2**20)
        return cls(settings, editions, cache, crc32(f"{VERSION} {settings.page_size} {settings.row_cap}".encode()))

    async def answer(self, request: Request, make: Callable[[Edition, str, int], Content]) -> Response:
        """Send what ``make`` gives for the edition, the language and the position asked for.

        The edition is the current one, or that of the request's cursor. The ETag names build, language and URL: the
        same URL of the same build has the same answer, and who has the tag has had that answer. ``make`` runs in a
        thread, and only if neither the client nor the cache has the answer.
        """
        edition, position = await self._edition(request)
        language = negotiated(request)
        key = (edition.id, language, request.scope["path"], request.scope["query_string"])
        url = crc32(key[3], crc32(key[2].encode(), self.version))
        headers = {
            "ETag": f'"{edition.id}.{language}.{url:08x}"',
            "Vary": "Accept-Language",
            "Cache-Control": "no-cache",
        }
        if has_tag(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        content = self.cache.get(key)
        if content is None:
            content = await run_in_threadpool(lambda: to_json(make(edition, language, position)))
            self.cache.put(key, content)
        return Response(content, media_type="application/json", headers={**headers, "Content-Language": language})

    async def current(self) -> Edition:
        """The edition in service."""
        if self.editions.is_stale:
            return await run_in_threadpool(self.editions.current)
        return self.editions.current()

    async def _edition(self, request: Request) -> tuple[Edition, int]:
        token = request.query_params.get("cursor")
        if token:
            cursor = Cursor.parse(token)
            return await run_in_threadpool(self.editions.edition, cursor.build), cursor.position
        return await self.current(), 0


def has_tag(request: Request, etag: str) -> bool:
    """Whether the client says that it holds the answer (If-None-Match, weakly compared; ``*`` says too little)."""
    return etag.removeprefix("W/") in [tag.removeprefix("W/") for tag in _tags(request)]


def is_any_tag(request: Request) -> bool:
    """Whether the client holds whatever answer there is (If-None-Match: ``*``)."""
    return _tags(request) == ["*"]


def _tags(request: Request) -> list[str]:
    return [part.strip() for part in ",".join(request.headers.getlist("if-none-match")).split(",")]
