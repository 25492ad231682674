"""The tables that are printed: each short question under load, the large ones, and memory."""

from collections.abc import Mapping, Sequence

from bench.endpoints.load import Measured
from bench.endpoints.measure import CLIENTS, Found
from bench.endpoints.questions import Question
from bench.endpoints.streaming import Streamed
from bench.endpoints.worker import Pair
from bench.report import Target, table, targets_table

BUSY = 0.8  # of a core: from here on the client may be what is measured
DIRECT, WORKER = "engine, no server", "engine in a worker, no HTTP"
NONE = ("", "", "")
MISSING = "missing"


def load_table(question: Question, pair: Pair, found: Sequence[Found]) -> str:
    """One question: answers a second, median and 99th percentile, by endpoint and number of clients."""
    header = [question.name]
    for clients in CLIENTS:
        header += [f"a second, {clients} client{'s' * (clients > 1)}", "p50 ms", "p99 ms"]
    alone = [(name, *_cells(one), *NONE) for name, one in zip((DIRECT, WORKER), pair, strict=True)]
    lines = [*alone, *((one.name, *_loads(one, question)) for one in found)]
    return table(header, lines)


def _loads(found: Found, question: Question) -> list[str]:
    cells: list[str] = []
    for clients in CLIENTS:
        cells += _cells(found.loads.get((question.name, clients), MISSING))
    return cells


def _cells(measured: Measured | str) -> Sequence[str]:
    if isinstance(measured, str):
        return (measured, "", "")
    busy = "*" if measured.client > BUSY else ""
    return f"{measured.rate:.0f}{busy}", f"{measured.milliseconds(50):.2f}", f"{measured.milliseconds(99):.2f}"


def large_table(question: Question, size: int, found: Sequence[Found]) -> str:
    """One large answer: seconds to its first byte and its last, and the memory of the server's process meanwhile."""
    header = (f"{size:,} {question.name}", "first byte s", "whole s", "MB", "memory before MB", "peak MB", "growth MB")
    return table(header, [(one.name, *_streamed(one.streams.get(question.name, MISSING))) for one in found])


def _streamed(streamed: Streamed | str) -> Sequence[str]:
    if isinstance(streamed, str):
        return (streamed, *NONE, "", "")
    memory = (streamed.before, streamed.peak, streamed.growth)
    return (
        f"{streamed.first:.2f}",
        f"{streamed.whole:.2f}",
        f"{len(streamed.body) / 1e6:.0f}",
        *(f"{value:.0f}" for value in memory),
    )


def memory_table(found: Sequence[Found]) -> str:
    """Memory of each server, alone and with the processes below it."""
    header = ("resident MB", "at start", "in the end", "with workers", "most with workers")
    return table(header, [(one.name, *_memory(one)) for one in found])


def _memory(found: Found) -> Sequence[str]:
    if found.missing:
        return (MISSING, *NONE)
    most = [one.family for one in found.streams.values() if isinstance(one, Streamed)]
    return [f"{value:.0f}" for value in (found.idle, found.resident, found.family, max([found.family, *most]))]


def targets(ours: Found, pairs: Mapping[str, Pair]) -> str:
    """What the endpoint promises beside the engine, and what was measured."""
    lines = [
        Target(f"{name}, a worker beyond the engine, p50", 1, worker.milliseconds(50) - direct.milliseconds(50), "ms")
        for name, (direct, worker) in pairs.items()
    ]
    for name, streamed in ours.streams.items():
        if isinstance(streamed, Streamed):
            lines.append(Target(f"{name} streamed, growth of the server", 10, streamed.growth, "MB"))
    return targets_table(lines)
