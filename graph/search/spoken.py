"""How Chinese names sound: their pinyin with its syllables, and their initials."""

import re
from collections.abc import Iterable, Iterator

from graph.search import slips
from graph.search.folding import has_han
from graph.search.lines import Lines
from graph.search.ranking import Rank
from graph.search.transliteration import syllables

FEWEST = 2  # letters of a query by sound
BEGUN = 3  # letters of a syllable that is not finished: two fit too many
INSIDE = 4  # letters that may stand inside of a name

_VOWEL = re.compile("[aeiou]")  # without one, letters sound like nothing: 5g
_START, _REST = "1", "0"


class Spoken:
    """The sounds of folded names, under the same numbers; a name without Chinese has none."""

    def __init__(self, names: Iterable[str]) -> None:
        read = [syllables(name) if has_han(name) else [] for name in names]
        self._pinyin = Lines(map("".join, read))
        self._marks = Lines("".join(_START + _REST * (len(one) - 1) for one in found) for found in read).text
        self._initials = Lines(map(_initials, read))

    def matches(self, key: str) -> Iterator[tuple[int, Rank]]:
        """Numbers of the names that sound like ``key``, or have it for initials."""
        if len(key) < FEWEST or key.isdigit():
            return
        for position in self._pinyin.occurrences(key) if _VOWEL.search(key) else ():
            if self._marks[position] == _START and (rank := self._rank(position, len(key))) is not None:
                yield self._pinyin.at(position), rank
        for number, offset in self._initials.holding(key):
            if offset == 0:
                yield number, Rank.INITIALS if self._initials.size(number) == len(key) else Rank.INITIALS_PREFIX

    def slips(self, key: str) -> Iterator[int]:
        """Numbers of the names of several syllables whose whole pinyin is one slip away from ``key``."""
        return (number for number in slips.whole(self._pinyin, key) if self._initials.size(number))

    def slips_within(self, key: str) -> Iterator[int]:
        """Numbers of the names in which some whole syllables are one slip away from ``key``."""
        for number, first, last in slips.within(self._pinyin, key):
            if self._marks[first] == _START and self._marks[last] != _REST:
                yield number

    def _rank(self, position: int, size: int) -> Rank | None:
        number = self._pinyin.at(position)
        if position != self._pinyin.start(number):
            return Rank.PINYIN_PART if size >= INSIDE and self._marks[position + size] != _REST else None
        if size == self._pinyin.size(number):
            return Rank.PINYIN
        if _START in self._marks[position + 1 : position + size + 1]:
            return Rank.PINYIN_PREFIX
        return Rank.PINYIN_BEGUN if size >= BEGUN else None


def _initials(read: list[str]) -> str:
    """First letters, and other runs (5g) whole; none of a single character, whose first letter says nothing."""
    if len(read) < FEWEST:
        return ""
    return "".join(one if one[0].isdigit() else one[0] for one in read)
