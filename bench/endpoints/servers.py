"""The endpoints as processes: ours and its peers, each over the same quads, started when its turn comes."""

import http.client
import socket
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic, sleep

from bench.endpoints import install
from bench.endpoints.load import Address
from bench.processes import TIDU

START = 90  # seconds for a server to load the quads and listen


@dataclass(frozen=True, slots=True)
class Command:
    """What starts a server on a port, and the path of its endpoint."""

    line: Callable[[int], Sequence[str]]
    path: str


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint by name, and what fetches and loads it; ``prepare`` raises Unavailable where it cannot be had."""

    name: str
    prepare: Callable[[], Command]


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers."""

    pid: int
    address: Address


def endpoints(data: Path, quads: Path, cache: Path) -> list[Endpoint]:
    """Ours over the builds in ``data``, and the peers over the same quads from a file."""
    work = quads.parent
    return [
        Endpoint("tidu serve", lambda: Command(partial(_tidu, data), "/sparql")),
        Endpoint(f"Oxigraph server {install.OXIGRAPH}", lambda: _oxigraph(quads, work / "oxigraph", cache)),
        Endpoint(f"rdflib-endpoint {install.RDFLIB_ENDPOINT}", lambda: _rdflib(quads, cache)),
        Endpoint(f"Fuseki {install.FUSEKI}, TDB2", lambda: _fuseki(quads, work / "tdb2", cache)),
    ]


def _tidu(data: Path, port: int) -> Sequence[str]:
    return [*TIDU, "serve", "--data", str(data), "--port", str(port)]


def _oxigraph(quads: Path, store: Path, cache: Path) -> Command:
    binary, where = str(install.oxigraph(cache)), ["--location", str(store)]
    install.run([binary, "load", *where, "--file", str(quads)])
    install.run([binary, "optimize", *where])
    serve = [binary, "serve-read-only", *where, "--union-default-graph", "--bind"]
    return Command(lambda port: [*serve, f"127.0.0.1:{port}"], "/query")


def _rdflib(quads: Path, cache: Path) -> Command:
    """Its command makes a Dataset whose default graph is the union."""
    serve = [str(install.rdflib_endpoint(cache)), "serve", str(quads), "--host", "127.0.0.1", "--port"]
    return Command(lambda port: [*serve, str(port)], "/")


def _fuseki(quads: Path, store: Path, cache: Path) -> Command:
    jar = str(install.fuseki(cache))
    install.run(["java", "-cp", jar, "tdb2.tdbloader", "--loc", str(store), str(quads)])
    base = ["env", f"FUSEKI_BASE={store.parent}", "java", "-jar", jar, "--localhost", "--loc", str(store)]
    serve = [*base, "--set", "tdb2:unionDefaultGraph=true", "--port"]
    return Command(lambda port: [*serve, str(port), "/ds"], "/ds/sparql")


@contextmanager
def running(command: Command, log: Path) -> Iterator[Running]:
    """Start a server, wait until it answers, and stop it by its process id in the end."""
    address = Address("127.0.0.1", _free_port(), command.path)
    with (
        log.open("wb") as output,
        subprocess.Popen(command.line(address.port), stdout=output, stderr=output, cwd=log.parent) as process,
    ):
        try:
            _await(process, address, log)
            yield Running(process.pid, address)
        finally:
            process.terminate()


def _await(process: "subprocess.Popen[bytes]", address: Address, log: Path) -> None:
    """Raise Unavailable where the server ends, or has no answer within START seconds."""
    until = monotonic() + START
    status = 0
    while status != 200:
        if process.poll() is not None or monotonic() > until or 400 <= status < 500:
            words = log.read_text(encoding="utf-8", errors="replace").strip().splitlines() or ["nothing logged"]
            raise install.Unavailable(f"no answer ({status or 'no connection'}): {words[-1][:100]}")
        status = _status(address)
        sleep(0.05)


def _status(address: Address) -> int:
    """The status of an ASK, 0 without a connection."""
    connection = http.client.HTTPConnection(address.host, address.port, timeout=10)
    try:
        connection.request("GET", f"{address.path}?query=ASK%7B%7D")
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
