"""``/healthz`` and ``/readyz``: whether the process lives, and whether it has a build to serve."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from api.desk import Desk
from api.models import Health
from ontology.errors import NoBuild, StoreError


def router(desk: Desk) -> APIRouter:
    """Routes for supervisors."""
    routes = APIRouter(tags=["operation"])

    @routes.get("/healthz", response_model=Health, response_model_exclude_none=True, summary="The process lives")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @routes.get(
        "/readyz", response_model=Health, summary="There is a build to serve", responses={503: {"model": Health}}
    )
    def readyz() -> Response:
        try:
            return JSONResponse({"status": "ready", "build": desk.editions.current().id})
        except (NoBuild, StoreError):
            return JSONResponse({"status": "no build", "build": None}, status_code=503)

    return routes
