"""Answers kept in memory: a build never changes, so an answer of one build is right for as long as it is kept."""

import gzip
from dataclasses import dataclass, replace

from graph.recent import Recent

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


class AnswerCache(Recent[Key, Body]):
    """Answers by key, up to ``limit`` bytes of them, the keys counted too."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit, _size)


def _size(key: Key, answer: Body) -> int:
    return ENTRY + len(answer) + sum(map(len, key))
