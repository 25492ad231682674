"""Processes and their memory, by /proc."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MIB = 2**20


def children(pid: int) -> list[int]:
    """The processes that a process started and that still are, zombies too, and theirs."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            direct = [int(child) for child in task.read_text(encoding="ascii").split()]
        except OSError:  # gone in between
            continue
        found += [process for child in direct for process in (child, *children(child))]
    return found


def status(pid: int) -> dict[str, str]:
    """What the kernel says of a process; empty when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def is_running(pid: int) -> bool:
    """Whether a process is there, and no zombie."""
    return status(pid).get("State", "Z")[0] not in "ZX"


def memory(pid: int) -> int:
    """Bytes of a process's own: what it shares with others, such as libraries and mapped files, is not counted."""
    return int(status(pid).get("RssAnon", "0 kB").split()[0]) * 1024


def memory_of_all(pid: int) -> int:
    """Bytes of a process and all that it started."""
    return sum(map(memory, (pid, *children(pid))))


@dataclass(slots=True)
class Peak:
    """The most that was seen, in bytes."""

    most: int = 0


@contextmanager
def watched(pid: int, every: float = 0.05) -> Iterator[Peak]:
    """The most memory that a process and all that it started take meanwhile."""
    peak, over = Peak(), threading.Event()

    def watch() -> None:
        while not over.wait(every):
            peak.most = max(peak.most, memory_of_all(pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()
