"""The metrics of one application, in a registry of its own. Series exist at zero before anything has happened."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus

from prometheus_client import CollectorRegistry, Counter, Histogram, Info, PlatformCollector, ProcessCollector

from api.observing.events import HAPPENINGS, KILLS, LANGUAGES, OUTCOMES, QueryRun
from api.observing.gauges import Read, Watched

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
STATUSES = frozenset(map(int, HTTPStatus))
OTHER = "other"  # methods and statuses that have no name: strangers do not decide how many series there are
NO_ROUTE = "none"  # addresses that do not exist
HTTP_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
QUERY_SECONDS = (0.001, 0.0025, *HTTP_SECONDS[2:], 60)
ROWS = (0, 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000)
SIZES = (2**10, 2**14, 2**17, 2**20, 2**23, 2**26, 2**28)  # 1 KiB to 256 MiB


class Metrics:
    """Counts what happens; ``watch`` says where the rest is read."""

    def __init__(self, version: str) -> None:
        self.registry = CollectorRegistry(auto_describe=False)
        self._queries, self._http, self._watched = _Queries.of(self.registry), _Http.of(self.registry), Watched()
        self._happened = Counter(
            "tidu_cypher_happenings", "Queries that did not end in Neo4j, and its restarts.", ["what"],
            registry=self.registry,
        )  # fmt: skip
        for what in HAPPENINGS:
            self._happened.labels(what)
        self._known: dict[tuple[str, str, int | None], Counter] = {}
        Info("tidu_build", "The program that runs.", registry=self.registry).info({"version": version})
        self.registry.register(self._watched)
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)

    def watch(
        self,
        *,
        waiting: Read | None = None,
        running: Read | None = None,
        workers: Read | None = None,
        unsettled: Read | None = None,
        build: Callable[[], str | None] | None = None,
    ) -> None:
        """Say where gauges are read, from any thread; what is None stays as it was. ``build`` gives None for none."""
        given = {"waiting": waiting, "running": running, "workers": workers, "unsettled": unsettled}
        self._watched.read |= {name: read for name, read in given.items() if read}
        self._watched.build = build or self._watched.build

    def query(self, run: QueryRun) -> None:
        """Count a query. Seconds, rows and bytes are of those that waited, ran and were answered, respectively."""
        found, language = self._queries, run.language
        found.total.labels(language, run.outcome).inc()
        if run.waited or run.ran:
            found.wait.labels(language).observe(run.waited)
        if run.ran:
            found.seconds.labels(language).observe(run.ran)
        if run.cpu is not None:
            found.cpu.labels(language).inc(run.cpu)
        if run.outcome == "answered":
            found.size.labels(language).observe(run.size)
            if run.rows is not None:
                found.rows.labels(language).observe(run.rows)
        if run.kill:
            found.kills.labels(run.kill).inc()

    def happened(self, what: str) -> None:
        """Count one of HAPPENINGS."""
        self._happened.labels(what).inc()

    def request(self, route: str, method: str, status: int | None, seconds: float) -> None:
        """Count a request by the template of its route; ``status`` is None where no response was begun."""
        key = (route, method if method in METHODS else OTHER, status if status in STATUSES else None)
        counter = self._known.get(key)
        if counter is None:  # looking a series up by its labels takes longer than counting
            counter = self._http.total.labels(route, key[1], key[2] or OTHER)
            self._known[key] = counter
        counter.inc()
        self._http.seconds.labels(route).observe(seconds)

    def expect(self, routes: Iterable[str]) -> None:
        """Let the series of these routes exist."""
        for route in (*routes, NO_ROUTE):
            self._http.total.labels(route, "GET", 404 if route == NO_ROUTE else 200)
            self._http.seconds.labels(route)


@dataclass(frozen=True, slots=True)
class _Queries:
    total: Counter
    seconds: Histogram
    wait: Histogram
    rows: Histogram
    size: Histogram
    cpu: Counter
    kills: Counter

    @classmethod
    def of(cls, registry: CollectorRegistry) -> "_Queries":
        def histogram(name: str, text: str, buckets: tuple[float, ...]) -> Histogram:
            return Histogram(f"tidu_query_{name}", text, ["language"], registry=registry, buckets=buckets)

        found = cls(
            Counter("tidu_queries", "Queries by what came of them.", ["language", "outcome"], registry=registry),
            histogram("seconds", "Seconds that queries ran, of those that a worker took.", QUERY_SECONDS),
            histogram("wait_seconds", "Seconds that queries waited for a worker.", QUERY_SECONDS),
            histogram("result_rows", "Rows of an answer, where it has rows.", ROWS),
            histogram("result_bytes", "Bytes of an answer, before compression.", SIZES),
            Counter("tidu_query_cpu_seconds", "Processor seconds of workers.", ["language"], registry=registry),
            Counter("tidu_query_kills", "Workers that ended with a query, by why.", ["reason"], registry=registry),
        )
        for language in LANGUAGES:
            for family in (found.seconds, found.wait, found.rows, found.size, found.cpu):
                family.labels(language)
            for outcome in OUTCOMES:
                found.total.labels(language, outcome)
        for reason in KILLS:
            found.kills.labels(reason)
        return found


@dataclass(frozen=True, slots=True)
class _Http:
    total: Counter
    seconds: Histogram

    @classmethod
    def of(cls, registry: CollectorRegistry) -> "_Http":
        labels = ["route", "method", "status"]
        return cls(
            Counter("tidu_http_requests", "Requests by route, method and status.", labels, registry=registry),
            Histogram(
                "tidu_http_request_seconds", "Seconds of a request, until its last byte is handed over.", ["route"],
                registry=registry, buckets=HTTP_SECONDS,
            ),
        )  # fmt: skip
