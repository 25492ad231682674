"""One endpoint measured: whether it answers as the engine does, then short answers under load, then large ones."""

import http.client
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from bench.endpoints import load, memory
from bench.endpoints.install import Unavailable
from bench.endpoints.load import Measured
from bench.endpoints.questions import Question
from bench.endpoints.servers import Endpoint, Running, running
from bench.endpoints.streaming import Streamed, stream

CLIENTS = (1, 16)
Sizes = Mapping[str, Sequence[int]]


@dataclass(slots=True)
class Found:
    """What was found of an endpoint: values by question (and number of clients), or the reason why there is none."""

    name: str
    missing: str = ""
    loads: dict[tuple[str, int], Measured | str] = field(default_factory=dict)
    streams: dict[str, Streamed | str] = field(default_factory=dict)
    idle: float = 0.0
    resident: float = 0.0
    family: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked, how much it is answered with, and for how many seconds each load lasts."""

    short: Sequence[Question]
    large: Sequence[Question]
    sizes: Sizes
    seconds: float


def measure(endpoint: Endpoint, plan: Plan, folder: Path) -> Found:
    """Everything about one endpoint; what cannot be had says why."""
    found = Found(endpoint.name)
    try:
        with running(endpoint.prepare(), folder / f"{endpoint.name.split()[0]}.log") as server:
            found.idle = memory.resident_mb(server.pid)
            wrong = {question.name: _disagreement(server, question, plan.sizes) for question in plan.short}
            for question in plan.short:
                _loads(found, server, question, plan.seconds, wrong[question.name])
            for question in plan.large:
                found.streams[question.name] = _stream(server, question, plan.sizes)
            found.resident, found.family = memory.resident_mb(server.pid), memory.family_mb(server.pid)
    except Unavailable as error:
        found.missing = str(error)
    return found


def _loads(found: Found, server: Running, question: Question, seconds: float, wrong: str) -> None:
    """Load with each number of clients, after a warm-up, unless the answers are ``wrong``."""
    requests = [server.address.request(text, question.accept) for text in question.texts]
    for clients in CLIENTS:
        try:
            if not wrong:
                load.measure(server.address, requests, 1, seconds / 3)
            measured = wrong or load.measure(server.address, requests, clients, seconds)
        except OSError as error:
            measured = f"failed: {str(error).splitlines()[0][:60]}"
        found.loads[question.name, clients] = measured


def _stream(server: Running, question: Question, sizes: Sizes) -> Streamed | str:
    try:
        streamed = stream(server, question)
    except OSError as error:
        return f"failed: {str(error)[:60]}"
    size, expected = question.size(streamed.body), sizes[question.name][0]
    return streamed if size == expected else f"disagrees: {size}, not {expected}"


def _disagreement(server: Running, question: Question, sizes: Sizes) -> str:
    """Where an answer is larger or smaller than the engine's; empty where all are alike."""
    address = server.address
    with closing(http.client.HTTPConnection(address.host, address.port, timeout=120)) as connection:
        for text, expected in zip(question.texts, sizes[question.name], strict=True):
            connection.request(
                "GET", f"{address.path}?query={quote(text, safe='')}", headers={"Accept": question.accept}
            )
            response = connection.getresponse()
            body = response.read()
            if response.status != 200:
                return f"failed: {response.status}"
            if (size := question.size(body)) != expected:
                return f"disagrees: {size}, not {expected}"
    return ""
