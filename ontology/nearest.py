"""The nearest names, for errors that say what was probably meant."""

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from itertools import takewhile


def nearest(name: str, names: Iterable[str], count: int = 3) -> list[str]:
    """Up to ``count`` of ``names`` that look like ``name``, the nearest first; ``name`` is cut to 100 characters."""
    wanted = name[:100]
    found = get_close_matches(wanted, names := sorted(names), n=max(len(names), 1), cutoff=0.5)

    def distance(other: str) -> tuple[float, int, str]:
        return -SequenceMatcher(None, other, wanted).ratio(), abs(len(other) - len(_common(wanted, other))), other

    return sorted(found, key=distance)[:count]


def alike(name: str, names: Iterable[str], count: int = 3) -> list[str]:
    """Up to ``count`` of ``names`` that begin as ``name`` does, by two characters at least, the longest so first."""
    lengths = {other: len(_common(name, other)) for other in names}
    return sorted((other for other in lengths if lengths[other] > 1), key=lambda o: (-lengths[o], o))[:count]


def _common(first: str, second: str) -> str:
    """What both begin with."""
    return "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))
