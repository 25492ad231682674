"""The pool: so many workers, who waits for one, and what happens to those that run too long or die."""

import asyncio
import contextlib
import math
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Generic, TypeVar

from graph.workers.limits import Limits
from graph.workers.messages import Job, Program, Report
from graph.workers.process import Process
from ontology.errors import QueryBusy, QueryDied, QueryTimeout, TiduError

PATIENCE = (0.1, 0.5, 2, 5)  # seconds before another try, where workers do not start
LONGEST_RETRY = 60
RECENT = 0.1  # the weight of the newest query in the mean of seconds
SETTLED = 1.0  # seconds in which what a killed worker began elsewhere has mostly ended there too
UNSETTLED_RETRY = 10

J = TypeVar("J", bound=Job)


@dataclass(slots=True)
class Cost:
    """What a query cost: seconds of waiting for a worker and of running, and why its worker was ended, if it was.

    ``read`` are the seconds before it came to the pool, in which it was read; they count for its deadline.
    """

    read: float = 0.0
    waited: float = 0.0
    ran: float = 0.0
    kill: str | None = None


class Pool(Generic[J]):
    """Runs jobs in worker processes. ``start`` and ``close`` it in the event loop that it is used in.

    Where a job may go on elsewhere once its worker has been ended, in a database, ``settle`` waits until it does not;
    until then no other worker takes the dead one's place.
    """

    def __init__(
        self,
        program: Program,
        limits: Limits,
        size: int,
        queue: int,
        settle: Callable[[J], Awaitable[None]] | None = None,
    ) -> None:
        self.limits, self.size, self._queue = limits, size, queue
        self._program, self._settle = program, settle
        self._idle: list[Process] = []
        self._began: dict[Process, float] = {}
        self._unsettled: dict[asyncio.Task[None], float] = {}
        self._waiting: deque[asyncio.Future[Process]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = asyncio.Event()
        self._mean = 0.0
        self.trouble: str | None = "the workers have not been started"

    def start(self) -> None:
        """Spawn the workers; queries wait until the first is ready."""
        self.trouble = None
        for _ in range(self.size):
            self._in_background(self._spawn())

    async def close(self) -> None:
        """End all workers; who waits for one is told."""
        self._closing.set()
        self.trouble = "the server is stopping"
        self._tell_who_waits(QueryDied(self.trouble))
        for process in self.processes:
            process.kill()
        for process in self._idle:
            await process.died()
        while self._began or self._tasks:  # noqa: ASYNC110 # it is waited for many ends, one time in a pool's life
            await asyncio.sleep(0.01)

    @property
    def waiting(self) -> int:
        """How many queries wait for a worker."""
        return len(self._waiting)

    @property
    def running(self) -> int:
        """How many queries run."""
        return len(self._began)

    @property
    def ready(self) -> int:
        """How many workers there are, idle or not."""
        return len(self.processes)

    @property
    def unsettled(self) -> int:
        """How many places are taken by queries whose workers have been ended, and that may still run elsewhere."""
        return len(self._unsettled)

    @property
    def processes(self) -> tuple[Process, ...]:
        """The workers, idle or not."""
        return (*self._idle, *self._began)

    async def run(self, job: J, cost: Cost) -> tuple[Report, bytes | int]:
        """Have a worker answer: its report, and the bytes or an open file.

        Raises QueryBusy at once, QueryTimeout at the deadline, QueryDied, or what the worker raised. Whatever ends it
        early, cancellation too, ends the worker: there is no other way to stop a query.
        """
        self.admit()
        try:
            async with asyncio.timeout(self.limits.seconds - cost.read), self._worker(job, cost) as process:
                return await process.ask(job)
        except TimeoutError:
            cost.kill = "deadline" if cost.kill else None
            raise QueryTimeout(self.limits.seconds, f"{self._program.settings}_TIMEOUT") from None

    def admit(self) -> None:
        """Refuse what would wait in vain: too long a queue, or one that moves too slowly for the deadline."""
        if self.trouble and (not self.ready or self._closing.is_set()):
            raise QueryDied(self.trouble)
        if self._idle:
            return
        now = time.monotonic()
        if self.unsettled >= self.size and all(now - since > SETTLED for since in self._unsettled.values()):
            raise QueryBusy(UNSETTLED_RETRY)
        ages = [now - began for began in self._began.values()]
        pace = max(self._mean, sum(ages) / len(ages) if ages else 0)
        wait = pace * (self.waiting + 1) / self.size
        if self.waiting >= self._queue or wait > self.limits.seconds:
            raise QueryBusy(min(max(1, math.ceil(wait)), LONGEST_RETRY))

    @asynccontextmanager
    async def _worker(self, job: J, cost: Cost) -> AsyncIterator[Process]:
        """A worker for one job; it goes back to the idle ones, unless it died, is spent, or had to be killed."""
        asked = time.monotonic()
        try:
            process = await self._take()
        finally:
            cost.waited = time.monotonic() - asked
        began = self._began[process] = time.monotonic()
        is_whole = False
        try:
            yield process
            is_whole = True
        except QueryDied as error:
            is_whole = process.is_alive
            cost.kill = None if is_whole else error.cause
            raise
        except TiduError:
            is_whole = True
            raise
        except BaseException:
            cost.kill = "disconnect"
            raise
        finally:
            del self._began[process]
            cost.ran = time.monotonic() - began
            self._mean += RECENT * (cost.ran - self._mean)
            if is_whole and not process.is_spent:
                self._give(process)
            else:
                self._replace(process, None if is_whole else job)

    async def _take(self) -> Process:
        while self._idle:
            process = self._idle.pop()
            if process.is_alive:
                return process
            self._replace(process)
        waiting: asyncio.Future[Process] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiting)
        try:
            return await waiting
        except asyncio.CancelledError:
            if waiting.done() and not waiting.cancelled() and waiting.exception() is None:
                self._give(waiting.result())  # it was given one in the same moment
            raise
        finally:
            with contextlib.suppress(ValueError):
                self._waiting.remove(waiting)

    def _give(self, process: Process) -> None:
        """To the first who waits, or to the idle ones."""
        while self._waiting:
            waiting = self._waiting.popleft()
            if not waiting.done():
                waiting.set_result(process)
                return
        self._idle.append(process)

    def _replace(self, process: Process, job: J | None = None) -> None:
        """End a worker and start another, once the ``job`` that it left unfinished runs nowhere else either."""
        process.kill()
        task = self._in_background(self._replaced(process, job))
        if job is not None and self._settle is not None and not self._closing.is_set():
            self._unsettled[task] = time.monotonic()

    async def _replaced(self, process: Process, job: J | None) -> None:
        await process.died()
        task = asyncio.current_task()
        if job is not None and self._settle is not None and task in self._unsettled:
            try:
                await self._settled(self._settle(job))
            finally:
                self._unsettled.pop(task, None)
        await self._spawn()

    async def _settled(self, settle: Awaitable[None]) -> None:
        """Wait until it is settled, or until the pool closes."""
        settling, closing = asyncio.ensure_future(settle), asyncio.ensure_future(self._closing.wait())
        try:
            await asyncio.wait({settling, closing}, return_when=asyncio.FIRST_COMPLETED)
            if settling.done():
                settling.result()
        finally:
            settling.cancel()
            closing.cancel()
            await asyncio.gather(settling, closing, return_exceptions=True)

    async def _spawn(self) -> None:
        """Start a worker; where none starts, try again later, and say why to who asks meanwhile."""
        for pause in chain(PATIENCE, repeat(PATIENCE[-1])):
            if self._closing.is_set():
                return
            try:
                process = await Process.start(self._program, self.limits)
            except (QueryDied, OSError) as error:
                self.trouble = f"no worker starts: {error}"
                self._tell_who_waits(QueryDied(self.trouble, words=getattr(error, "words", "")))
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._closing.wait(), pause)
            else:
                await self._begun(process)
                return

    async def _begun(self, process: Process) -> None:
        """Take a worker that is ready, unless nobody wants it any more."""
        if self._closing.is_set():
            process.kill()
            await process.died()
        else:
            self.trouble = None
            self._give(process)

    def _tell_who_waits(self, trouble: QueryDied) -> None:
        """Nobody waits for workers of which there are none."""
        while self._waiting and (not self.ready or self._closing.is_set()):
            waiting = self._waiting.popleft()
            if not waiting.done():
                waiting.set_exception(trouble)

    def _in_background(self, doing: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
