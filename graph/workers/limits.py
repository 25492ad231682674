"""What a worker may use, set before it sees a stranger's text; exceeding it ends the worker, never the server."""

import resource
from dataclasses import dataclass
from pathlib import Path

STACK = 256 * 2**20  # bytes; the parser and the planner go down one frame a nesting
STORE = 128 * 2**20  # bytes that an open store and its threads take before any query
SPARE_SECONDS = 2


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` in which a query is answered, waiting included; ``memory`` and ``result`` in bytes."""

    seconds: float
    memory: int
    result: int


def confine(limits: Limits) -> None:
    """Limit this process: data, size of files, no core dumps. The stack counts as data; a query's is ``memory``."""
    data = _data_bytes() + STACK + STORE + limits.memory
    resource.setrlimit(resource.RLIMIT_DATA, (data, data))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.result + 2**20, limits.result + 2**20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_seconds(limits: Limits) -> None:
    """Let this process compute for the deadline and a little more from now on, should nobody be left to end it."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(usage.ru_utime + usage.ru_stime + limits.seconds) + SPARE_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))


def resident_bytes() -> int:
    """Memory of this process that is in use."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


def _data_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    return pages * resource.getpagesize()
