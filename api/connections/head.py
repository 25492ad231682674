"""What a request's head must be before an application sees it (RFC 9110, RFC 9112); grammar is the parser's part."""

import re
from collections.abc import Iterable
from http import HTTPStatus
from ipaddress import IPv6Address

import httptools

from api.connections.limits import Refusal

# neither is a request for something that stands here: a tunnel, and an echo of the caller's own headers
NEVER = {"CONNECT", "TRACE"}
ALLOW = {"Allow": "GET, HEAD, POST, OPTIONS"}
HOST = re.compile(rb"(\[[0-9A-Fa-f:.]+\]|[\w.~!$&'()*+;=%-]*)(:\d{0,5})?", re.ASCII)
WEIGHED = {b"host", b"transfer-encoding", b"content-length", b"expect"}
METHOD = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+ /")


def check(method: str, version: str, headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether a body follows the head; raises Refusal for a head that is not to be answered."""
    if version not in {"1.1", "1.0"}:
        raise Refusal(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED, "this server speaks HTTP/1.1")
    if method in NEVER:
        raise Refusal(HTTPStatus.METHOD_NOT_ALLOWED, f"{method} is not answered here", ALLOW)
    found = [(name, value) for name, value in headers if name in WEIGHED]
    hosts = [value for name, value in found if name == b"host"]
    if len(hosts) != 1 and (hosts or version == "1.1"):
        raise Refusal(HTTPStatus.BAD_REQUEST, f"a request has one Host header, this one has {len(hosts)}")
    announced = [_weigh(name, value, version) for name, value in found]
    return any(announced)


def _weigh(name: bytes, value: bytes, version: str) -> bool:
    """Whether the header announces a body."""
    if name == b"content-length":
        return int(value) > 0
    if name == b"transfer-encoding":
        return _check_coding(value, version)
    if name == b"expect" and value.lower() != b"100-continue":
        raise Refusal(HTTPStatus.EXPECTATION_FAILED, "100-continue is the one expectation that is met here")
    if name == b"host" and not _is_host(value):
        raise Refusal(HTTPStatus.BAD_REQUEST, "the Host header is not a host and a port")
    return False


def _check_coding(value: bytes, version: str) -> bool:
    if version == "1.0":
        raise Refusal(HTTPStatus.BAD_REQUEST, "HTTP/1.0 has no Transfer-Encoding")
    if value.lower() != b"chunked":
        raise Refusal(HTTPStatus.NOT_IMPLEMENTED, "chunked is the one Transfer-Encoding that is read here")
    return True


def _is_host(value: bytes) -> bool:
    found = HOST.fullmatch(value)
    if found and value.startswith(b"["):  # Python's URL parser raises for what is not an address, in the middle of apps
        try:
            IPv6Address(found[1][1:-1].decode())
        except ValueError:
            return False
    return found is not None


def refusal(error: httptools.HttpParserError, data: bytes) -> Refusal:
    """What to answer to bytes that the parser did not take."""
    if isinstance(error.__context__, Refusal):
        return error.__context__
    if isinstance(error, httptools.HttpParserInvalidMethodError) and METHOD.search(data):
        return Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "the method is not known here", ALLOW)
    if "PRI" in str(error) or "HTTP version" in str(error):
        return Refusal(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED, "this server speaks HTTP/1.1")
    if isinstance(error, httptools.HttpParserCallbackError):  # the URL: its parts are read once the head is complete
        return Refusal(HTTPStatus.BAD_REQUEST, "the request's target is not a path and a query")
    return Refusal(HTTPStatus.BAD_REQUEST, f"this is not HTTP/1.1: {error}")
