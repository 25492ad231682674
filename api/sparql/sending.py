"""An answer on its way out: from memory, or streamed from the file that a worker wrote."""

import asyncio
from collections.abc import Mapping
from typing import IO

from fastapi import Response
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from api.headers import BODILESS
from ontology.errors import QueryBusy

RETRY = 5  # seconds after which a reader may have taken a file
CHUNK = 2**18  # bytes in memory for each answer that is being streamed


class Spools:
    """Counts the bytes of files that are still to be sent: slow readers must not fill the disk."""

    def __init__(self, most: int) -> None:
        self._most, self.held = most, 0

    def take(self, size: int) -> None:
        """Make room for a file; raises QueryBusy where there is none."""
        if self.held + size > self._most:
            raise QueryBusy(RETRY)
        self.held += size


class FileResponse(Response):
    """Streams an open file of known size, whose end is this response's; its memory is one chunk.

    ``spools`` has room for the file, and is given it back as the file is sent.
    """

    def __init__(self, file: IO[bytes], size: int, spools: Spools, headers: Mapping[str, str]) -> None:
        super().__init__(headers={**headers, "Content-Length": str(size)})
        self._file, self._left, self._spools = file, size, spools

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file, piece by piece, as the client takes it; of HEAD, and of who has left, no more is read."""
        leaving = asyncio.ensure_future(gone(receive))
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            while not (leaving.done() or scope.get(BODILESS)):
                piece = await run_in_threadpool(self._file.read, CHUNK)
                await send({"type": "http.response.body", "body": piece, "more_body": bool(piece)})
                if not piece:
                    return
                self._gave(len(piece))
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            leaving.cancel()
            self._gave(self._left)
            self._file.close()

    def _gave(self, size: int) -> None:
        self._left -= size
        self._spools.held -= size


async def gone(receive: Receive) -> None:
    """Wait until the client has gone away."""
    while (await receive())["type"] != "http.disconnect":
        pass
