"""How often a client may ask: so many requests a minute for each address, counted by a bucket of tokens in memory."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import PROBLEM, problem

MINUTE = 60
ADDRESSES = 10_000  # that are remembered; the one not seen for longest is forgotten first
EXEMPT = frozenset({"/healthz", "/readyz", "/metrics"})  # of those who look after the server
V6_SITE = 64  # bits: whoever has one IPv6 address has as many as they like below it


class Buckets:
    """A bucket for each client: ``most`` tokens, filled within a minute; a request takes one."""

    def __init__(self, most: int, now: Callable[[], float] = time.monotonic) -> None:
        self.most, self._now = most, now
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> float:
        """The tokens that are left, this request's one taken; negative where there was none to be taken."""
        now = self._now()
        tokens, since = self._buckets.pop(client, (float(self.most), now))
        tokens = min(self.most, tokens + (now - since) * self.most / MINUTE)
        left = tokens - 1
        self._buckets[client] = (tokens if left < 0 else left, now)
        if len(self._buckets) > ADDRESSES:
            self._buckets.popitem(last=False)
        return left

    def seconds(self, tokens: float) -> int:
        """The whole seconds in which so many tokens come."""
        return math.ceil(max(tokens, 0) * MINUTE / self.most)


class RateLimited:
    """Refuses with 429 who asks too often, and says in headers what is left. Plain ASGI.

    ``proxies`` that stand in front each add an address to X-Forwarded-For: the client is so many from its end. What
    stands before that, clients write themselves.
    """

    def __init__(self, app: ASGIApp, a_minute: int, proxies: int = 0) -> None:
        self.app, self._proxies = app, proxies
        self._buckets = Buckets(a_minute)
        self._policy = f'"minute";q={a_minute};w={MINUTE}'.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer that there were too many."""
        if scope["type"] != "http" or scope["path"] in EXEMPT:
            await self.app(scope, receive, send)
            return
        left = self._buckets.take(client_of(scope, self._proxies))
        headers = [(b"ratelimit-policy", self._policy), (b"ratelimit", self._state(left))]

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *headers]
            await send(message)

        if left >= 0:
            await self.app(scope, receive, with_headers)
            return
        wait = max(1, self._buckets.seconds(-left))
        detail = f"more than {self._buckets.most} requests a minute; try again in {wait} s"
        response = problem(429, "Too many requests", detail, PROBLEM + "too-many-requests")
        response.headers["Retry-After"] = str(wait)
        await response(scope, receive, with_headers)

    def _state(self, left: float) -> bytes:
        """The RateLimit header: what is left, and after how many seconds there is one more, or all again."""
        remaining = max(0, math.floor(left))
        until = self._buckets.seconds(self._buckets.most - max(left, 0))
        return f'"minute";r={remaining};t={until}'.encode()


def client_of(scope: Scope, proxies: int) -> str:
    """The address that a request comes from, as far as it can be believed; of IPv6 its network."""
    address = scope["client"][0] if scope.get("client") else ""
    if proxies:
        named = _forwarded(scope["headers"])
        if named:
            address = named[-min(proxies, len(named))]
    return _network(address)


def _forwarded(headers: Iterable[tuple[bytes, bytes]]) -> list[str]:
    lists = [value.decode("latin-1") for name, value in headers if name == b"x-forwarded-for"]
    return [part.strip()[:100] for part in ",".join(lists).split(",") if part.strip()]


def _network(address: str) -> str:
    try:
        found = ip_address(address.strip("[]"))
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(ip_network((found, V6_SITE), strict=False))
    return str(getattr(found, "ipv4_mapped", None) or found)
