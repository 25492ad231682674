"""Real worker processes over a small build, for tests that speak to them without HTTP."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from graph.builds import Builds
from graph.sparql.jobs import PROGRAM, Dataset, Job
from graph.workers.limits import Limits
from graph.workers.messages import Report
from graph.workers.pool import Cost, Pool

T = TypeVar("T")
MIB = 2**20
LIMITS = Limits(seconds=20, memory=512 * MIB, result=64 * MIB)
BASE = "http://localhost/sparql"

# never ends by itself: every pair of pairs of triples, in order
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a ?d ?g ?j"
FOREVER = "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(CONCAT(STR(?a), STR(?d), STR(?g)) = ?nothing) }"


@asynccontextmanager
async def pool(limits: Limits = LIMITS, size: int = 1, queue: int = 10) -> AsyncIterator[Pool[Job]]:
    """A pool whose workers are ready, or have failed to start; closed in the end."""
    made: Pool[Job] = Pool(PROGRAM, limits, size, queue)
    made.start()
    try:
        await until(lambda: made.ready == size or made.trouble is not None)
        yield made
    finally:
        await made.close()


def job(data: Path, text: str | None, *, results: str | None = "json", graphs: str | None = "n-triples") -> Job:
    """A job over the build in service in ``data``."""
    builds = Builds(data)
    return Job(str(builds.path(builds.current_id) / "store"), text, BASE, Dataset(), results, graphs)


async def answered(workers: Pool[Job], asked: Job, cost: Cost | None = None) -> tuple[Report, bytes]:
    """The report and the bytes of an answer, wherever they were kept."""
    report, answer = await workers.run(asked, cost or Cost())
    if isinstance(answer, bytes):
        return report, answer
    with os.fdopen(answer, "rb") as file:
        return report, file.read()


def run(doing: Callable[[], Awaitable[T]]) -> T:
    """Run in an event loop of its own."""

    async def awaited() -> T:
        return await doing()

    return asyncio.run(awaited())


async def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until something holds; fail where it does not in time."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 # nothing tells of such conditions
            await asyncio.sleep(0.01)
