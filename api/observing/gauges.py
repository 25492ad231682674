"""Gauges that are read when somebody looks: of the workers, and of the build in service."""

from collections.abc import Callable, Iterable

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

Read = Callable[[], float]

GAUGES = {
    "waiting": ("tidu_queries_waiting", "Queries that wait for a worker."),
    "running": ("tidu_queries_running", "Queries that a worker runs."),
    "workers": ("tidu_query_workers", "Processes that run queries."),
    "unsettled": ("tidu_cypher_unsettled", "Cypher queries without a worker that may still run in Neo4j."),
}
BUILD = ("tidu_build_in_service", "1 for the build in service; no line before the first.")


class Watched(Collector):
    """What is counted elsewhere; 0 until it is known from where."""

    def __init__(self) -> None:
        self.read: dict[str, Read] = {}
        self.build: Callable[[], str | None] = lambda: None

    def collect(self) -> Iterable[Metric]:
        """Read everything now, so that there is one build at a time."""
        for name, (metric, help_text) in GAUGES.items():
            yield GaugeMetricFamily(metric, help_text, value=self.read.get(name, float)())
        family = GaugeMetricFamily(*BUILD, labels=["build"])
        if build := self.build():
            family.add_metric([build], 1)
        yield family

    def describe(self) -> Iterable[Metric]:
        """Names only: nothing is read while registering."""
        return [GaugeMetricFamily(*named) for named in (*GAUGES.values(), BUILD)]
