"""The index: the names of a build, folded, and what a query finds among them."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate

from graph.names import Named, Names
from graph.search import slips
from graph.search.folding import has_han, heard, letters, words
from graph.search.lines import Lines
from graph.search.ranking import Hit, Rank
from graph.search.spoken import Spoken
from ontology.schema import schema

SLIPPED = 4  # characters that a query must have to find names with a slip: of fewer, another makes another name
SLIPPED_INSIDE = 5  # characters that it must have to find them inside of names
HALF = 2  # Chinese characters at least on both sides of a gap
CUT = 30  # where a gap may lie at most: longer texts are not cut everywhere

_PIECE = re.compile(r"[^\W_]+|\S")
_Matches = Iterator[tuple[int, Rank]]


class Index:
    """Finds things by name. Its memory and the time that a query takes grow with the names, not faster.

    A query in Chinese characters is compared with names as they are written, never by sound: 山西 and 陕西 sound alike.
    """

    def __init__(self, things: Iterable[Named]) -> None:
        self._things = list(things)
        self._names = [
            (thing, place, name) for thing, named in enumerate(self._things) for place, name in enumerate(named.names())
        ]
        apart = [words(name) for _, _, name in self._names]
        self._folded = Lines(map("".join, apart))
        self._spaced = Lines(map(_apart, apart))

    @classmethod
    def of(cls, names: Names) -> "Index":
        """The index of all things that have names."""
        return cls(names.of_class("Thing"))

    def search(self, text: str, cls: str | None = None) -> list[Hit]:
        """Things of class ``cls``, or all, with a name that fits ``text``, the best first; never raises."""
        query = words(heard(text))
        if not query:
            return []
        best = _Best(self, cls)
        best.add(self._written(query))
        if any(map(has_han, query)):
            self._look_for_chinese_guesses("".join(query), best)
        else:
            if "".join(query).isalnum():  # signs have no sound
                best.add(self._spoken.matches(letters("".join(query))))
            self._look_for_latin_guesses(query, best)
        return sorted(best.hits.values(), key=lambda hit: hit.order)

    def hit(self, number: int, rank: Rank) -> Hit:
        """The name with a number as what a query found."""
        thing, place, name = self._names[number]
        return Hit(self._things[thing], name, rank, self._folded.size(number), place)

    @cached_property
    def _spoken(self) -> Spoken:
        """Made when first a query is not in Chinese: to transliterate takes longer than all else."""
        return Spoken(self._folded[number] for number in range(len(self._names)))

    @cached_property
    def _regions(self) -> frozenset[str]:
        """Chinese names of regions: the name of one is not a slip in that of another."""
        names = {self._folded[i] for i, (thing, _, _) in enumerate(self._names) if self._things[thing].cls == "Region"}
        return frozenset(name for name in names if len(name) > 1 and has_han(name))

    def _written(self, query: list[str]) -> _Matches:
        key = "".join(query)
        for number, offset in self._folded.holding(key):
            yield number, self._rank(number, offset, key)
        if len(query) > 1:
            wanted = {word if has_han(word) else f" {word}" for word in query}
            longest = max(wanted, key=lambda word: (len(word), word))
            for number, _ in self._spaced.holding(longest):
                name = self._spaced[number]
                if all(word in name for word in wanted):
                    yield number, Rank.WORDS

    def _rank(self, number: int, offset: int, key: str) -> Rank:
        size = self._folded.size(number)
        if offset == 0:
            return Rank.EXACT if size == len(key) else Rank.PREFIX
        if has_han(key) or _begins_word(self._spaced[number], key):
            return Rank.PART
        return Rank.FRAGMENT

    def _look_for_chinese_guesses(self, key: str, best: "_Best") -> None:
        """A query that is a name has no slip, and one whose halves stand in a name has a gap instead."""
        if len(key) < SLIPPED or best.is_exact:
            return
        if not best.hits:
            best.add(_ranked(self._with_a_gap(key), Rank.WORDS))
        regions = [name for name in self._regions if name in key]
        whole = slips.whole(self._folded, key)
        inside = (number for number, _, _ in slips.within(self._folded, key)) if len(key) >= SLIPPED_INSIDE else ()
        best.add(_ranked(self._about(regions, whole), Rank.NEAR))
        if not best.hits:
            best.add(_ranked(self._about(regions, inside), Rank.NEAR_PART))

    def _look_for_latin_guesses(self, query: list[str], best: "_Best") -> None:
        key = "".join(query)
        size = sum(map(str.isalpha, key))
        if size < SLIPPED:
            return
        best.add(_ranked(slips.whole(self._folded, key), Rank.NEAR))
        best.add(_ranked(self._spoken.slips(letters(key)), Rank.NEAR_PINYIN))
        if not best.hits and size >= SLIPPED_INSIDE:
            best.add(_ranked((number for number, _, _ in slips.within(self._spaced, _apart(query))), Rank.NEAR_PART))
            best.add(_ranked(self._spoken.slips_within(letters(key)), Rank.NEAR_PART))

    def _with_a_gap(self, key: str) -> Iterator[int]:
        """Names that say more in the middle: 北京朝阳 is in 北京市朝阳区."""
        for cut in range(HALF, min(len(key), CUT) - HALF + 1):
            one, other = key[:cut], key[cut:]
            for number, offset in self._folded.holding(one):
                if other in self._folded[number][offset + cut :]:
                    yield number

    def _about(self, regions: list[str], numbers: Iterable[int]) -> Iterator[int]:
        """Those of the names that hold the regions too which the query names."""
        for number in numbers:
            name = self._folded[number]
            if all(region in name for region in regions):
                yield number


class _Best:
    """The best name of each thing of a class."""

    def __init__(self, index: Index, cls: str | None) -> None:
        self._index = index
        self._cls = cls
        self._accepted: dict[str, bool] = {}
        self.hits: dict[str, Hit] = {}

    def add(self, matches: Iterable[tuple[int, Rank]]) -> None:
        for number, rank in matches:
            hit = self._index.hit(number, rank)
            known = self.hits.get(hit.named.ref)
            if (known is None or hit.order < known.order) and self._accepts(hit.named.cls):
                self.hits[hit.named.ref] = hit

    @property
    def is_exact(self) -> bool:
        return any(hit.rank is Rank.EXACT for hit in self.hits.values())

    def _accepts(self, cls: str) -> bool:
        if cls not in self._accepted:
            self._accepted[cls] = self._cls is None or schema().is_a(cls, self._cls)
        return self._accepted[cls]


def _begins_word(name: str, key: str) -> bool:
    """Whether one of the words in a name, or a run of them, begins as ``key`` does; signs part words, too."""
    parts = _PIECE.findall(name)
    whole = "".join(parts)
    return any(whole.startswith(key, start) for start in accumulate(map(len, parts)))


def _apart(query: Iterable[str]) -> str:
    return f" {' '.join(query)} "


def _ranked(numbers: Iterable[int], rank: Rank) -> _Matches:
    return ((number, rank) for number in numbers)
