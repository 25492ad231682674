"""How a connection is watched, and how it ends: late, unread, refused, or told its last word."""

import asyncio
from collections import deque
from contextlib import suppress
from enum import Enum, auto
from http import HTTPStatus

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from api.connections.limits import Limits, Refusal


class Phase(Enum):
    """What the connection waits for."""

    FRESH = auto()  # its first byte
    HEAD = auto()
    BODY = auto()
    READ = auto()  # nothing: the last request was read to its end (uvicorn's keep-alive timer runs once it is answered)
    REFUSED = auto()  # the answers before the refused request; what comes in is dropped
    LINGER = auto()  # the client, to have read our last word; what comes in is dropped


FRESH, HEAD, BODY, READ, REFUSED, LINGER = Phase  # by their own names: looking into an Enum takes time
OVER = (REFUSED, LINGER)


class Watched(HttpToolsProtocol):
    """A connection that a timer looks at every ``limits.tick`` seconds, one timer whatever it carries."""

    limits = Limits()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as in uvicorn
        """Begin to watch."""
        super().connection_made(transport)
        self._phase = FRESH
        self._since = self._progress = self.loop.time()
        self._unread_since: float | None = None
        self._held = b""  # read behind requests that wait for their turn
        self._dropped = 0
        self._running: RequestResponseCycle | None = None
        self._timer = self.loop.call_later(self.limits.tick, self._watch)

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of what was held."""
        self._timer.cancel()
        self._held = b""
        self.pipeline.clear()
        super().connection_lost(exc)

    @property
    def is_backlogged(self) -> bool:
        """Whether requests wait for the one before them: then nothing more is read."""
        return bool(self.pipeline or self._held)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._running = cycle
        super()._start_asgi_task(cycle, app)

    def resume_writing(self) -> None:
        """The client has caught up."""
        self._unread_since = None
        super().resume_writing()

    def eof_received(self) -> bool:  # type: ignore[override] # uvicorn's says nothing
        """The client says no more. Most have left; who waits for a short answer all the same gets it."""
        running = self._running
        if running is None or running.response_complete:
            return False
        running.keep_alive = False
        self.loop.call_later(self.limits.half_open_seconds, self._end_half_open, running)
        return True

    def _end_half_open(self, running: RequestResponseCycle) -> None:
        if not running.response_started:
            self.transport.close()

    def finish(self) -> None:
        """Close after an answer; where the client still sends its body, not before it can have read the answer."""
        if self._phase is BODY:
            self._linger()
        else:
            self.transport.close()

    def _drop(self, data: bytes) -> None:
        """Read on for a while what nobody wants, so that the client gets to read why."""
        self._dropped += len(data)
        if self._dropped > self.limits.linger:
            self.transport.abort()

    def _watch(self) -> None:
        self._timer = self.loop.call_later(self.limits.tick, self._watch)
        now = self.loop.time()
        if self._is_unread(now):
            self.transport.abort()
        elif self.is_backlogged or self.flow.read_paused:
            self._since = self._progress = now  # it waits for us, not we for it
        elif self._is_late(now):
            self._end_late()

    def _is_unread(self, now: float) -> bool:
        """Whether the client has left what was sent to it for too long."""
        if self.transport.get_write_buffer_size() == 0:
            self._unread_since = None
        elif self._unread_since is None:
            self._unread_since = now
        return self._unread_since is not None and now - self._unread_since > self.limits.unread_seconds

    def _is_late(self, now: float) -> bool:
        if self._phase in (FRESH, HEAD):
            return now - self._since > self.limits.head_seconds
        if self._phase is BODY:
            stalled = now - self._progress > self.limits.stall_seconds
            return stalled or now - self._since > self.limits.body_seconds
        return self._phase is LINGER and now - self._since > self.limits.linger_seconds

    def _end_late(self) -> None:
        if self._phase in (FRESH, LINGER):
            self.transport.close()
        else:
            self._refuse(Refusal(HTTPStatus.REQUEST_TIMEOUT, "the request took too long to arrive"))

    def _refuse(self, reason: Refusal) -> None:
        """Take nothing more; answer what came before, or else the refused request, and close."""
        unfinished = self.cycle if self._phase is BODY else None
        running = self._running
        self._held = b""
        if running is None or running.response_complete or running is unfinished:
            self._answer(unfinished, reason)
        else:
            self.pipeline = deque(item for item in self.pipeline if item[0] is not unfinished)
            last = self.pipeline[0][0] if self.pipeline else running
            last.keep_alive = False
            self._phase = REFUSED

    def _answer(self, unfinished: RequestResponseCycle | None, reason: Refusal) -> None:
        is_unsaid = unfinished is None or not unfinished.response_started
        if unfinished and not unfinished.response_complete:
            unfinished.disconnected = True
            unfinished.message_event.set()
        if is_unsaid and not self.transport.is_closing():
            self.transport.write(reason.response(self.server_state.default_headers))
        self._linger()

    def _linger(self) -> None:
        self._phase = LINGER
        self._since = self.loop.time()
        self._unset_keepalive_if_required()
        self._held = b""
        if not self.transport.is_closing():
            self.flow.resume_reading()
            with suppress(OSError):  # the peer has closed, which is noticed only now
                self.transport.write_eof()


class Patient(asyncio.Transport):
    """What the answer to a request with a body is written to: closing it waits for a client that still sends."""

    def __init__(self, connection: Watched) -> None:
        super().__init__()
        self._connection = connection

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Pass on."""
        self._connection.transport.write(data)

    def is_closing(self) -> bool:
        """Whether the connection ends."""
        return self._connection.transport.is_closing()

    def close(self) -> None:
        """End the connection, patiently."""
        self._connection.finish()
