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
    """Counts the lines below the header; within texts, ends of lines are escaped."""

    def __init__(self) -> None:
        self.found = -1

    def take(self, data: bytes) -> None:
        """Count."""
        self.found += data.count(b"\n")


COUNTERS: dict[str, Callable[[], Counter]] = {
    # an object and its first key; a text that ends in ',{' has , or } after its quote
    "json": lambda: Pattern(rb'[,\[]\{"[^,}]', 4),
    "xml": lambda: Pattern(rb"<result>", 8),  # in texts it is &lt;result>
    "tsv": Lines,
}
"""By the name of the format. JSON solutions that bind nothing at all are not counted."""
