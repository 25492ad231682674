"""Answers kept in memory: a build never changes, so an answer of one build is right for as long as it is kept."""

import threading
from collections import OrderedDict

Key = tuple[str | bytes, ...]

ENTRY = 500  # bytes that an entry takes beside its texts


class AnswerCache:
    """Bytes by key, the least recently used going first once ``limit`` bytes are held, the keys counted too.

    A limit of 0 keeps nothing.
    """

    def __init__(self, limit: int) -> None:
        self._limit, self._held = limit, 0
        self._entries: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> bytes | None:
        """The answer, if it is kept."""
        with self._lock:
            if key in self._entries:
                self._entries.move_to_end(key)
            return self._entries.get(key)

    def put(self, key: Key, answer: bytes) -> None:
        """Keep an answer."""
        if _size(key, answer) > self._limit:
            return
        with self._lock:
            replaced = self._entries.pop(key, None)
            self._held += _size(key, answer) - (0 if replaced is None else _size(key, replaced))
            self._entries[key] = answer
            while self._held > self._limit:
                self._held -= _size(*self._entries.popitem(last=False))


def _size(key: Key, answer: bytes) -> int:
    return ENTRY + len(answer) + sum(map(len, key))
