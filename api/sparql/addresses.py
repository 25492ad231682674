"""The endpoint's own address as the client sees it, and what OPTIONS says."""

import re
from collections.abc import Sequence
from http import HTTPStatus

from fastapi import Request, Response

_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")


def address(request: Request) -> str:
    """The request's address without its query; a Host header that is no host is not taken at its word."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        name, port = request.scope.get("server") or ("localhost", None)
        host = f"{name}:{port}" if port else name
    return f"{request.scope['scheme']}://{host}{request.scope['path']}"


def options(methods: Sequence[str]) -> Response:
    """What may be done here, for clients and for browsers that ask on behalf of another site's page."""
    listed = ", ".join(methods)
    return Response(
        status_code=HTTPStatus.NO_CONTENT,
        headers={
            "Allow": listed,
            "Access-Control-Allow-Methods": listed,
            "Access-Control-Allow-Headers": "*",
            "Access-Control-Max-Age": "86400",
        },
    )
