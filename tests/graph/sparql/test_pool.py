"""Workers answer, are bounded, are ended and replaced; nobody else is touched by what a query does to its worker."""

import asyncio
import json
import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from graph.sparql.jobs import PROGRAM, Dataset, Job
from graph.workers.pool import Cost, Pool
from ontology.errors import InvalidQuery, QueryBusy, QueryDied, QueryTimeout, ResultTooLarge, StoreError
from tests.graph.sparql.running import ENDLESS, FOREVER, LIMITS, MIB, answered, job, pool, run, until

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
PRODUCT = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


def pids(workers: Pool[Job]) -> set[int]:
    return {process.pid for process in workers.processes}


def test_a_query_is_answered_with_its_cost(tiny_build: Path) -> None:
    async def asked() -> None:
        async with pool() as workers:
            cost = Cost()
            report, body = await answered(workers, job(tiny_build, COUNT), cost)
            assert json.loads(body)["results"]["bindings"]
            assert (report.kind, report.rows, report.size) == ("results", 1, len(body))
            assert report.memory > 0
            assert cost.kill is None

    run(asked)


def test_what_a_worker_raises_is_raised_here_and_the_worker_goes_on(tiny_build: Path) -> None:
    async def asked() -> None:
        async with pool() as workers:
            await answered(workers, job(tiny_build, COUNT))
            before = pids(workers)
            with pytest.raises(InvalidQuery) as found:
                await workers.run(job(tiny_build, "SELECT *\n{ ?s ?p"), Cost())
            assert (found.value.line, found.value.column) == (2, 8)
            with pytest.raises(StoreError):
                await workers.run(replace(job(tiny_build, COUNT), store=str(tiny_build / "nowhere")), Cost())
            await answered(workers, job(tiny_build, COUNT))
            assert pids(workers) == before

    run(asked)


@pytest.mark.parametrize("text", [FOREVER, ENDLESS])
def test_a_query_that_does_not_end_is_ended_at_the_deadline_and_its_worker_replaced(
    tiny_build: Path, text: str
) -> None:
    async def asked() -> None:
        async with pool(replace(LIMITS, seconds=1, memory=2048 * MIB, result=1024 * MIB)) as workers:
            await until(lambda: workers.ready == 1)
            cost, began = Cost(), time.monotonic()
            with pytest.raises(QueryTimeout, match="1 s"):
                await workers.run(job(tiny_build, text), cost)
            assert 1 <= time.monotonic() - began < 2
            assert cost.kill == "deadline"
            await until(lambda: workers.ready == 1)
            await answered(workers, job(tiny_build, "ASK {}"))

    run(asked)


def test_a_query_that_takes_too_much_memory_ends_its_worker_only(tiny_build: Path) -> None:
    async def asked() -> None:
        async with pool(replace(LIMITS, memory=64 * MIB)) as workers:
            cost = Cost()
            with pytest.raises(QueryDied, match="memory"):
                await workers.run(job(tiny_build, ENDLESS), cost)
            assert cost.kill == "memory"
            await answered(workers, job(tiny_build, COUNT))

    run(asked)


def test_a_result_over_the_limit_is_refused_and_leaves_nothing(tiny_build: Path) -> None:
    async def asked() -> None:
        async with pool(replace(LIMITS, result=MIB)) as workers:
            for packed in (False, True):
                with pytest.raises(ResultTooLarge):
                    await workers.run(replace(job(tiny_build, PRODUCT), gzip=packed), Cost())
            await answered(workers, job(tiny_build, COUNT))

    run(asked)


def test_large_answers_come_as_a_file_small_ones_as_bytes(tiny_build: Path) -> None:
    async def asked() -> None:
        async with pool() as workers:
            _, small = await workers.run(job(tiny_build, COUNT), Cost())
            assert isinstance(small, bytes)
            asking = job(tiny_build, PRODUCT + " LIMIT 20000")
            assert isinstance((await workers.run(asking, Cost()))[1], int)
            report, body = await answered(workers, asking)
            assert len(json.loads(body)["results"]["bindings"]) == report.rows == 20000
            assert report.size == len(body)

    run(asked)


def test_who_goes_away_frees_the_worker(tiny_build: Path) -> None:
    async def asked() -> None:
        async with pool(replace(LIMITS, memory=2048 * MIB)) as workers:
            cost = Cost()
            running = asyncio.ensure_future(workers.run(job(tiny_build, FOREVER), cost))
            await until(lambda: workers.running == 1)
            running.cancel()
            with pytest.raises(asyncio.CancelledError):
                await running
            assert (workers.running, cost.kill) == (0, "disconnect")
            await answered(workers, job(tiny_build, COUNT))

    run(asked)


def test_who_waits_and_goes_away_leaves_the_queue(tiny_build: Path) -> None:
    async def asked() -> None:
        async with pool(replace(LIMITS, memory=2048 * MIB)) as workers:
            running = asyncio.ensure_future(workers.run(job(tiny_build, FOREVER), Cost()))
            await until(lambda: workers.running == 1)
            waiting = asyncio.ensure_future(workers.run(job(tiny_build, COUNT), Cost()))
            await until(lambda: workers.waiting == 1)
            waiting.cancel()
            await until(lambda: workers.waiting == 0)
            running.cancel()
            await answered(workers, job(tiny_build, COUNT))
            assert workers.waiting == 0

    run(asked)


