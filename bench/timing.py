"""Timing: medians of several runs, since single runs say little."""

from collections.abc import Callable
from statistics import median
from time import perf_counter


def seconds(run: Callable[[], object]) -> float:
    """How long one run takes."""
    start = perf_counter()
    run()
    return perf_counter() - start


def median_seconds(run: Callable[[], object], times: int, warm_up: int = 0) -> float:
    """The median of ``times`` runs, after ``warm_up`` runs that do not count."""
    for _ in range(warm_up):
        run()
    return median(seconds(run) for _ in range(times))
