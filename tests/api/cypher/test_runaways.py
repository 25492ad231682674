"""Queries that do not end in Neo4j: the caller gets 504, their place stays taken, a server of our own comes back."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI

from api import problems
from api.cypher.door import Door
from api.observing.events import QueryRun
from api.routers.cypher import router
from graph.cypher import logins
from graph.cypher.jobs import PROGRAM, Job
from graph.cypher.local_server import LocalServer
from graph.cypher.runaways import Runaways
from graph.settings import Settings
from graph.workers.limits import Limits
from graph.workers.pool import Cost, Pool
from ontology.errors import QueryBusy, QueryTimeout
from tests.api.cypher import conftest
from tests.api.serving import Served, until
from tests.api.sparql.abuse.processes import memory
from tests.api.sparql.conftest import problem
from tests.neo4j.serving import Neo4j

MIB = 2**20
ENDLESS = "UNWIND range(1, 1000000000000) AS x RETURN sum(x) AS x"
DEAF = "RETURN reduce(s = 0, i IN range(0, 1000000000000) | s + i) AS x"
LISTED = "SHOW TRANSACTIONS YIELD metaData WHERE metaData.app = 'tidu' RETURN count(*) AS n"


def test_at_the_deadline_the_query_is_ended_in_neo4j_and_others_go_on(
    door: conftest.Door, server: Served, filled: Neo4j
) -> None:
    door.one("1")
    before = memory(server.pid)
    assert "TIDU_CYPHER_TIMEOUT" in str(problem(door.ask(ENDLESS), 504)["detail"])
    assert door.one("1") == 1
    assert until(lambda: filled.ask(LISTED) == [{"n": 0}])
    assert memory(server.pid) < before + 32 * MIB


def test_beyond_the_queue_queries_are_refused_with_when_to_try_again(door: conftest.Door) -> None:
    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(lambda _: door.ask(ENDLESS), range(16)))
    assert {answer.status_code for answer in answers} == {429, 504}
    assert all(int(answer.headers["retry-after"]) >= 1 for answer in answers if answer.status_code == 429)
    assert until(lambda: door.ask("RETURN 1 AS x").status_code == 200)


def job(settings: Settings, text: str, seconds: float) -> Job:
    body = json.dumps({"query": text}).encode()
    return Job(uuid4().hex, logins.strangers(settings), body, "json", seconds, 100)


@asynccontextmanager
async def pool(settings: Settings, after: float, told: list[str], size: int = 1) -> AsyncIterator[Pool[Job]]:
    """So many workers, and a second and a half for a query."""

    def tell(what: str, _: str) -> None:
        told.append(what)

    runaways = Runaways(lambda: logins.own(settings), LocalServer(settings, tell), tell, size, after)
    made: Pool[Job] = Pool(PROGRAM, Limits(1.5, 256 * MIB, MIB), size, 4, runaways.settle)
    made.start()
    try:
        yield made
    finally:
        await made.close()


async def eventually(asked: Callable[[], Awaitable[object]], seconds: float = 60) -> None:
    """Ask until there is an answer."""
    async with asyncio.timeout(seconds):
        while True:
            try:
                await asked()
            except (QueryBusy, QueryTimeout):
                await asyncio.sleep(0.1)
            else:
                return


def test_a_client_that_leaves_ends_its_query_in_neo4j(neo4j_server: Neo4j) -> None:
    async def left() -> None:
        told: list[str] = []
        async with pool(neo4j_server.settings, 60, told) as workers:
            await eventually(lambda: workers.run(job(neo4j_server.settings, "RETURN 1 AS x", 1.5), Cost()))
            running = asyncio.ensure_future(workers.run(job(neo4j_server.settings, ENDLESS, 60), Cost()))
            while not await asyncio.to_thread(lambda: neo4j_server.ask(LISTED) == [{"n": 1}]):
                assert not running.done()
            running.cancel()
            await eventually(lambda: workers.run(job(neo4j_server.settings, "RETURN 1 AS x", 1.5), Cost()))
            assert (told, neo4j_server.ask(LISTED)) == ([], [{"n": 0}])

    asyncio.run(left())


def test_a_query_that_heeds_no_end_keeps_its_place_until_a_server_of_our_own_is_restarted(neo4j_server: Neo4j) -> None:
    if neo4j_server.data is None:
        pytest.skip("the Neo4j that TIDU_NEO4J_URI names is not ours to restart")
    settings = own_settings(neo4j_server, neo4j_server.data)

    async def ran() -> None:
        told: list[str] = []
        async with pool(settings, 3, told) as workers:
            await eventually(lambda: workers.run(job(settings, "RETURN 1 AS x", 1.5), Cost()))
            with pytest.raises(QueryTimeout):
                await workers.run(job(settings, DEAF, 1.5), Cost())
            assert workers.unsettled == 1
            await refused(workers)
            await eventually(lambda: workers.run(job(settings, "RETURN 1 AS x", 1.5), Cost()), 120)
            assert (workers.unsettled, told) == (0, ["runaway", "restarted"])

    asyncio.run(ran())


def test_while_another_place_is_left_a_server_of_our_own_is_not_restarted(neo4j_server: Neo4j) -> None:
    if neo4j_server.data is None:
        pytest.skip("the Neo4j that TIDU_NEO4J_URI names is not ours to restart")
    settings = own_settings(neo4j_server, neo4j_server.data)

    async def ran() -> None:
        told: list[str] = []
        async with pool(settings, 3, told, 2) as workers:
            await eventually(lambda: workers.run(job(settings, "RETURN 1 AS x", 1.5), Cost()))
            with pytest.raises(QueryTimeout):
                await workers.run(job(settings, DEAF, 1.5), Cost())
            async with asyncio.timeout(30):
                began = asyncio.get_running_loop().time()
                while asyncio.get_running_loop().time() < began + 6:  # twice as long as no place may be left
                    await workers.run(job(settings, "RETURN 1 AS x", 1.5), Cost())
            assert (workers.unsettled, told) == (1, ["runaway"])
            with pytest.raises(QueryTimeout):
                await workers.run(job(settings, DEAF, 1.5), Cost())
            await eventually(lambda: workers.run(job(settings, "RETURN 1 AS x", 1.5), Cost()), 120)
            assert (workers.unsettled, sorted(set(told))) == (0, ["restarted", "runaway"])

    asyncio.run(ran())


def test_a_query_that_runs_while_the_server_is_restarted_is_told_when_to_try_again(neo4j_server: Neo4j) -> None:
    if neo4j_server.data is None:
        pytest.skip("the Neo4j that TIDU_NEO4J_URI names is not ours to restart")
    settings = own_settings(neo4j_server, neo4j_server.data).model_copy(update={"cypher_timeout": 60})

    async def ran() -> None:
        runs: list[QueryRun] = []
        door, app = Door(settings, runs.append, lambda *_: None), FastAPI()
        app.include_router(router(door))
        problems.install(app)
        await door.start()
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
            asked = asyncio.ensure_future(client.post("/cypher", json={"query": ENDLESS}))
            while not await asyncio.to_thread(lambda: neo4j_server.ask(LISTED) == [{"n": 1}]):
                assert not asked.done()
            assert await door.server.restart()
            found = await asked
            assert "query-unavailable" in problem(found, 503)["type"]  # type: ignore[operator] # it is a text
            assert int(found.headers["retry-after"]) >= 1
            assert (await client.post("/cypher", json={"query": "RETURN 1 AS x"})).status_code == 200
        await door.close()
        assert [run.outcome for run in runs] == ["busy", "answered"]

    asyncio.run(ran())


def test_the_time_in_which_a_query_was_read_counts_for_its_deadline(neo4j_server: Neo4j) -> None:
    async def ran() -> None:
        async with pool(neo4j_server.settings, 60, []) as workers:
            await eventually(lambda: workers.run(job(neo4j_server.settings, "RETURN 1 AS x", 1.5), Cost()))
            with pytest.raises(QueryTimeout):
                await workers.run(job(neo4j_server.settings, "RETURN 1 AS x", 1.5), Cost(read=1.5))

    asyncio.run(ran())


async def refused(workers: Pool[Job]) -> None:
    """Wait until queries are refused, with when to try again."""
    async with asyncio.timeout(10):
        while (again := _again(workers)) is None:  # noqa: ASYNC110 # nothing tells of such conditions
            await asyncio.sleep(0.05)
    assert again >= 1


def _again(workers: Pool[Job]) -> int | None:
    try:
        workers.admit()
    except QueryBusy as busy:
        return busy.retry_after
    return None


def own_settings(neo4j: Neo4j, data: Path) -> Settings:
    return Settings.model_validate({"data": data, "neo4j_uri": neo4j.uri, "neo4j_heap": 768})
