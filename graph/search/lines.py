"""Lines: many short texts as one long one, which is searched at the speed of memory.

A name of a million is found in some tens of milliseconds, and nothing is kept beside the text and its offsets.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator

BREAK = "\n"  # no folded text holds it


class Lines:
    """Texts by number, from 0."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._starts = array("Q", [len(BREAK)])
        held = []
        for line in lines:
            held.append(line)
            self._starts.append(self._starts[-1] + len(line) + len(BREAK))
        self.text = BREAK.join(("", *held, ""))

    def __getitem__(self, number: int) -> str:
        """The text with a number."""
        return self.text[self._starts[number] : self._starts[number + 1] - len(BREAK)]

    def size(self, number: int) -> int:
        """How long the text with a number is."""
        return self._starts[number + 1] - self._starts[number] - len(BREAK)

    def start(self, number: int) -> int:
        """Where the text with a number begins in the whole."""
        return self._starts[number]

    def at(self, position: int) -> int:
        """The number of the text at a position of the whole."""
        return bisect_right(self._starts, position) - 1

    def occurrences(self, part: str) -> Iterator[int]:
        """Every position of the whole where ``part`` begins."""
        position = self.text.find(part)
        while position >= 0:
            yield position
            position = self.text.find(part, position + 1)

    def holding(self, part: str) -> Iterator[tuple[int, int]]:
        """Numbers of the texts that hold ``part``, each once, and the offset at which it first stands."""
        position = self.text.find(part)
        while position >= 0:
            number = self.at(position)
            yield number, position - self._starts[number]
            position = self.text.find(part, self._starts[number + 1] - len(BREAK))
