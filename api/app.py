"""The HTTP application. ``create_app(settings)``; nothing happens at import."""

from fastapi import FastAPI

from api import VERSION, problems
from api.desk import Desk
from api.headers import SecurityHeaders
from api.routers import entities, health, pages, questions
from graph.settings import Settings

DESCRIPTION = """
Regions in tiers, policies, platforms, enterprises and indicators of China's industrial internet; every row comes with
the claims and words it rests on. 中国工业互联网知识图谱：每一行都附有依据的原文。
"""


def create_app(settings: Settings) -> FastAPI:
    """The application over the builds that ``settings`` name."""
    app = FastAPI(
        title="Tidu 梯度", version=VERSION, description=DESCRIPTION.strip(), docs_url=None, redoc_url=None,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )  # fmt: skip
    desk = Desk.of(settings)
    for routes in (questions, entities, health, pages):
        app.include_router(routes.router(desk))
    problems.install(app)
    app.add_middleware(SecurityHeaders)
    return app
