"""A worker as the server sees it: a process that was spawned, its link, and how it ends."""

import asyncio
import json
import signal
import socket
import subprocess
import sys
import tempfile
from dataclasses import asdict
from typing import IO

from graph.workers.limits import Limits
from graph.workers.link import Link
from graph.workers.messages import Job, Program, Report, report_or_error
from ontology.errors import QueryDied, TiduError

STARTED = 30  # seconds that a worker may take to start
LAST_WORDS = 2000  # bytes of what a dying worker wrote


class Process:
    """One worker process: ``start`` it, ``ask`` it one job at a time, ``kill`` it, and see that it ``died``."""

    def __init__(self, program: Program, process: "subprocess.Popen[bytes]", link: Link, words: IO[bytes]) -> None:
        self._program, self._process, self._link, self._words = program, process, link, words
        self._end: QueryDied | None = None
        self.is_spent = False  # whether it asked to be replaced, with its last answer or error

    @classmethod
    async def start(cls, program: Program, limits: Limits) -> "Process":
        """Spawn a worker and wait until it is ready; raises QueryDied where it ends instead."""
        ours, theirs = socket.socketpair()
        words = tempfile.TemporaryFile()  # noqa: SIM115 # closed with the process
        with theirs:
            end, given = theirs.fileno(), json.dumps(asdict(limits))
            # spawned, not forked: it has nothing of this process but what is passed; without waiting, it takes 2 ms
            process = subprocess.Popen(  # noqa: ASYNC220, S603 # see above; a command of our own
                [sys.executable, "-P", "-m", program.module, str(end), given],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=words, pass_fds=[end],
            )  # fmt: skip
        worker = cls(program, process, Link(ours), words)
        try:
            async with asyncio.timeout(STARTED):
                await worker._link.receive()
        except EOFError:
            raise await worker.died() from None
        except BaseException as error:
            worker.kill()
            await worker.died()
            if isinstance(error, TimeoutError):
                raise QueryDied(f"a worker was not ready within {STARTED} s") from None
            raise
        return worker

    async def ask(self, job: Job) -> tuple[Report, bytes | int]:
        """The report, and the answer's bytes or the open file that holds them.

        Raises what the worker raised; QueryDied where it ended.
        """
        try:
            await self._link.send(job.to_json())
            said, body, file = await self._link.receive()
        except EOFError:
            raise await self.died() from None
        found, self.is_spent = report_or_error(said)
        if isinstance(found, TiduError):
            raise found
        return found, body if file is None else file

    async def died(self) -> QueryDied:
        """What the end of the process was, once it is over."""
        self._link.close()
        status = await asyncio.to_thread(self._process.wait)
        if self._end is None:
            with self._words:
                self._words.seek(0)
                words = self._words.read(LAST_WORDS).decode(errors="replace").strip()
            self._end = _death(status, words, self._program.settings)
        return self._end

    def kill(self) -> None:
        """End it at once; ``died`` waits for its end."""
        self._process.kill()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None


def _death(status: int, words: str, settings: str) -> QueryDied:
    if status == -signal.SIGABRT or "memory allocation" in words:
        reason = f"the query needed more memory than a query may have ({settings}_MEMORY)"
        return QueryDied(reason, "memory", words)
    if status == -signal.SIGSEGV:
        return QueryDied("the query overflowed the stack of its process", "stack", words)
    return QueryDied(f"the process of the query ended with status {status}", "other", words)
