"""Where competitors stand among each other: what ``figures.ranks`` says, without a look at every pair."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import chain

from graph.catalogue.figures import is_undecided, ranks
from graph.catalogue.overlaps import Overlaps
from graph.catalogue.rows import Value
from ontology.values.quantity import Bounds

_LEAST, _MOST = Decimal("-Infinity"), Decimal("Infinity")
_End = tuple[Decimal, int]  # an open end lies just inside of its number


class Standing:
    """The competitors of one list, each with all the values that sources give it."""

    def __init__(self, rivals: Mapping[Value, Sequence[Bounds]]) -> None:
        self._rivals = rivals
        self._lowers = sorted(min(map(_low, given)) for given in rivals.values())
        self._uppers = sorted(max(_high(each)[0] for each in given) for given in rivals.values())
        single = [(given[0], rival) for rival, given in rivals.items() if len(given) == 1]
        self._single = Overlaps(single)
        self._wide = Overlaps((bounds, rival) for bounds, rival in single if not _is_point(bounds))
        self._several = [rival for rival, given in rivals.items() if len(given) > 1]

    def ranks(self, mine: Bounds, rival: Value) -> tuple[int, int]:
        """The best and the worst rank of a competitor whose value is ``mine``."""
        ahead = len(self._lowers) - bisect_right(self._lowers, _high(mine))
        perhaps = len(self._uppers) - bisect_right(self._uppers, _low(mine)[0])
        own_ahead, own_perhaps = ranks(mine, [self._rivals[rival]])
        return 2 + ahead - own_ahead, 2 + perhaps - own_perhaps

    def undecided(self, mine: Bounds, rival: Value) -> list[Value]:
        """The others with whom it is open how the value compares; equal numbers are decided."""
        single = (self._wide if _is_point(mine) else self._single).of(mine)
        several = (other for other in self._several if is_undecided(mine, self._rivals[other]))
        return [other for other in chain(single, several) if other != rival]


def _is_point(bounds: Bounds) -> bool:
    return bounds.lower is not None and bounds.lower == bounds.upper


def _low(bounds: Bounds) -> _End:
    return (_LEAST, 0) if bounds.lower is None else (bounds.lower, int(bounds.lower_open))


def _high(bounds: Bounds) -> _End:
    return (_MOST, 0) if bounds.upper is None else (bounds.upper, -int(bounds.upper_open))
