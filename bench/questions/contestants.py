"""Who answers: our server with its answer cache off and on, SPARQL endpoints, and Neo4j's Query API over HTTP."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.endpoints.load import Address
from bench.endpoints.servers import Command, Endpoint, Running, endpoints, running
from bench.neo4j.servers import Watch, started, tidu
from bench.processes import TIDU
from bench.questions.asked import Case, of_neo4j, of_ours, of_sparql
from graph import neo4j_server
from graph.neo4j_server.jars import VERSION

OFF, ON = "tidu serve, cache off", "tidu serve, cache on"


@dataclass(frozen=True, slots=True)
class Contestant:
    """A server by name: how it is started and asked, and how many rows an answer of its holds.

    ``start`` raises Unavailable where it cannot be had. Ours groups the lines to rows, with labels and the words behind
    each; the others give the flat lines.
    """

    name: str
    start: Callable[[], AbstractContextManager[Running]]
    request: Callable[[Address, Case], bytes]
    rows: Callable[[bytes], int]
    is_ours: bool = False

    def expected(self, case: Case) -> int:
        """How many rows answer a case."""
        return case.rows if self.is_ours else case.lines


def contestants(data: Path, quads: Path, cache: Path, watch: Watch) -> list[Contestant]:
    """All of them over the build in ``data``; the SPARQL endpoints over the same quads from a file."""
    ours = [_ours(data, name, mib) for name, mib in ((OFF, 0), (ON, 64))]
    others = [_sparql(endpoint, quads.parent) for endpoint in endpoints(data, quads, cache)[1:]]
    return [*ours, *others, _neo4j(data, watch)]


def _ours(data: Path, name: str, mib: int) -> Contestant:
    def line(port: int) -> Sequence[str]:
        return ["env", f"TIDU_ANSWER_CACHE={mib}", *TIDU, "serve", "--data", str(data), "--port", str(port)]

    command = Command(line, "/sparql")
    return Contestant(name, lambda: running(command, data.parent / "tidu.log"), of_ours, _rows, is_ours=True)


def _rows(body: bytes) -> int:
    return len(json.loads(body)["rows"])


def _sparql(endpoint: Endpoint, folder: Path) -> Contestant:
    log = folder / f"{endpoint.name.split()[0]}.log"
    return Contestant(endpoint.name, lambda: running(endpoint.prepare(), log), of_sparql, _bindings)


def _bindings(body: bytes) -> int:
    return len(json.loads(body)["results"]["bindings"])


def _neo4j(data: Path, watch: Watch) -> Contestant:
    @contextmanager
    def start() -> Iterator[Running]:
        # all compilers: what starts quickly by default would answer more slowly
        with started(data, watch, jvm="") as server:
            tidu(data, "neo4j", "load")
            yield Running(server.pid, Address("127.0.0.1", server.http_port, "/db/neo4j/query/v2"))

    def request(address: Address, case: Case) -> bytes:
        return of_neo4j(address, case, neo4j_server.password(data))

    return Contestant(f"Neo4j {VERSION}, HTTP", start, request, _values)


def _values(body: bytes) -> int:
    return len(json.loads(body)["data"]["values"])
