"""The desk: what every route needs — the editions, the settings, the cache — and the way an answer goes out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import NamedTuple, cast
from urllib.parse import parse_qsl, urlencode
from zlib import crc32

from anyio import CapacityLimiter, to_thread
from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from api import VERSION
from api.cache import AnswerCache, Body
from api.formats import FORMATS, JSON, Format
from api.formats.negotiated import negotiated as format_of
from api.language import negotiated
from api.negotiation import takes_gzip
from graph.catalogue.cursor import Cursor
from graph.catalogue.kept import KeptAnswers
from graph.editions import Edition, Editions
from graph.settings import Settings
from ontology.errors import ResultTooLarge

Content = dict[str, object]

EVERY = tuple(FORMATS.values())
MIB = 2**20
AT_ONCE = 2  # whole answers that are written at the same time: each may take the memory of a hundred pages


class Asking(NamedTuple):
    """What an answer depends on, beside what is asked."""

    edition: Edition
    language: str
    cursor: Cursor | None
    form: Format

    @property
    def position(self) -> int:
        """Where the page begins."""
        return self.cursor.position if self.cursor else 0


Make = Callable[[Asking], Iterable[Content]]


@dataclass(frozen=True, slots=True)
class Desk:
    """Shared by all routes of an application."""

    settings: Settings
    editions: Editions
    cache: AnswerCache
    version: int  # of what an answer depends on beside the build: the program and its settings
    kept: KeptAnswers
    few: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(AT_ONCE))

    @classmethod
    def of(cls, settings: Settings) -> "Desk":
        """Open the builds that the settings name."""
        editions, cache = Editions(settings, resident=True), AnswerCache(settings.answer_cache * MIB)
        version = crc32(f"{VERSION} {settings.page_size} {settings.page_most} {settings.row_cap}".encode())
        return cls(settings, editions, cache, version, KeptAnswers(settings.kept_rows))

    async def answer(self, request: Request, make: Callable[[Edition, str, int], Content]) -> Response:
        """Send what ``make`` gives for the edition, the language and the position asked for, as JSON."""
        return await self._send(request, (JSON,), lambda a: [make(a.edition, a.language, a.position)], "")

    async def listed(self, request: Request, make: Make, name: str) -> Response:
        """Send the list that ``make`` gives as slices, in the format asked for; as a file it is called ``name``."""
        return await self._send(request, EVERY, make, name)

    async def _send(self, request: Request, offered: tuple[Format, ...], make: Make, name: str) -> Response:
        """Answer for the edition, the language and the format asked for.

        The edition is the current one, or that of the request's cursor. The ETag names build, language, format, URL
        and whether the client takes it compressed: the same URL of the same build has the same answer, byte by byte,
        and who has the tag has had that answer. ``make`` runs in a thread, and only if neither the client nor the
        cache has the answer.
        """
        form = format_of(request, offered)
        edition, cursor = await self._edition(request)
        asking = Asking(edition, negotiated(request), cursor, form)
        packs = form.packs and takes_gzip(request.headers.getlist("accept-encoding"))
        coding = "gzip" if packs else ""
        key = (edition.id, asking.language, form.name, coding, request.scope["path"], request.scope["query_string"])
        url = crc32(key[5], crc32(key[4].encode(), self.version))
        headers = {
            "ETag": f'"{edition.id}.{asking.language}.{form.name}{coding and "-" + coding}.{url:08x}"',
            "Vary": "Accept, Accept-Encoding, Accept-Language",
            "Cache-Control": "no-cache",
        }
        if has_tag(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        body = self.cache.get(key)
        if body is None:
            body = await self._made(request, partial(self._body, asking, make, packs=packs), form)
            self.cache.put(key, body)
        headers |= _described(body, asking, name, request.scope["query_string"])
        return Response(body.content, media_type=form.content_type, headers=headers)

    async def _made(self, request: Request, make: Callable[[], Body], form: Format) -> Body:
        if form.whole and "limit" not in request.query_params:
            return await to_thread.run_sync(make, limiter=self.few)
        return await run_in_threadpool(make)

    def _body(self, asking: Asking, make: Make, *, packs: bool) -> Body:
        """Write an answer; raises ResultTooLarge."""
        most, pieces, size = self.settings.answer_size * MIB, [], 0
        noted = _Noted(make(asking))
        for piece in asking.form.write(noted):
            pieces.append(piece)
            size += len(piece)
            if size > most:
                raise ResultTooLarge(most, setting="TIDU_ANSWER_SIZE")
        body = Body(b"".join(pieces), next=noted.next)
        return body.gzipped if packs else body

    async def current(self) -> Edition:
        """The edition in service."""
        if self.editions.is_stale:
            return await run_in_threadpool(self.editions.current)
        return self.editions.current()

    async def _edition(self, request: Request) -> tuple[Edition, Cursor | None]:
        token = request.query_params.get("cursor")
        if token:
            cursor = Cursor.parse(token)
            return await run_in_threadpool(self.editions.edition, cursor.build), cursor
        return await self.current(), None


class _Noted:
    """Slices on their way to a writer; ``next`` is the cursor in the last one that passed."""

    def __init__(self, slices: Iterable[Content]) -> None:
        self._slices = slices
        self.next: str | None = None

    def __iter__(self) -> Iterator[Content]:
        for each in self._slices:
            self.next = cast("str | None", each.get("next"))
            yield each


def _described(body: Body, asking: Asking, name: str, query: bytes) -> dict[str, str]:
    """The headers that say what the answer is, and where it goes on."""
    headers = {"Content-Language": asking.language}
    if body.packed:
        headers["Content-Encoding"] = "gzip"
    if body.next:
        headers["Link"] = f'<?{_following(query, body.next)}>; rel="next"'
    if asking.form.whole:
        headers["Content-Disposition"] = f'attachment; filename="{name}.{asking.form.name}"'
    return headers


@lru_cache(maxsize=1024)
def _following(query: bytes, cursor: str) -> str:
    """The query of the next page's address; nothing else of the address changes, whatever a proxy has made of it."""
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    return urlencode([*((name, value) for name, value in pairs if name != "cursor"), ("cursor", cursor)])


def has_tag(request: Request, etag: str) -> bool:
    """Whether the client says that it holds the answer (If-None-Match, weakly compared; ``*`` says too little)."""
    return etag.removeprefix("W/") in [tag.removeprefix("W/") for tag in _tags(request)]


def is_any_tag(request: Request) -> bool:
    """Whether the client holds whatever answer there is (If-None-Match: ``*``)."""
    return _tags(request) == ["*"]


def _tags(request: Request) -> list[str]:
    return [part.strip() for part in ",".join(request.headers.getlist("if-none-match")).split(",")]
