"""A stranger's query on its way through a pool: raced against the client, sent, and told of."""

import asyncio
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

from fastapi import Request, Response

from api.observing.events import QueryRun
from api.sparql.sending import FileResponse, Spools, gone
from graph.workers.messages import Job, NotWritable, Report
from graph.workers.pool import Cost, Pool
from ontology.errors import (
    InvalidQuery,
    QueryBusy,
    QueryDied,
    QueryTimeout,
    QueryUnavailable,
    ResultTooLarge,
    TiduError,
    UnknownGraph,
)

OUTCOME: dict[type[TiduError], str] = {
    InvalidQuery: "invalid", NotWritable: "invalid", UnknownGraph: "unknown-graph", ResultTooLarge: "too-large",
    QueryTimeout: "timeout", QueryDied: "died", QueryBusy: "busy", QueryUnavailable: "busy",
}  # fmt: skip

CLIENT_CLOSED_REQUEST = 499  # nobody sees it; the number is what servers log then

J = TypeVar("J", bound=Job)


class ClientGone(Exception):
    """Nobody is left to answer."""


@dataclass(slots=True)
class Told:
    """What came of a query, as far as it is known; ``words`` are the last of a worker that ended."""

    outcome: str = "died"
    report: Report | None = None
    words: str = ""
    cost: Cost = field(default_factory=Cost)

    def failed(self, error: TiduError) -> None:
        """Note what was raised instead of an answer."""
        self.outcome, self.words = OUTCOME.get(type(error), "died"), getattr(error, "words", "")

    def run(self, language: str, text: str) -> QueryRun:
        """All of it, for metrics and the log."""
        report, cost = self.report, self.cost
        rows, size = (report.rows, report.size) if report else (None, 0)
        cpu, memory = (report.cpu, report.memory) if report else (None, None)
        return QueryRun(
            language, self.outcome, cost.waited, cost.ran, rows, size, text, cpu, memory, cost.kill, self.words
        )

    @property
    def timing(self) -> str:
        """For the header Server-Timing."""
        return f"wait;dur={self.cost.waited * 1000:.1f}, run;dur={self.cost.ran * 1000:.1f}"


async def raced(pool: Pool[J], request: Request, job: J, cost: Cost) -> tuple[Report, bytes | int]:
    """Race the query against the client: who has gone needs no answer; raises ClientGone, or what the pool does."""
    running = asyncio.ensure_future(pool.run(job, cost))
    leaving = asyncio.ensure_future(gone(request.receive))
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


def response(answer: bytes | int, headers: Mapping[str, str], spools: Spools) -> Response:
    """The bytes, or the file that a worker wrote, which the response closes; raises QueryBusy without room for it."""
    if isinstance(answer, bytes):
        return Response(answer, headers=dict(headers))
    size = os.fstat(answer).st_size
    spools.take(size)
    return FileResponse(os.fdopen(answer, "rb"), size, spools, headers)
