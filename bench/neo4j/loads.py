"""The large load, each in a process of its own, into a server of its own that knows nothing yet."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bench.neo4j.loader import Loaded
from bench.neo4j.servers import Watch, processor, started


@dataclass(frozen=True, slots=True)
class Load:
    """One load: all its seconds from outside, the processor time that the server took, and what it says of itself."""

    name: str
    seconds: float
    server: float
    loaded: Loaded


def loads(folder: Path, claims: int, watch: Watch) -> list[Load]:
    """The writer, the writer again over what stands there, and the plain driver."""
    with started(folder / "writer", watch) as server:
        found = [_load(name, "writer", folder, server.pid, claims) for name in ("writer", "writer, a second time")]
    with started(folder / "plain", watch) as server:
        return [*found, _load("plain driver, UNWIND and MERGE", "plain", folder, server.pid, claims)]


def _load(name: str, kind: str, folder: Path, server: int, claims: int) -> Load:
    before, began = processor(server), perf_counter()
    command = [sys.executable, "-m", "bench.neo4j.loader", kind, str(folder / kind), str(claims)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr.strip()}")
    took = perf_counter() - began
    return Load(name, took, processor(server) - before, Loaded(**json.loads(done.stdout)))
