"""Answers kept in memory: a build never changes, so an answer of one build is right for as long as it is kept."""

import gzip
import threading
from collections import OrderedDict
from dataclasses import dataclass, replace

Key = tuple[str | bytes, ...]

ENTRY = 500  # bytes that an entry takes beside its texts
WORTHWHILE = 1000  # bytes from which on compressing an answer is of use
LEVEL = 5  # of gzip: the levels above take much longer for little


@dataclass(frozen=True, slots=True)
class Body:
    """An answer as it is sent: its bytes, whether they are compressed, and the cursor of the page that follows."""

    content: bytes
    packed: bool = False
    next: str | None = None

    @property
    def gzipped(self) -> "Body":
        """The same compressed, where that is of use."""
        if self.packed or len(self.content) < WORTHWHILE:
            return self
        return replace(self, content=gzip.compress(self.content, LEVEL, mtime=0), packed=True)

    def __len__(self) -> int:
        return len(self.content) + len(self.next or "")


class AnswerCache:
    """Answers by key, the least recently used going first once ``limit`` bytes are held, the keys counted too.

    A limit of 0 keeps nothing.
    """

    def __init__(self, limit: int) -> None:
        self._limit, self._held = limit, 0
        self._entries: OrderedDict[Key, Body] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> Body | None:
        """The answer, if it is kept."""
        with self._lock:
            if key in self._entries:
                self._entries.move_to_end(key)
            return self._entries.get(key)

    def put(self, key: Key, answer: Body) -> None:
        """Keep an answer."""
        if _size(key, answer) > self._limit:
            return
        with self._lock:
            replaced = self._entries.pop(key, None)
            self._held += _size(key, answer) - (0 if replaced is None else _size(key, replaced))
            self._entries[key] = answer
            while self._held > self._limit:
                self._held -= _size(*self._entries.popitem(last=False))


def _size(key: Key, answer: Body) -> int:
    return ENTRY + len(answer) + sum(map(len, key))
