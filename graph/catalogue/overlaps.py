"""Bounds that have a value in common with others, found without a look at every pair: most figures are one number."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from decimal import Decimal
from typing import Generic, TypeVar

from ontology.values.quantity import Bounds

T = TypeVar("T")


class Overlaps(Generic[T]):
    """What lies within bounds, whatever it is: single numbers in order, and the others one by one."""

    def __init__(self, found: Iterable[tuple[Bounds, T]]) -> None:
        points: list[tuple[Decimal, Bounds, T]] = []
        self._wide: list[tuple[Bounds, T]] = []
        for bounds, each in found:
            if bounds.lower is not None and bounds.lower == bounds.upper:
                points.append((bounds.lower, bounds, each))
            else:
                self._wide.append((bounds, each))
        points.sort(key=lambda point: point[0])
        self._numbers = [number for number, _, _ in points]
        self._points = [(bounds, each) for _, bounds, each in points]

    def of(self, bounds: Bounds) -> list[T]:
        """All whose bounds are not disjoint from ``bounds``."""
        first = 0 if bounds.lower is None else bisect_left(self._numbers, bounds.lower)
        last = len(self._numbers) if bounds.upper is None else bisect_right(self._numbers, bounds.upper)
        return [each for other, each in (*self._points[first:last], *self._wide) if not bounds.disjoint(other)]
