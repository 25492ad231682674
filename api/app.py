"""The HTTP application. ``create_app(settings)``; nothing happens at import."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI

from api import VERSION, problems
from api.cypher.door import Door
from api.desk import Desk
from api.headers import SecurityHeaders
from api.limits import RateLimited
from api.observing import logs
from api.observing.events import QueryRun
from api.observing.metrics import Metrics
from api.observing.requests import Observed, RequestIds
from api.openapi import document
from api.packing import Packed
from api.routers import cypher, entities, graph_store, health, metrics, neo4j, pages, questions, search, sparql
from api.sparql.endpoint import Endpoint
from api.sparql.reading import Bodies
from graph.settings import Settings
from graph.sparql.jobs import PROGRAM, Job
from graph.workers.limits import Limits
from graph.workers.pool import Pool

DESCRIPTION = """
Regions in tiers, policies, platforms, enterprises and indicators of China's industrial internet; every row comes with
the claims and words it rests on. 中国工业互联网知识图谱：每一行都附有依据的原文。
"""

MIB = 2**20
BODIES = 8  # bodies of the largest size that are held in memory at once
SPOOLS = 8  # results of the largest size that are on disk at once, waiting for their readers


def create_app(settings: Settings) -> FastAPI:
    """The application over the builds that ``settings`` name. Its workers live as long as it is served."""
    pool, observed = make_pool(settings), Metrics(VERSION)
    door = Door(settings, _telling(observed, settings), _happening(observed))
    app = FastAPI(
        title="Tidu 梯度", version=VERSION, description=DESCRIPTION.strip(), docs_url=None, redoc_url=None,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"}, lifespan=_living(pool, door),
    )  # fmt: skip
    desk = Desk.of(settings)
    observed.watch(
        waiting=lambda: pool.waiting + door.pool.waiting, running=lambda: pool.running + door.pool.running,
        workers=lambda: pool.ready + door.pool.ready, unsettled=lambda: door.pool.unsettled,
        build=lambda: desk.editions.seen,
    )  # fmt: skip
    endpoint = Endpoint(pool, SPOOLS * settings.query_result * MIB, _telling(observed, settings))
    bodies = Bodies(settings.query_size * MIB, BODIES * settings.query_size * MIB, "TIDU_QUERY_SIZE")
    app.include_router(sparql.router(desk, endpoint, bodies))
    app.include_router(cypher.router(door))
    for routes in (questions, search, entities, health, pages, neo4j):
        app.include_router(routes.router(desk))
    app.include_router(graph_store.router(desk, endpoint))
    app.include_router(metrics.router(observed))
    problems.install(app)
    _add_middleware(app, settings, observed)
    app.openapi = lambda: document(app)  # type: ignore[method-assign] # the way that FastAPI documents
    return app


def _add_middleware(app: FastAPI, settings: Settings, observed: Metrics) -> None:
    """From the inside out; see each for what it must stand inside of."""
    app.add_middleware(Packed)
    if settings.rate_limit:
        app.add_middleware(RateLimited, a_minute=settings.rate_limit, proxies=settings.proxies)
    app.add_middleware(Observed, metrics=observed, failed=problems.unexpected)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(RequestIds)


def make_pool(settings: Settings) -> Pool[Job]:
    """The workers that the settings ask for, not yet started."""
    limits = Limits(settings.query_timeout, settings.query_memory * MIB, settings.query_result * MIB)
    return Pool(PROGRAM, limits, settings.query_workers or len(os.sched_getaffinity(0)), settings.query_queue)


def _living(pool: Pool[Job], door: Door) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        pool.start()
        await door.start()
        try:
            yield
        finally:
            await door.close()
            await pool.close()

    return lifespan


def _telling(observed: Metrics, settings: Settings) -> Callable[[QueryRun], None]:
    def tell(run: QueryRun) -> None:
        observed.query(run)
        logs.query_done(run, settings)

    return tell


def _happening(observed: Metrics) -> Callable[[str, str], None]:
    def happened(what: str, detail: str) -> None:
        observed.happened(what)
        logs.happened(what, detail)

    return happened
