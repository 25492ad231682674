"""Slips: texts that one character too many, too few, another or swapped with its neighbour keeps from being equal.

Of the beginning and the end of a text, with a character or more between them, a slip leaves one as it was. So only
the places where one of both stands are looked at.
"""

from collections.abc import Iterator
from itertools import chain, islice

from graph.search.folding import numbers
from graph.search.lines import BREAK, Lines

LOOKED = 100_000  # places at most: a beginning as common as this says little


def one_slip(one: str, other: str) -> bool:
    """Whether exactly one slip lies between two texts.

    >>> one_slip("guangdong", "guangdnog"), one_slip("shanxi", "shaanxi"), one_slip("hebei", "hebei")
    (True, True, False)
    """
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or one == other:
        return False
    same = next((i for i, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    short, long = short[same:], long[same:]
    if len(short) < len(long):
        return short == long[1:]
    return short[1:] == long[1:] or (short[:2] == long[1::-1] and short[2:] == long[2:])


def whole(lines: Lines, key: str) -> Iterator[int]:
    """Numbers of the texts that are one slip away from ``key``, which has four characters or more."""
    begin, end = _ends(key)
    begun = (position + 1 for position in lines.occurrences(BREAK + begin))
    for position in islice(chain(begun, lines.occurrences(end + BREAK)), LOOKED):
        number = lines.at(position)
        if abs(lines.size(number) - len(key)) <= 1 and _is_slip(key, lines[number]):
            yield number


def within(lines: Lines, key: str) -> Iterator[tuple[int, int, int]]:
    """Texts with a stretch that is one slip away from ``key`` but for its first and its last character.

    Gives the number, and the position of the stretch in the whole: its begin and its end.
    """
    begin, end = _ends(key)
    text, sizes = lines.text, (len(key), len(key) - 1, len(key) + 1)
    begun = ((at, at + size) for at in lines.occurrences(begin) for size in sizes)
    ended = ((at + len(end) - size, at + len(end)) for at in lines.occurrences(end) for size in sizes)
    for first, last in islice(chain(begun, ended), LOOKED):
        stretch = text[max(first, 0) : last]
        if stretch[:1] == key[0] and stretch[-1] == key[-1] and BREAK not in stretch and _is_slip(key, stretch):
            yield lines.at(first), first, last


def _is_slip(key: str, other: str) -> bool:
    """One slip, but not in a number: 图 2 is not a slip in 图 3."""
    return one_slip(key, other) and numbers(key) == numbers(other)


def _ends(key: str) -> tuple[str, str]:
    half = (len(key) - 1) // 2
    return key[:half], key[half + 1 :]
