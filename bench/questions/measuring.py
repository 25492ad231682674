"""One contestant measured: whether it answers as the others do, then each question under load, then its memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bench.endpoints import load, memory
from bench.endpoints.install import Unavailable
from bench.endpoints.load import Address, Measured, answer
from bench.questions.asked import Case
from bench.questions.contestants import Contestant

CLIENTS = (1, 16)
Cases = Mapping[str, Sequence[Case]]


@dataclass(slots=True)
class Found:
    """What was found of a contestant: loads by question and number of clients, memory in MB; or why there is none."""

    name: str
    missing: str = ""
    loads: dict[tuple[str, int], Measured | str] = field(default_factory=dict)
    idle: float = 0.0
    resident: float = 0.0
    family: float = 0.0


def measure(contestant: Contestant, cases: Cases, seconds: float) -> Found:
    """Everything about one contestant; what cannot be had says why."""
    found = Found(contestant.name)
    try:
        with contestant.start() as server:
            found.idle = memory.family_mb(server.pid)
            for name, asked in cases.items():
                wrong = _disagreement(contestant, server.address, asked)
                for clients in CLIENTS:
                    found.loads[name, clients] = wrong or _load(contestant, server.address, asked, clients, seconds)
            found.resident, found.family = memory.resident_mb(server.pid), memory.family_mb(server.pid)
    except Unavailable as error:
        found.missing = str(error)
    return found


def _load(
    contestant: Contestant, address: Address, asked: Sequence[Case], clients: int, seconds: float
) -> Measured | str:
    """Under load, after a warm-up of as many clients."""
    requests = [contestant.request(address, case) for case in asked]
    try:
        load.measure(address, requests, clients, seconds / 2)
        return load.measure(address, requests, clients, seconds)
    except OSError as error:
        return f"failed: {str(error).splitlines()[0][:60]}"


def _disagreement(contestant: Contestant, address: Address, asked: Sequence[Case]) -> str:
    """Where an answer has more or fewer rows than it should; empty where all are right."""
    for case in asked:
        rows, expected = contestant.rows(answer(address, contestant.request(address, case))), contestant.expected(case)
        if rows != expected:
            return f"disagrees on {case.given[1]}: {rows}, not {expected}"
    return ""
