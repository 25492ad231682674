"""How many solutions stand in the bytes of an answer: the engine writes them and does not say.

Each format is counted by what can only stand between its solutions, never inside a text.
"""

import re
from collections.abc import Callable
from typing import Protocol


class Counter(Protocol):
    """Counts in bytes that go by."""

    found: int

    def take(self, data: bytes) -> None:
        """Count what is complete with ``data``, which follows what was taken before."""


class Pattern:
    """Counts an expression whose matches are ``width`` bytes long."""

    def __init__(self, expression: bytes, width: int) -> None:
        self.found = 0
        self._expression, self._overlap = re.compile(expression), width - 1
        self._tail = b""

    def take(self, data: bytes) -> None:
        """Count; a match may begin in what came before."""
        text = self._tail + data
        self.found += len(self._expression.findall(text))
        self._tail = text[-self._overlap :]


class Lines:
    """Counts the lines below the header; with ``quoting``, line ends between quotes are part of a text."""

    def __init__(self, *, quoting: bool) -> None:
        self.found = -1
        self._quoting, self._inside = quoting, False

    def take(self, data: bytes) -> None:
        """Count."""
        if not self._quoting or (not self._inside and b'"' not in data):
            self.found += data.count(b"\n")
            return
        for part in data.split(b'"'):
            self.found += 0 if self._inside else part.count(b"\n")
            self._inside = not self._inside
        self._inside = not self._inside


COUNTERS: dict[str, Callable[[], Counter]] = {
    # an object and its first key; a text that ends in ',{' has , or } after its quote
    "json": lambda: Pattern(rb'[,\[]\{"[^,}]', 4),
    "xml": lambda: Pattern(rb"<result>", 8),  # in texts it is &lt;result>
    "csv": lambda: Lines(quoting=True),
    "tsv": lambda: Lines(quoting=False),
}
"""By the name of the format. JSON solutions that bind nothing at all are not counted."""