def test_beyond_the_queue_queries_are_refused_at_once_with_when_to_try_again(tiny_build: Path) -> None:
    async def asked() -> None:
        async with pool(replace(LIMITS, seconds=3, memory=2048 * MIB), queue=1) as workers:
            asked = [asyncio.ensure_future(workers.run(job(tiny_build, FOREVER), Cost())) for _ in range(2)]
            await until(lambda: (workers.running, workers.waiting) == (1, 1))
            with pytest.raises(QueryBusy) as found:
                await workers.run(job(tiny_build, COUNT), Cost())
            assert found.value.retry_after >= 1
            ended = await asyncio.gather(*asked, return_exceptions=True)
            assert [type(each) for each in ended] == [QueryTimeout, QueryTimeout]

    run(asked)


def test_a_queue_that_moves_too_slowly_for_the_deadline_is_not_joined(tiny_build: Path) -> None:
    async def asked() -> None:
        async with pool(replace(LIMITS, seconds=2, memory=2048 * MIB), queue=100) as workers:
            asked = [asyncio.ensure_future(workers.run(job(tiny_build, FOREVER), Cost())) for _ in range(6)]
            await until(lambda: workers.running == 1)
            refused = False
            while not refused and workers.running:
                try:
                    workers.admit()
                except QueryBusy:
                    refused = True
                await asyncio.sleep(0.05)
            assert refused
            await asyncio.gather(*asked, return_exceptions=True)

    run(asked)


def test_many_short_queries_share_few_workers(tiny_build: Path) -> None:
    async def asked() -> None:
        async with pool(size=2, queue=200) as workers:
            found = await asyncio.gather(*(answered(workers, job(tiny_build, COUNT)) for _ in range(200)))
            assert len({body for _, body in found}) == 1
            assert (workers.ready, workers.running, workers.waiting) == (2, 0, 0)

    run(asked)


def test_a_worker_that_is_killed_is_replaced_and_idle_ones_are_not_handed_out_dead(tiny_build: Path) -> None:
    async def asked() -> None:
        async with pool() as workers:
            await answered(workers, job(tiny_build, COUNT))
            (process,) = workers.processes
            process.kill()
            await process.died()
            await answered(workers, job(tiny_build, COUNT))
            assert process not in workers.processes

    run(asked)


def test_a_worker_that_has_grown_is_replaced(tiny_build: Path) -> None:
    async def asked() -> None:
        async with pool(replace(LIMITS, memory=2048 * MIB)) as workers:
            await answered(workers, job(tiny_build, COUNT))
            before = pids(workers)
            text = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f } LIMIT 800000 }"
            await answered(workers, job(tiny_build, text))
            await until(lambda: workers.ready == 1 and not before & pids(workers))

    run(asked)


def test_where_no_worker_starts_queries_say_why_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")

    async def asked() -> None:
        async with pool() as workers:
            for _ in range(2):  # who waits already, and who comes then
                with pytest.raises(QueryDied, match="no worker starts"):
                    await workers.run(Job("", "ASK {}", "", Dataset()), Cost())

    run(asked)


def test_closing_ends_every_worker(tiny_build: Path) -> None:
    async def asked() -> None:
        async with pool(size=2, limits=replace(LIMITS, memory=2048 * MIB)) as workers:
            await until(lambda: workers.ready == 2)
            processes = workers.processes
            running = asyncio.ensure_future(workers.run(job(tiny_build, FOREVER), Cost()))
            await until(lambda: workers.running == 1)
        assert not any(process.is_alive for process in processes)
        with pytest.raises(QueryDied):
            await running

    run(asked)


def test_closing_while_workers_start_leaves_none(tiny_build: Path) -> None:
    async def asked() -> None:
        workers: Pool[Job] = Pool(PROGRAM, LIMITS, 2, 10)
        workers.start()
        await workers.close()
        assert workers.processes == ()
        with pytest.raises(QueryDied, match="stopping"):
            await workers.run(job(tiny_build, "ASK {}"), Cost())

    run(asked)


def test_what_ended_a_worker_is_told_apart_and_its_words_are_for_the_log(tiny_build: Path) -> None:
    async def asked() -> None:
        async with pool(replace(LIMITS, memory=2048 * MIB)) as workers:
            cost = Cost()
            running = asyncio.ensure_future(workers.run(job(tiny_build, FOREVER), cost))
            await until(lambda: workers.running == 1)
            (process,) = workers.processes
            os.kill(process.pid, signal.SIGTERM)
            with pytest.raises(QueryDied, match="ended with status -15") as found:
                await running
            assert (found.value.cause, cost.kill) == ("other", "other")

    run(asked)


def test_a_job_that_the_worker_cannot_read_ends_nothing(tiny_build: Path) -> None:
    async def asked() -> None:
        async with pool() as workers:
            with pytest.raises(QueryDied, match="could not be carried out"):
                await workers.run(replace(job(tiny_build, "ASK {}"), results="nonsense"), Cost())
            assert workers.ready == 1

    run(asked)
