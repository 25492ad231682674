"""The engine called directly and through a worker process, in turn, so that whatever else runs slows both alike."""

import asyncio
import os
from collections.abc import Mapping, Sequence
from itertools import cycle
from pathlib import Path
from time import perf_counter

from bench.endpoints.direct import Direct
from bench.endpoints.load import Measured
from bench.endpoints.questions import Question
from graph.settings import settings
from graph.sparql.jobs import PROGRAM, Dataset, Job
from graph.workers.limits import Limits
from graph.workers.pool import Cost, Pool

Pair = tuple[Measured, Measured]
MIB = 2**20


def pairs(store: Path, questions: Sequence[Question], seconds: float) -> Mapping[str, Pair]:
    """For each question: the engine alone, and through a worker of default settings."""
    return asyncio.run(_pairs(store, questions, seconds))


async def _pairs(store: Path, questions: Sequence[Question], seconds: float) -> Mapping[str, Pair]:
    given = settings()
    limits = Limits(given.query_timeout, given.query_memory * MIB, given.query_result * MIB)
    pool: Pool[Job] = Pool(PROGRAM, limits, 1, given.query_queue)
    direct = Direct(store)
    pool.start()
    try:
        return {question.name: await _pair(pool, direct, store, question, seconds) for question in questions}
    finally:
        await pool.close()


async def _pair(pool: Pool[Job], direct: Direct, store: Path, question: Question, seconds: float) -> Pair:
    alone: list[float] = []
    through: list[float] = []
    texts = cycle(question.texts)
    await _ask(pool, store, next(texts))
    start = perf_counter()
    while perf_counter() - start < seconds:
        text, began = next(texts), perf_counter()
        direct.answer(text)
        between = perf_counter()
        await _ask(pool, store, text)
        alone.append(between - began)
        through.append(perf_counter() - between)
    return Measured(sorted(alone), sum(alone), 0), Measured(sorted(through), sum(through), 0)


async def _ask(pool: Pool[Job], store: Path, text: str) -> None:
    """One answer as JSON, read to its end where it is a file."""
    _, answer = await pool.run(Job(str(store), text, "http://localhost/sparql", Dataset(), "json", "n-triples"), Cost())
    if isinstance(answer, int):
        with os.fdopen(answer, "rb") as file:
            file.read()
