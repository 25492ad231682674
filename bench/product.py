"""The product measured from outside: its commands run as processes, its answers fetched over HTTP."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.processes import Server, build, get, serving
from bench.question import TIERS, path
from bench.timing import median_seconds

REQUESTS = 1000


def build_seconds(runs: int = 5) -> float:
    """``tidu build`` into an empty folder."""

    def once() -> None:
        with TemporaryDirectory(prefix="tidu-bench-") as folder:
            build(Path(folder))

    return median_seconds(once, runs)


def first_answer_seconds(data: Path, runs: int = 5) -> float:
    """From the start of ``tidu serve`` to its first answer."""

    def once() -> None:
        with serving(data) as server:
            _fetch(server)

    return median_seconds(once, runs)


def _fetch(server: Server) -> None:
    connection = server.connect()
    get(connection, path(TIERS[0]))
    connection.close()


def answer_seconds(data: Path, answer_cache: int, runs: int = 200) -> Mapping[str, float]:
    """The question over one connection that is kept alive, by tier."""
    with serving(data, answer_cache=answer_cache) as server:
        connection = server.connect()
        found = {tier: median_seconds(lambda t=tier: get(connection, path(t)), runs, 20) for tier in TIERS}  # type: ignore[misc] # a default binds the loop's variable
        connection.close()
        return found


def resident_mb(data: Path) -> float:
    """Memory of a server of default settings after a thousand requests."""
    with serving(data) as server:
        connection = server.connect()
        for number in range(REQUESTS):
            get(connection, path(TIERS[number % len(TIERS)]))
        connection.close()
        return server.resident_mb()
