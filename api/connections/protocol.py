"""uvicorn's protocol with bounds: what is read, how long it may take, what waits, and how a connection ends."""

import asyncio
from collections import deque
from enum import Enum, auto
from http import HTTPStatus

import httptools
from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from api.connections.head import check, refusal
from api.connections.limits import Limits, Refusal

SLICE = 4096  # bytes parsed at once: a read of 256 KiB may hold 14,000 pipelined requests, each of them kilobytes here
SPARE = 100  # connections beyond the limit that are still told so


class Phase(Enum):
    """What the connection waits for."""

    FRESH = auto()  # its first byte
    HEAD = auto()
    BODY = auto()
    READ = auto()  # nothing: the last request was read to its end (uvicorn's keep-alive timer runs once it is answered)
    REFUSED = auto()  # the answers before the refused request; what comes in is dropped
    LINGER = auto()  # the client, to have read our last word; what comes in is dropped


OVER = {Phase.REFUSED, Phase.LINGER}


class Connection(HttpToolsProtocol):
    """One client's connection; a timer looks at it every ``limits.tick`` seconds, whatever it carries."""

    limits = Limits()

    # --- the connection

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as in uvicorn
        """Begin to watch; beyond the limit say so and end."""
        super().connection_made(transport)
        self.flow = _Flow(transport, self)
        self._phase = Phase.FRESH
        self._since = self._progress = self.loop.time()
        self._unread_since: float | None = None
        self._head = self._lines = self._silent = 0
        self._held = b""  # read behind requests that wait for their turn
        self._running: RequestResponseCycle | None = None
        self._timer = self.loop.call_later(self.limits.tick, self._watch)
        count = len(self.connections)
        if count > self.limits.connections + SPARE:
            transport.abort()
        elif count > self.limits.connections:
            status = HTTPStatus.SERVICE_UNAVAILABLE
            self._refuse(Refusal(status, "too many connections are open", {"Retry-After": "2"}))

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of what was held."""
        self._timer.cancel()
        self._held = b""
        self.pipeline.clear()
        super().connection_lost(exc)

    # --- what comes in

    @property
    def is_backlogged(self) -> bool:
        """Whether requests wait for the one before them: then nothing more is read."""
        return bool(self.pipeline or self._held)

    def data_received(self, data: bytes) -> None:
        """Parse until a request has to wait; keep the rest for later."""
        self._unset_keepalive_if_required()
        if self.is_backlogged:
            self._held += data
            return
        for start in range(0, len(data), SLICE):
            if self._phase in OVER:
                return
            if self.pipeline:
                self._held = data[start:]
                return
            self._feed(data[start : start + SLICE] if len(data) > SLICE else data)

    def _feed(self, data: bytes) -> None:
        if self._phase in {Phase.FRESH, Phase.READ}:
            self._begin()
        self._silent += len(data)
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:  # an offer that is not taken up (RFC 9110, 7.8)
            if rest := data[upgrade.args[0] :]:
                self._feed(rest)
        except httptools.HttpParserError as error:
            self._refuse(refusal(error, data))
        else:
            self._look_at_unfinished(data)

    def _begin(self) -> None:
        self._phase = Phase.HEAD
        self._since = self.loop.time()
        self._head = self._lines = self._silent = 0
        self.url, self.headers = b"", []

    def _look_at_unfinished(self, data: bytes) -> None:
        """Refuse what the parser would gather for ever or wait for in vain."""
        if self._silent > self.limits.head and self._phase in {Phase.HEAD, Phase.BODY}:
            self._refuse(_too_large())
        elif (
            self._phase is Phase.HEAD and self.url and data.endswith(b"\n") and self.parser.get_http_version() == "0.0"
        ):  # "GET /" alone on its line, HTTP/0.9
            self._refuse(Refusal(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED, "this server speaks HTTP/1.1"))

    # --- what the parser found

    def on_message_begin(self) -> None:
        """A request begins, perhaps in the middle of what was read."""
        if self._phase is not Phase.HEAD:
            self._begin()
        super().on_message_begin()
        self._silent = 0

    def on_url(self, url: bytes) -> None:
        """Count; raises Refusal."""
        self._head += len(url)
        if self._head > self.limits.head:
            raise Refusal(HTTPStatus.REQUEST_URI_TOO_LONG, f"the URL is longer than {self.limits.head} bytes")
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Count; a trailer is counted and dropped, it must not pass for a header. Raises Refusal."""
        self._head += len(name) + len(value) + 4
        self._lines += 1
        if self._head > self.limits.head or self._lines > self.limits.lines:
            raise _too_large()
        if self._phase is Phase.HEAD:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Check the head and start the application, or queue the request; raises Refusal."""
        has_body = check(self.parser.get_method().decode(), self.parser.get_http_version(), self.headers)
        if has_body and self.parser.should_upgrade():  # the parser takes such a body for the next request
            raise Refusal(HTTPStatus.NOT_IMPLEMENTED, "a request with a body cannot offer an Upgrade here")
        super().on_headers_complete()
        self._phase = Phase.BODY
        self._silent = 0
        if has_body:
            self._since = self._progress = self.loop.time()
            self.cycle.transport = _Patient(self)

    def on_body(self, body: bytes) -> None:
        """Note that it goes on."""
        self._silent = 0
        self._progress = self.loop.time()
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Note that the client has done its part."""
        self._phase = Phase.READ
        super().on_message_complete()

    # --- what goes out

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._running = cycle
        super()._start_asgi_task(cycle, app)

    def on_response_complete(self) -> None:
        """Go on with what was held, once no request waits for its turn."""
        super().on_response_complete()
        if self.transport.is_closing() or self.pipeline or self._phase in OVER:
            return
        if self._phase is Phase.BODY and self.expect_100_continue and self._progress == self._since:
            self._linger()  # nobody asked for the body: whether it still comes is the client's choice
            return
        if held := self._held:
            self._held = b""
            self.data_received(held)
        self.flow.resume_reading()

    def pause_writing(self) -> None:
        """The client does not keep up."""
        self._unread_since = self.loop.time()
        super().pause_writing()

    def resume_writing(self) -> None:
        """The client has caught up."""
        self._unread_since = None
        super().resume_writing()

    # --- the end

    def finish(self) -> None:
        """Close after an answer; where the client still sends its body, not before it can have read the answer."""
        if self._phase is Phase.BODY:
            self._linger()
        else:
            self.transport.close()

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
        if self._phase in {Phase.FRESH, Phase.HEAD}:
            return now - self._since > self.limits.head_seconds
        if self._phase is Phase.BODY:
            stalled = now - self._progress > self.limits.stall_seconds
            return stalled or now - self._since > self.limits.body_seconds
        return self._phase is Phase.LINGER and now - self._since > self.limits.linger_seconds

    def _end_late(self) -> None:
        if self._phase in {Phase.FRESH, Phase.LINGER}:
            self.transport.close()
        else:
            self._refuse(Refusal(HTTPStatus.REQUEST_TIMEOUT, "the request took too long to arrive"))

    def _refuse(self, reason: Refusal) -> None:
        """Take nothing more; answer what came before, or else the refused request, and close."""
        unfinished = self.cycle if self._phase is Phase.BODY else None
        running = self._running
        self._held = b""
        if running is None or running.response_complete or running is unfinished:
            self._answer(unfinished, reason)
        else:
            self.pipeline = deque(item for item in self.pipeline if item[0] is not unfinished)
            last = self.pipeline[0][0] if self.pipeline else running
            last.keep_alive = False
            self._phase = Phase.REFUSED

    def _answer(self, unfinished: RequestResponseCycle | None, reason: Refusal) -> None:
        is_unsaid = unfinished is None or not unfinished.response_started
        if unfinished and not unfinished.response_complete:
            unfinished.disconnected = True
            unfinished.message_event.set()
        if is_unsaid and not self.transport.is_closing():
            self.transport.write(reason.response(self.server_state.default_headers))
        self._linger()

    def _linger(self) -> None:
        self._phase = Phase.LINGER
        self._since = self.loop.time()
        self._unset_keepalive_if_required()
        self._held = b""
        if not self.transport.is_closing():
            self.flow.resume_reading()
            self.transport.write_eof()


class _Flow(FlowControl):
    """Reads nothing more while requests wait for their turn, whoever asks for it."""

    def __init__(self, transport: asyncio.Transport, connection: Connection) -> None:
        super().__init__(transport)
        self._connection = connection

    def resume_reading(self) -> None:
        if not self._connection.is_backlogged:
            super().resume_reading()


class _Patient(asyncio.Transport):
    """What the answer to a request with a body is written to: closing it waits for a client that still sends."""

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self._connection = connection

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self._connection.transport.write(data)

    def is_closing(self) -> bool:
        return self._connection.transport.is_closing()

    def close(self) -> None:
        self._connection.finish()


def _too_large() -> Refusal:
    return Refusal(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are too large or too many")
