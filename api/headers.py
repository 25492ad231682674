"""What every response has: nothing is loaded from other hosts, no script runs, any page may read it; HEAD as GET."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Access-Control-Expose-Headers": "Content-Disposition, ETag, Link, RateLimit, RateLimit-Policy, "
    "Retry-After, Server-Timing, X-Request-ID",
    "Access-Control-Allow-Origin": "*",  # everything is public and read-only; never with credentials
}

# for the page that runs a script of ours: it may ask this server, and no text can become markup
WITH_SCRIPT = (
    HEADERS["Content-Security-Policy"] + "; script-src 'self'; connect-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)

BODILESS = "tidu.bodiless"  # in a request's scope: it was a HEAD, whose answer's body nobody sees


class SecurityHeaders:
    """Adds the headers, and answers HEAD as GET without the body. Plain ASGI: it costs next to nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add the headers as the response starts."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if scope["method"] == "HEAD":
            await self.app({**scope, "method": "GET", BODILESS: True}, receive, without_body(with_headers))
        else:
            await self.app(scope, receive, with_headers)


def without_body(send: Send) -> Send:
    """Send the start of a response and end it there: who asked with HEAD does not wait for a long body to be made."""
    ended = False

    async def head_only(message: Message) -> None:
        nonlocal ended
        if message["type"] == "http.response.start":
            await send(message)
        elif not ended:
            ended = True
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    return head_only
