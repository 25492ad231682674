"""One query or reading, from its request to its response: negotiation, tags, the worker, and what is told of it."""

import asyncio
import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from http import HTTPStatus

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from api.desk import has_tag
from api.negotiation import best, takes_gzip
from api.observing.events import QueryRun
from api.sparql.sending import FileResponse, Spools
from graph.editions import Edition
from graph.sparql.formats import Format
from graph.sparql.jobs import Job, NotWritable, Report
from graph.sparql.pool import Cost, Pool
from ontology.errors import (
    InvalidQuery,
    QueryBusy,
    QueryDied,
    QueryTimeout,
    ResultTooLarge,
    TiduError,
    UnknownGraph,
)

# whose answers differ from one time to the next; a text that only mentions them loses nothing but its tag
_UNSETTLED = re.compile(r"(?i)\b(?:NOW|RAND|(?:STR)?UUID|BNODE)\b|\\u")


OUTCOME: dict[type[TiduError], str] = {
    InvalidQuery: "invalid", NotWritable: "invalid", UnknownGraph: "unknown-graph", ResultTooLarge: "too-large",
    QueryTimeout: "timeout", QueryDied: "died", QueryBusy: "busy",
}  # fmt: skip

CLIENT_CLOSED_REQUEST = 499  # nobody sees it; the number is what servers log then


@dataclass(frozen=True, slots=True)
class Chosen:
    """The formats that the client likes best for either kind of answer, and what to call them in Content-Type."""

    results: tuple[Format, str] | None
    graphs: tuple[Format, str] | None

    @property
    def graph(self) -> tuple[Format, str]:
        """What graphs are written in, where only they were asked for."""
        if self.graphs is None:
            raise ValueError("formats of graphs were not offered")
        return self.graphs


def choose(request: Request, results: tuple[Format, ...], graphs: tuple[Format, ...]) -> Chosen:
    """What the Accept headers choose; raises HTTPException with 406 where they accept nothing of either kind."""
    header = ",".join(request.headers.getlist("accept"))
    chosen = Chosen(_best(header, results), _best(header, graphs))
    if chosen.results or chosen.graphs:
        return chosen
    raise not_acceptable("nothing of what is accepted can be given", (*results, *graphs))


def not_acceptable(reason: str, formats: Sequence[Format]) -> HTTPException:
    """406, listing what there is."""
    names = dict.fromkeys(form.media_types[0] for form in formats)
    return HTTPException(HTTPStatus.NOT_ACCEPTABLE, f"{reason}; there is: {', '.join(names)}")


@lru_cache(maxsize=256)
def _best(header: str, formats: tuple[Format, ...]) -> tuple[Format, str] | None:
    """Standard types before their other names, and in the order of the formats."""
    if not formats:
        return None
    offers = {media_type: form for form in reversed(formats) for media_type in form.media_types}
    first = [form.media_types[0] for form in formats]
    found = best(header, [*first, *(media_type for media_type in offers if media_type not in first)])
    return (offers[found], found) if found else None


class ClientGone(Exception):
    """Nobody is left to answer."""


@dataclass(slots=True)
class Told:
    """What came of a query, as far as it is known."""

    outcome: str = "answered"
    report: Report | None = None


class Endpoint:
    """Answers jobs for requests, through the pool; ``tell`` is told of each."""

    def __init__(self, pool: Pool, spool: int, tell: Callable[[QueryRun], None]) -> None:
        self._pool, self._spools, self._tell = pool, Spools(spool), tell

    async def answer(self, request: Request, edition: Edition, job: Job, chosen: Chosen) -> Response:
        """The response to a job, of which is told whatever comes of it; raises QueryError."""
        cost, told = Cost(), Told()
        try:
            return await self._answer(request, edition, _completed(job, request, chosen), chosen, cost, told)
        except TiduError as error:
            told.outcome = OUTCOME.get(type(error), "died")
            raise
        except ClientGone:
            told.outcome = "cancelled"
            return Response(status_code=CLIENT_CLOSED_REQUEST)
        finally:
            self._tell(_run(job, cost, told))

    async def _answer(
        self, request: Request, edition: Edition, job: Job, chosen: Chosen, cost: Cost, told: Told
    ) -> Response:
        headers = _headers(request, edition, job)
        if "ETag" in headers and has_tag(request, headers["ETag"]):
            told.outcome = "not-modified"
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        if self._spools.is_full:
            raise QueryBusy(5)
        told.report, answer = await self._raced(request, job, cost)
        _, media_type = (chosen.results if told.report.kind == "results" else chosen.graphs) or ("", "")
        headers |= {
            "Content-Type": f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type,
            "Server-Timing": f"wait;dur={cost.waited * 1000:.1f}, run;dur={cost.ran * 1000:.1f}",
            **({"Content-Encoding": "gzip"} if job.gzip else {}),
        }
        if (
            "ETag" in headers and request.headers.get("if-none-match", "").strip() == "*"
        ):  # any answer will do, if it is one
            told.outcome = "not-modified"
            if not isinstance(answer, bytes):
                os.close(answer)
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        if isinstance(answer, bytes):
            return Response(answer, headers=headers)
        return FileResponse(os.fdopen(answer, "rb"), os.fstat(answer).st_size, self._spools, headers)

    async def _raced(self, request: Request, job: Job, cost: Cost) -> tuple[Report, bytes | int]:
        """Race the query against the client: who has gone away needs no answer."""
        running = asyncio.ensure_future(self._pool.run(job, cost))
        leaving = asyncio.ensure_future(_gone(request))
        try:
            await asyncio.wait({running, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if running.done():
                return running.result()
            running.cancel()
            with suppress(asyncio.CancelledError, TiduError):
                await running
            raise ClientGone
        finally:
            running.cancel()
            leaving.cancel()


async def _gone(request: Request) -> None:
    """Wait until the client has gone away."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _completed(job: Job, request: Request, chosen: Chosen) -> Job:
    return replace(
        job,
        results=chosen.results[0].name if chosen.results else None,
        graphs=chosen.graphs[0].name if chosen.graphs else None,
        gzip=takes_gzip(request.headers.getlist("accept-encoding")),
    )


def _headers(request: Request, edition: Edition, job: Job) -> dict[str, str]:
    """The headers of 200 and 304 alike. The tag names the build and the job: an answer of both never changes."""
    headers = {"Vary": "Accept, Accept-Encoding", "Cache-Control": "no-cache"}
    if request.method == "GET" and not (job.text and _UNSETTLED.search(job.text)):
        digest = sha256(repr(job).encode(errors="surrogatepass")).hexdigest()[:16]
        headers["ETag"] = f'W/"{edition.id}.{digest}"'  # weak: solutions without ORDER BY come in any order
    return headers


def _run(job: Job, cost: Cost, told: Told) -> QueryRun:
    text, report = job.text or f"{job.dataset}", told.report
    if report is None:
        return QueryRun("sparql", told.outcome, cost.waited, cost.ran, None, 0, text, kill=cost.kill)
    cpu, memory = report.cpu, report.memory
    return QueryRun(
        "sparql", told.outcome, cost.waited, cost.ran, report.rows, report.size, text, cpu, memory, cost.kill
    )
