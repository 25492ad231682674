"""``/metrics``: what the server has counted, as Prometheus text, or as OpenMetrics where asked."""

import re

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client.exposition import choose_encoder

from api.observing.metrics import Metrics

_VERSION = re.compile(r";\s*version=(0\.0\.[14]|1\.0\.0)\s*(;|$)")


def router(metrics: Metrics) -> APIRouter:
    """The route for whoever collects metrics."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/metrics")
    def shown(request: Request) -> Response:  # in a thread: gauges may look at files
        encode, media_type = choose_encoder(_known(request.headers.get("accept", "")))
        headers = {"Content-Type": media_type, "Cache-Control": "no-store", "Vary": "Accept"}
        return Response(encode(metrics.registry), headers=headers)

    return routes


def _known(accept: str) -> str:
    """Without the versions that are none: the library fails at some, and says that it speaks the others."""
    return ",".join(part for part in accept.split(",") if "version" not in part or _VERSION.search(part))
