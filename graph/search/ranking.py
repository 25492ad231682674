"""Ranking: how well a name fits a query, and which of two fits better."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from graph.names import Named

Match = Literal["exact", "prefix", "part", "pinyin", "initials", "near"]


class Rank(IntEnum):
    """How a name fits, the best first."""

    EXACT = 0
    PREFIX = 1
    PART = 2
    WORDS = 3  # all words of the query, but not side by side
    PINYIN = 4
    PINYIN_PREFIX = 5  # the first syllable or more
    INITIALS = 6
    INITIALS_PREFIX = 7
    NEAR = 8  # one slip away
    PINYIN_PART = 9  # whole syllables
    NEAR_PINYIN = 10
    FRAGMENT = 11  # letters that begin inside of a word
    PINYIN_BEGUN = 12  # less than the first syllable
    NEAR_PART = 13

    @property
    def match(self) -> Match:
        """The word for it."""
        return _MATCHES[self]


_MATCHES: dict[Rank, Match] = {
    Rank.EXACT: "exact",
    Rank.PREFIX: "prefix",
    Rank.PART: "part",
    Rank.WORDS: "part",
    Rank.PINYIN: "pinyin",
    Rank.PINYIN_PREFIX: "pinyin",
    Rank.INITIALS: "initials",
    Rank.INITIALS_PREFIX: "initials",
    Rank.NEAR: "near",
    Rank.PINYIN_PART: "pinyin",
    Rank.NEAR_PINYIN: "near",
    Rank.FRAGMENT: "part",
    Rank.PINYIN_BEGUN: "pinyin",
    Rank.NEAR_PART: "near",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that a search found, and by which of its names."""

    named: Named
    matched: str
    rank: Rank
    size: int  # of the name, folded
    place: int  # of the name among those of the thing: the labels first

    @property
    def order(self) -> tuple[int, int, bool, str]:
        """Better ranks first, then shorter names, then labels before aliases, then by identifier."""
        return self.rank, self.size, self.place > 1, self.named.ref
