"""The machine that measures: what it is, and whether it had other work meanwhile, since then the numbers say little."""

import os
import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

QUIET = 0.05  # of all cores: what others may take before the tables say so


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds of all cores together since the start of the machine: all, those in use, and those of this run."""

    total: float
    used: float
    own: float


def clock() -> Clock:
    """Now. ``own`` has processes that were started here once they have ended."""
    line = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:9]
    ticks = [int(value) / os.sysconf("SC_CLK_TCK") for value in line]
    times = os.times()
    own = times.user + times.system + times.children_user + times.children_system
    return Clock(sum(ticks), sum(ticks) - ticks[3] - ticks[4], own)  # 3 is idle, 4 waits for the disk


def others(start: Clock, end: Clock) -> float:
    """The share of the machine that other work took."""
    return max(0.0, (end.used - start.used) - (end.own - start.own)) / (end.total - start.total)


def words(start: Clock, end: Clock) -> str:
    """A line or two for the head of the tables."""
    engine = f"pyoxigraph {version('pyoxigraph')}, Python {platform.python_version()}"
    said = f"{engine} on {platform.machine()}, {os.cpu_count()} cores"
    share = others(start, end)
    warning = "\nNOT QUIET: the numbers are worse than they would be, and do not compare" if share > QUIET else ""
    return f"{said}; other work took {share:.0%} of the machine meanwhile{warning}"
