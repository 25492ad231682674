"""The way of a Cypher query through the server: which Neo4j, the worker, the answer, and what is told of it."""

import asyncio
import os
import time
from collections.abc import Callable
from contextlib import ExitStack
from http import HTTPStatus
from uuid import uuid4

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from api.cypher.reading import json_body
from api.negotiation import best, takes_gzip
from api.observing.events import QueryRun
from api.running import CLIENT_CLOSED_REQUEST, ClientGone, Told, raced, response
from api.sparql.reading import Bodies
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
from ontology.errors import InvalidParameter, QueryTimeout, QueryUnavailable, StoreError, TiduError

MIB = 2**20
QUEUE = 4  # queries that may wait, for each that may run
BODIES = 8  # bodies of the largest size that are held in memory at once
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
        self._bodies = Bodies(
            settings.cypher_size * MIB, BODIES * settings.cypher_size * MIB, f"{PROGRAM.settings}_SIZE"
        )
        self._spools = Spools(SPOOLS * settings.cypher_result * MIB)
        self.server = LocalServer(settings, happened)
        self._reviving: set[asyncio.Task[None]] = set()
        limits = Limits(settings.cypher_timeout, settings.cypher_memory * MIB, settings.cypher_result * MIB)
        size = settings.cypher_at_once
        runaways = Runaways(lambda: logins.own(settings), self.server, happened, size)
        self.pool: Pool[Job] = Pool(PROGRAM, limits, size, QUEUE * size, runaways.settle)

    async def start(self) -> None:
        """Start the workers, if there is a Neo4j to ask."""
        if self.uri:
            self.pool.start()
            await asyncio.to_thread(self.server.is_ours)

    async def close(self) -> None:
        """End the workers."""
        for task in self._reviving:
            task.cancel()
        await self.pool.close()

    def check_open(self) -> None:
        """Refuse what cannot be answered at all; raises HTTPException with 404, or QueryUnavailable."""
        if self.uri is None:
            raise HTTPException(HTTPStatus.NOT_FOUND, OFF)
        if self.server.restarting:
            raise QueryUnavailable("Neo4j is being started again", RESTART_SECONDS)

    async def answer(self, request: Request, form: str) -> Response:
        """The response to a query, of which is told whatever comes of it.

        Raises QueryError, InvalidParameter, StoreError, or HTTPException with 404, 413 or 415.
        """
        told, began, restarts = Told(), time.monotonic(), self.server.restarts
        body = b""
        try:
            self.check_open()
            self.pool.admit()  # before the body is read: who would wait in vain need not send it
            body = await self._body(request)
            told.cost.read = time.monotonic() - began
            return await self._answer(request, body, form, told)
        except StoreError as error:
            raise self._unanswered(error, told, restarts) from error
        except (TiduError, HTTPException) as error:
            _failed(told, error)
            raise
        except (ClientGone, ClientDisconnect):
            told.outcome = "cancelled"
            return Response(status_code=CLIENT_CLOSED_REQUEST)
        finally:
            self._tell(told.run("cypher", body.decode(errors="replace")))

    async def _body(self, request: Request) -> bytes:
        seconds = self._settings.cypher_timeout
        try:
            async with asyncio.timeout(seconds):
                return await json_body(request, self._bodies)
        except TimeoutError:
            raise QueryTimeout(seconds, f"{PROGRAM.settings}_TIMEOUT") from None

    async def _answer(self, request: Request, body: bytes, form: str, told: Told) -> Response:
        settings, packed = self._settings, takes_gzip(request.headers.getlist("accept-encoding"))
        try:
            access = await run_in_threadpool(logins.strangers, settings)
        except StoreError as error:  # it quotes the settings
            raise StoreError("what Tidu is set to for Neo4j is wrong: its log says how") from error
        job = Job(uuid4().hex, access, body, form, settings.cypher_timeout, settings.cypher_rows, packed)
        told.report, answer = await raced(self.pool, request, job, told.cost)
        with ExitStack() as unless_sent:
            if not isinstance(answer, bytes):
                unless_sent.callback(os.close, answer)
            found = response(answer, _headers(form, told, packed=packed), self._spools)
            unless_sent.pop_all()  # the response closes it
            told.outcome = "answered"
            return found

    def _unanswered(self, error: StoreError, told: Told, restarts: int) -> TiduError:
        """What a stranger is told of a Neo4j that does not answer; the log is told which, and as whom."""
        found: TiduError = error
        if self.server.restarting or self.server.restarts > restarts:
            found = QueryUnavailable("Neo4j was started again", RESTART_SECONDS)
        else:
            self._revive()
        told.failed(found)
        user = self._settings.cypher_user or self._settings.neo4j_user
        uri = self.uri or ""
        told.words = f"{error.__cause__ or error} ({logins.shown(uri)} as {user})".replace(uri, logins.shown(uri))
        return found

    def _revive(self) -> None:
        """Where a server of our own has died, of a query perhaps, start it again."""
        if not self._reviving:
            task = asyncio.get_running_loop().create_task(self._revived())
            self._reviving.add(task)
            task.add_done_callback(self._reviving.discard)

    async def _revived(self) -> None:
        if await asyncio.to_thread(lambda: self.server.is_ours() and self.server.has_died()):
            await self.server.restart()


def _failed(told: Told, error: TiduError | HTTPException) -> None:
    if isinstance(error, HTTPException | InvalidParameter):
        told.outcome = "invalid"
    else:
        told.failed(error)


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
