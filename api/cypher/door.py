"""The way of a Cypher query through the server: which Neo4j, the worker, the answer, and what is told of it."""

import asyncio
import os
from collections.abc import Callable
from contextlib import ExitStack
from http import HTTPStatus
from uuid import uuid4

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from api.cypher.reading import Asked
from api.negotiation import best, takes_gzip
from api.observing.events import QueryRun
from api.running import CLIENT_CLOSED_REQUEST, ClientGone, Told, raced, response
from api.sparql.sending import Spools
from graph.cypher import logins
from graph.cypher.formats import FORMATS
from graph.cypher.jobs import PROGRAM, Job
from graph.cypher.local_server import LocalServer
from graph.cypher.runaways import Runaways
from graph.settings import Settings
from graph.stores.neo4j.access import configured
from graph.workers.limits import Limits
from graph.workers.pool import Pool
from ontology.errors import InvalidParameter, QueryUnavailable, StoreError, TiduError

MIB = 2**20
QUEUE = 4  # queries that may wait, for each that may run
SPOOLS = 8  # answers of the largest size that are on disk at once, waiting for their readers
RESTART_SECONDS = 15  # that restarting a server of our own takes, at most times
OFF = (
    "there is no Neo4j to ask: start one by `tidu neo4j start`, fill it by `tidu neo4j load`, and set TIDU_NEO4J_URI; "
    "see docs/cypher.md"
)


class Door:
    """Answers Cypher for requests; ``tell`` is told of each query, ``happened`` of runaways and restarts."""

    def __init__(
        self, settings: Settings, tell: Callable[[QueryRun], None], happened: Callable[[str, str], None]
    ) -> None:
        self._settings, self._tell = settings, tell
        self.uri = configured(settings)
        self._spools = Spools(SPOOLS * settings.cypher_result * MIB)
        self._server = LocalServer(settings, happened)
        self._reviving: set[asyncio.Task[None]] = set()
        runaways = Runaways(lambda: logins.own(settings), self._server, happened)
        limits = Limits(settings.cypher_timeout, settings.cypher_memory * MIB, settings.cypher_result * MIB)
        size = settings.cypher_at_once
        self.pool: Pool[Job] = Pool(PROGRAM, limits, size, QUEUE * size, runaways.settle)

    async def start(self) -> None:
        """Start the workers, if there is a Neo4j to ask."""
        if self.uri:
            self.pool.start()
            await asyncio.to_thread(self._server.is_ours)

    async def close(self) -> None:
        """End the workers."""
        for task in self._reviving:
            task.cancel()
        await self.pool.close()

    def check_open(self) -> None:
        """Refuse what cannot be answered at all; raises HTTPException with 404, or QueryUnavailable."""
        if self.uri is None:
            raise HTTPException(HTTPStatus.NOT_FOUND, OFF)
        if self._server.restarting:
            raise QueryUnavailable("Neo4j is being restarted, since a query in it did not end", RESTART_SECONDS)

    async def answer(self, request: Request, asked: Asked, form: str) -> Response:
        """The response to a query, of which is told whatever comes of it; raises QueryError or StoreError."""
        told = Told()
        try:
            self.check_open()
            return await self._answer(request, asked, form, told)
        except TiduError as error:
            told.failed(error)
            if isinstance(error, StoreError):
                self._revive()
            raise
        except ClientGone:
            told.outcome = "cancelled"
            return Response(status_code=CLIENT_CLOSED_REQUEST)
        finally:
            self._tell(told.run("cypher", asked.query))

    async def _answer(self, request: Request, asked: Asked, form: str, told: Told) -> Response:
        settings, packed = self._settings, takes_gzip(request.headers.getlist("accept-encoding"))
        access = await run_in_threadpool(logins.strangers, settings)
        seconds, rows = settings.cypher_timeout, settings.cypher_rows
        job = Job(uuid4().hex, access, asked.query, asked.parameters, form, seconds, rows, packed)
        told.report, answer = await raced(self.pool, request, job, told.cost)
        with ExitStack() as unless_sent:
            if not isinstance(answer, bytes):
                unless_sent.callback(os.close, answer)
            found = response(answer, _headers(form, told, packed=packed), self._spools)
            unless_sent.pop_all()  # the response closes it
            told.outcome = "answered"
            return found

    def _revive(self) -> None:
        """Where a server of our own has died, of a query perhaps, start it again."""
        if not self._reviving:
            task = asyncio.get_running_loop().create_task(self._revived())
            self._reviving.add(task)
            task.add_done_callback(self._reviving.discard)

    async def _revived(self) -> None:
        if await asyncio.to_thread(lambda: self._server.is_ours() and self._server.has_died()):
            await self._server.restart()


def choose(request: Request) -> str:
    """The format asked for, by ``?format=`` or else Accept; raises InvalidParameter, or HTTPException with 406."""
    given = request.query_params.multi_items()
    if unknown := [name for name, _ in given if name != "format"]:
        raise InvalidParameter({name[:100]: "is not a parameter here" for name in unknown[:10]}, ["format"])
    if given:
        form = given[0][1]
        if len(given) > 1 or form not in FORMATS:
            raise InvalidParameter({"format": f"may be given once, as one of {', '.join(FORMATS)}"}, ["format"])
        return form
    found = best(",".join(request.headers.getlist("accept")), list(FORMATS.values()))
    if found is None:
        detail = f"nothing of what is accepted can be given; there is: {', '.join(FORMATS.values())}"
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, detail, {"Vary": "Accept"})
    return next(name for name, media_type in FORMATS.items() if media_type == found)


def _headers(form: str, told: Told, *, packed: bool) -> dict[str, str]:
    media_type = FORMATS[form]
    return {
        "Content-Type": f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type,
        "Vary": "Accept, Accept-Encoding",
        "Cache-Control": "no-store",
        "Server-Timing": told.timing,
        **({"Content-Encoding": "gzip"} if packed else {}),
    }
