"""The product's own processes: builds and servers, each stopped by its process id."""

import http.client
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from urllib.parse import urlsplit

TIDU = (sys.executable, "-m", "api.cli")


def build(data: Path) -> None:
    """Run ``tidu build`` into the folder ``data``; raise CalledProcessError where it fails."""
    subprocess.run([*TIDU, "build", "--data", str(data)], check=True, capture_output=True)


@dataclass(frozen=True, slots=True)
class Server:
    """A running ``tidu serve``."""

    pid: int
    host: str
    port: int

    def connect(self) -> http.client.HTTPConnection:
        """A connection that is kept alive; it waits until the server listens."""
        while True:
            connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
            try:
                connection.connect()
            except ConnectionRefusedError:
                sleep(0.002)
            else:
                return connection

    def resident_mb(self) -> float:
        """Resident memory of the process, in MB (10⁶ bytes)."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        kib = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(kib) * 1024 / 1e6


@contextmanager
def serving(data: Path, *, answer_cache: int = 16) -> Iterator[Server]:
    """Serve the build in ``data`` on a free port; ``answer_cache`` in MiB, 0 turns it off."""
    environment = ("env", f"TIDU_ANSWER_CACHE={answer_cache}")  # execs: the process id stays the server's
    command = [*environment, *TIDU, "serve", "--data", str(data), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield _announced(process)
        finally:
            process.terminate()


def _announced(process: "subprocess.Popen[str]") -> Server:
    """The address that the server prints once it has it; raises RuntimeError where it ends instead."""
    line = process.stdout.readline() if process.stdout else ""
    address = urlsplit(next((word for word in line.split() if word.startswith("http://")), ""))
    if not address.hostname or not address.port:
        raise RuntimeError(f"the server did not start: {line!r}")
    return Server(process.pid, address.hostname, address.port)


def get(connection: http.client.HTTPConnection, path: str) -> bytes:
    """The body of an answer; raises RuntimeError where it is not 200."""
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise RuntimeError(f"{path}: {response.status} {body[:200]!r}")
    return body
