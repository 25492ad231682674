"""Servers of our own, one in each data folder, and the processor time that they take."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from bench.endpoints.machine import Clock, clock, words
from bench.processes import TIDU
from graph import neo4j_server
from graph.neo4j_server import LocalServer


@dataclass(slots=True)
class Watch:
    """Whether the machine was quiet. Servers are nobody's children: what they took is noted before they are stopped."""

    start: Clock = field(default_factory=clock)
    servers: float = 0.0

    def words(self) -> str:
        """For the head of the tables."""
        end = clock()
        return words(self.start, Clock(end.total, end.used, end.own + self.servers))


def processor(pid: int) -> float:
    """Seconds of processor that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def tidu(data: Path, *arguments: str, jvm: str | None = None) -> float:
    """Seconds that a command of the product takes; raises RuntimeError with its words where it fails."""
    began, environment = perf_counter(), () if jvm is None else ("env", f"TIDU_NEO4J_JVM={jvm}")
    done = subprocess.run(
        [*environment, *TIDU, *arguments, "--data", str(data)], check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"tidu {' '.join(arguments)}: {done.stderr.strip()}")
    return perf_counter() - began


def stop(data: Path, watch: Watch) -> None:
    """Stop the server of a data folder, if one runs."""
    server = neo4j_server.running(data)
    if server:
        watch.servers += processor(server.pid)
        tidu(data, "neo4j", "stop")


@contextmanager
def started(data: Path, watch: Watch, jvm: str | None = None) -> Iterator[LocalServer]:
    """A server in a data folder, started and stopped by the product's commands; ``jvm`` in place of its options."""
    try:
        tidu(data, "neo4j", "start", jvm=jvm)
        server = neo4j_server.running(data)
        if not server:
            raise RuntimeError(f"no Neo4j runs in {data}")
        yield server
    finally:
        stop(data, watch)
