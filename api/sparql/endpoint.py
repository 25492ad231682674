"""One query or reading, from its request to its response: negotiation, tags, the worker, and what is told of it."""

import os
import re
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from http import HTTPStatus

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from api import VERSION
from api.desk import has_tag, is_any_tag
from api.negotiation import best, takes_gzip
from api.observing.events import QueryRun
from api.running import CLIENT_CLOSED_REQUEST, ClientGone, Told, raced, response
from api.sparql.sending import Spools
from graph.editions import Edition
from graph.sparql.formats import Format, standard_types
from graph.sparql.jobs import Job
from graph.workers.messages import Report
from graph.workers.pool import Pool
from ontology.errors import TiduError

# whose answers differ from one time to the next; a text that only mentions them loses nothing but its tag
_UNSETTLED = re.compile(r"(?i)(?:NOW|RAND|UUID|BNODE)\b|\\u")  # the engine takes BYRAND() for BY RAND()


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
    detail = f"nothing of what is accepted can be given; there is: {standard_types((*results, *graphs))}"
    raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, detail, {"Vary": "Accept"})


@lru_cache(maxsize=64)
def _best(header: str, formats: tuple[Format, ...]) -> tuple[Format, str] | None:
    """Standard types before their other names, and in the order of the formats."""
    if not formats:
        return None
    offers = {media_type: form for form in reversed(formats) for media_type in form.media_types}
    first = [form.media_types[0] for form in formats]
    found = best(header, [*first, *(media_type for media_type in offers if media_type not in first)])
    return (offers[found], found) if found else None


class Endpoint:
    """Answers jobs for requests, through the pool; ``tell`` is told of each."""

    def __init__(self, pool: Pool[Job], spool: int, tell: Callable[[QueryRun], None]) -> None:
        self._pool, self._spools, self._tell = pool, Spools(spool), tell

    async def answer(self, request: Request, edition: Edition, job: Job, chosen: Chosen) -> Response:
        """The response to a job, of which is told whatever comes of it; raises QueryError."""
        told = Told()
        try:
            return await self._answer(request, edition, _completed(job, request, chosen), chosen, told)
        except TiduError as error:
            told.failed(error)
            raise
        except ClientGone:
            told.outcome = "cancelled"
            return Response(status_code=CLIENT_CLOSED_REQUEST)
        finally:
            self._tell(told.run("sparql", job.text or f"{job.dataset}"))

    async def _answer(self, request: Request, edition: Edition, job: Job, chosen: Chosen, told: Told) -> Response:
        headers = _headers(request, edition, job)
        not_modified = Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        if "ETag" in headers and has_tag(request, headers["ETag"]):
            told.outcome = "not-modified"
            return not_modified
        told.report, answer = await raced(self._pool, request, job, told.cost)
        with ExitStack() as unless_sent:
            if not isinstance(answer, bytes):
                unless_sent.callback(os.close, answer)
            if "ETag" in headers and is_any_tag(request):  # any answer will do, now that there is one
                told.outcome = "not-modified"
                return not_modified
            headers |= _described(told, told.report, chosen, packed=job.gzip)
            found = response(answer, headers, self._spools)
            unless_sent.pop_all()  # the response closes it
            told.outcome = "answered"
            return found


def _completed(job: Job, request: Request, chosen: Chosen) -> Job:
    return replace(
        job,
        results=chosen.results[0].name if chosen.results else None,
        graphs=chosen.graphs[0].name if chosen.graphs else None,
        gzip=takes_gzip(request.headers.getlist("accept-encoding")),
    )


def _headers(request: Request, edition: Edition, job: Job) -> dict[str, str]:
    """The headers of 200 and 304 alike. The tag names build, program and job: the answer to them never changes."""
    headers = {"Vary": "Accept, Accept-Encoding", "Cache-Control": "no-cache"}
    if request.method == "GET" and not (job.text and _UNSETTLED.search(job.text)):
        digest = sha256(repr((VERSION, replace(job, store=""))).encode(errors="surrogatepass")).hexdigest()[:16]
        headers["ETag"] = f'W/"{edition.id}.{digest}"'  # weak: solutions without ORDER BY come in any order
    return headers


def _described(told: Told, report: Report, chosen: Chosen, *, packed: bool) -> dict[str, str]:
    """The headers that say what the answer is."""
    _, media_type = (chosen.graphs if report.kind == "graph" else chosen.results) or ("", "")
    return {
        "Content-Type": f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type,
        "Server-Timing": told.timing,
        **({"Content-Encoding": "gzip"} if packed else {}),
    }
