"""Pages compressed for who takes it, each once; answers of the desk and of queries see to it themselves.

Nothing secret is in any of them, so that their length tells nothing.
"""

import gzip
from functools import lru_cache

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.cache import LEVEL, WORTHWHILE
from api.negotiation import takes_gzip

PATHS = frozenset({"/", "/docs", "/openapi.json"})
FOLDER = "/static/"
REMEMBERED = 64  # texts, of which most are pages in one of two languages


class Packed:
    """Compresses texts that come in one piece."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; hold the start of a response until its body is seen."""
        if scope["type"] != "http" or not (scope["path"] in PATHS or scope["path"].startswith(FOLDER)):
            await self.app(scope, receive, send)
            return
        takes = takes_gzip(Headers(scope=scope).getlist("accept-encoding"))
        held: Message | None = None

        async def packing(message: Message) -> None:
            nonlocal held
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
                held = message
                return
            if held is not None:
                start, held = held, None
                message = _pack(start, message) if takes else message
                await send(start)
            await send(message)

        await self.app(scope, receive, packing)


def _pack(start: Message, message: Message) -> Message:
    body = message.get("body", b"")
    if message.get("more_body") or len(body) < WORTHWHILE:
        return message
    packed = _gzipped(body)
    headers = MutableHeaders(scope=start)
    headers["Content-Encoding"], headers["Content-Length"] = "gzip", str(len(packed))
    return {**message, "body": packed}


@lru_cache(maxsize=REMEMBERED)
def _gzipped(body: bytes) -> bytes:
    return gzip.compress(body, LEVEL, mtime=0)
