"""Answers kept in memory: a build never changes, so an answer of one build is right for as long as it is kept."""

import threading
from collections import OrderedDict
from collections.abc import Hashable


class AnswerCache:
    """Bytes by key, the least recently used going first once ``limit`` bytes are held. A limit of 0 keeps nothing."""

    def __init__(self, limit: int) -> None:
        self._limit, self._held = limit, 0
        self._entries: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> bytes | None:
        """The answer, if it is kept."""
        with self._lock:
            if key in self._entries:
                self._entries.move_to_end(key)
            return self._entries.get(key)

    def put(self, key: Hashable, answer: bytes) -> None:
        """Keep an answer."""
        if len(answer) > self._limit:
            return
        with self._lock:
            self._held += len(answer) - len(self._entries.pop(key, b""))
            self._entries[key] = answer
            while self._held > self._limit:
                _, oldest = self._entries.popitem(last=False)
                self._held -= len(oldest)
