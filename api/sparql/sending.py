"""An answer on its way out: from memory, or streamed from the file that a worker wrote."""

from collections.abc import Mapping
from typing import IO

from fastapi import Response
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

CHUNK = 2**18  # bytes in memory for each answer that is being streamed


class Spools:
    """Counts the bytes of files that are being streamed: slow readers must not fill the disk."""

    def __init__(self, most: int) -> None:
        self.most, self.held = most, 0

    @property
    def is_full(self) -> bool:
        """Whether no further file should be made."""
        return self.held >= self.most


class FileResponse(Response):
    """Streams an open file of known size, whose end is this response's; its memory is one chunk."""

    def __init__(self, file: IO[bytes], size: int, spools: Spools, headers: Mapping[str, str]) -> None:
        super().__init__(headers={**headers, "Content-Length": str(size)})
        self._file, self._size, self._spools = file, size, spools

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 # as ASGI has it
        """Send the file, piece by piece, as the client takes it; reading stops with the client."""
        self._spools.held += self._size
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            while piece := await run_in_threadpool(self._file.read, CHUNK):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._spools.held -= self._size
            self._file.close()
