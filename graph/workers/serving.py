"""A worker's own side: a process that answers one job at a time over a socket, until the other end is closed.

``python -m MODULE FD LIMITS``. It may die of a query at any time; nobody else is touched by that.
"""

import json
import os
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from typing import Protocol

from graph.workers.limits import STACK, Limits, confine, limit_seconds, resident_bytes
from graph.workers.messages import HEAD, Report, said
from graph.workers.sink import Sink, Written
from ontology.errors import QueryDied, TiduError

READY = b"{}"
GROWN = 128 * 2**20  # bytes more than at the start, after which a worker asks to be replaced


class Answerer(Protocol):
    """What knows how to answer; it keeps what it has open from one job to the next."""

    def answer(self, asked: bytes, limits: Limits) -> Written:
        """Read a job and write its answer; raises TiduError."""


class Worker:
    """Hands jobs to an answerer, and what comes of them to the server."""

    def __init__(self, link: socket.socket, limits: Limits, answerer: Answerer) -> None:
        self._link, self._limits, self._answerer = link, limits, answerer
        self._most = resident_bytes() + GROWN

    def serve(self) -> None:
        """Answer until the other end is closed."""
        self._send(READY)
        while job := self._receive():
            limit_seconds(self._limits)
            self._answer(job)

    def _answer(self, asked: bytes) -> None:
        began = time.process_time()
        try:
            written = self._answerer.answer(asked, self._limits)
            written.sink.finish()
        except TiduError as error:
            self._send(said(error, spent=self._is_spent(resident_bytes())))
        except Exception as error:  # noqa: BLE001 # whatever a text brings the engine to raise: the next one is answered
            reason = getattr(error, "strerror", None) or type(error).__name__
            died = QueryDied(f"the query could not be carried out: {reason}", words=str(error))
            self._send(said(died, spent=self._is_spent(resident_bytes())))
        else:
            cpu, memory, sink = time.process_time() - began, resident_bytes(), written.sink
            report = Report(written.kind, written.rows, sink.size, cpu, memory)
            self._send(said(report, spent=self._is_spent(memory)), sink)

    def _is_spent(self, memory: int) -> bool:
        return memory > self._most

    def _send(self, words: bytes, sink: Sink | None = None) -> None:
        """Send what is said, and the answer: its bytes, or the open file that holds it."""
        if sink is None or sink.is_small:
            body = sink.spool.read() if sink else b""
            self._link.sendall(HEAD.pack(len(words), len(body)) + words + body)
        else:
            socket.send_fds(self._link, [HEAD.pack(len(words), 0)], [sink.spool.fileno()])
            self._link.sendall(words)
        if sink:
            sink.spool.close()

    def _receive(self) -> bytes:
        """The next job; empty when the other end is closed."""
        head = _exactly(self._link, HEAD.size)
        return _exactly(self._link, HEAD.unpack(head)[0]) if head else b""


def _exactly(link: socket.socket, size: int) -> bytes:
    found = bytearray()
    while len(found) < size:
        part = link.recv(min(size - len(found), 2**20))
        if not part:
            return b""
        found += part
    return bytes(found)


def run(make: Callable[[], Answerer]) -> None:
    """Set up the limits, answer in a thread with a large stack, and end as soon as the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt at the terminal is for the server to act on
    link, limits = socket.socket(fileno=int(sys.argv[1])), Limits(**json.loads(sys.argv[2]))
    confine(limits)
    threading.stack_size(STACK)
    threading.Thread(target=_serve, args=(link, limits, make), daemon=True).start()
    gone = select.poll()
    gone.register(link, select.POLLHUP | select.POLLRDHUP)
    gone.poll()
    os.kill(os.getpid(), signal.SIGKILL)


def _serve(link: socket.socket, limits: Limits, make: Callable[[], Answerer]) -> None:
    """Answer; whatever ends that, a panic of the engine too, ends the process."""
    try:
        Worker(link, limits, make()).serve()
    except BaseException as error:  # noqa: BLE001 # the engine's panics are no Exceptions
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        sys.stderr.flush()
    os._exit(1)
