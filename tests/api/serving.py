"""A real server process on a free port, for tests that speak to it from outside."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx


@dataclass(frozen=True, slots=True)
class Served:
    """A running ``tidu serve``: where it listens, a client for it, and what it writes to standard error."""

    process: "subprocess.Popen[str]"
    host: str
    port: int
    client: httpx.Client
    log: Path

    @property
    def pid(self) -> int:
        """The process id of the server itself (its workers are its children)."""
        return self.process.pid

    @property
    def is_alive(self) -> bool:
        """Whether the process that was started still runs."""
        return self.process.poll() is None

    def connect(self, timeout: float = 30) -> socket.socket:
        """A raw connection."""
        return socket.create_connection((self.host, self.port), timeout)


@contextmanager
def served(data: Path, **settings: object) -> Iterator[Served]:
    """Serve the builds in ``data``; ``settings`` are TIDU_ variables in lower case (``query_timeout=2``)."""
    variables = [f"TIDU_{name.upper()}={value}" for name, value in settings.items()]
    command = ["env", *variables, sys.executable, "-m", "api.cli", "serve", "--port", "0", "--data", str(data)]
    log = data / f"serve-{id(settings)}.log"
    with (
        log.open("w", encoding="utf-8") as stderr,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True) as process,
    ):
        try:
            line = process.stdout.readline() if process.stdout else ""
            address = re.search(r"http://([\d.]+):(\d+)", line)
            assert address, f"the server did not start: {line!r}; {log.read_text(encoding='utf-8')}"
            with httpx.Client(base_url=address[0], timeout=60, trust_env=False) as client:
                yield Served(process, address[1], int(address[2]), client, log)
        finally:
            process.terminate()
    assert process.returncode in (0, -15)


def until(holds: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether something comes to hold within seconds."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True
