"""uvicorn's protocol with bounds on what is read and on what waits."""

import asyncio
from http import HTTPStatus

import httptools
from uvicorn.protocols.http.flow_control import FlowControl

from api.connections.head import check, refusal
from api.connections.limits import Refusal
from api.connections.watched import BODY, FRESH, HEAD, OVER, READ, Patient, Watched

SLICE = 4096  # bytes parsed at once: a read of 256 KiB may hold 14,000 pipelined requests, each of them kilobytes here
SPARE = 100  # connections beyond the limit that are still told so


class Connection(Watched):
    """One client's connection: counts what comes in, and parses no more than can be answered soon."""

    # --- the connection

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as in uvicorn
        """Take the connection; beyond the limit say so and end."""
        super().connection_made(transport)
        self.flow = _Flow(transport, self)
        self._head = self._lines = self._silent = 0
        count = len(self.connections)
        if count > self.limits.connections + SPARE:
            transport.abort()
        elif count > self.limits.connections:
            status = HTTPStatus.SERVICE_UNAVAILABLE
            self._refuse(Refusal(status, "too many connections are open", {"Retry-After": "2"}))

    # --- what comes in

    def data_received(self, data: bytes) -> None:
        """Parse until a request has to wait; keep the rest for later."""
        self._unset_keepalive_if_required()
        if self._phase in OVER:
            self._drop(data)
            return
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
        if self._phase in (FRESH, READ):
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
        self._phase = HEAD
        self._since = self.loop.time()
        self._head = self._lines = self._silent = 0
        self.url, self.headers = b"", []

    def _look_at_unfinished(self, data: bytes) -> None:
        """Refuse what the parser would gather for ever or wait for in vain."""
        if self._silent > self.limits.head and self._phase in (HEAD, BODY):
            self._refuse(_too_large())
        elif (
            self._phase is HEAD and self.url and data.endswith(b"\n") and self.parser.get_http_version() == "0.0"
        ):  # "GET /" alone on its line, HTTP/0.9
            self._refuse(Refusal(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED, "this server speaks HTTP/1.1"))

    # --- what the parser found

    def on_message_begin(self) -> None:
        """A request begins, perhaps in the middle of what was read."""
        if self._phase is not HEAD:
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
        if self._phase is HEAD:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Check the head and start the application, or queue the request; raises Refusal."""
        has_body = check(self.parser.get_method().decode(), self.parser.get_http_version(), self.headers)
        if has_body and self.parser.should_upgrade():  # the parser takes such a body for the next request
            raise Refusal(HTTPStatus.NOT_IMPLEMENTED, "a request with a body cannot offer an Upgrade here")
        super().on_headers_complete()
        self._phase = BODY
        self._silent = 0
        if has_body:
            self._since = self._progress = self.loop.time()
            self.cycle.transport = Patient(self)

    def on_body(self, body: bytes) -> None:
        """Note that it goes on."""
        self._silent = 0
        self._progress = self.loop.time()
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Note that the client has done its part."""
        self._phase = READ
        super().on_message_complete()

    # --- what goes out

    def on_response_complete(self) -> None:
        """Go on with what was held, once no request waits for its turn."""
        super().on_response_complete()
        if self.transport.is_closing() or self.pipeline or self._phase in OVER:
            return
        if self._phase is BODY and self.expect_100_continue and self._progress == self._since:
            self._linger()  # nobody asked for the body: whether it still comes is the client's choice
            return
        if held := self._held:
            self._held = b""
            self.data_received(held)
        self.flow.resume_reading()


class _Flow(FlowControl):
    """Reads nothing more while requests wait for their turn, whoever asks for it."""

    def __init__(self, transport: asyncio.Transport, connection: Connection) -> None:
        super().__init__(transport)
        self._connection = connection

    def resume_reading(self) -> None:
        if not self._connection.is_backlogged:
            super().resume_reading()


def _too_large() -> Refusal:
    return Refusal(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are too large or too many")
