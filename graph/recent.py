"""What was used recently stays in memory: one cache within bounds, for whoever keeps something of a build."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Values by key, the least recently used going first once more than ``limit`` is held, as ``weigh`` counts.

    What weighs more than that alone is not kept; a limit of 0 keeps nothing that weighs. Safe to use from several
    threads.
    """

    def __init__(self, limit: int, weigh: Callable[[K, V], int]) -> None:
        self._limit, self._weigh, self._held = limit, weigh, 0
        self._entries: OrderedDict[K, V] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        """The value, if it is kept."""
        with self._lock:
            if key in self._entries:
                self._entries.move_to_end(key)
            return self._entries.get(key)

    def put(self, key: K, value: V) -> None:
        """Keep a value."""
        weight = self._weigh(key, value)
        if weight > self._limit:
            return
        with self._lock:
            replaced = self._entries.pop(key, None)
            self._held += weight - (0 if replaced is None else self._weigh(key, replaced))
            self._entries[key] = value
            while self._held > self._limit:
                self._held -= self._weigh(*self._entries.popitem(last=False))
