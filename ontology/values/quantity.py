"""Quantities: a number in its unit with the hedge that the source puts on it, and the bounds that follow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from ontology.errors import InvalidValue
from ontology.values.units import Unit, unit
from ontology.values.vocabulary import Word

_DECIMAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


class Comparator(Word):
    """The hedge of a number. It speaks of the magnitude: a fall of more than 5 % is value -5, comparator ``>``."""

    EQUAL = "="
    MORE = ">"  # 超 逾 突破 多 余
    AT_LEAST = ">="  # 以上 不少于
    LESS = "<"  # 不足
    AT_MOST = "<="  # 以下 以内
    NEARLY = "~<"  # 近 接近
    ABOUT = "~"  # 约 左右


def decimal(text: str) -> Decimal:
    """Read a plain decimal (``-12.50``): no exponent, no separators, no special values."""
    if not _DECIMAL.fullmatch(text):
        raise InvalidValue("number", text, "a plain decimal such as 12, 3.57 or -4.2")
    return Decimal(text)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where the true value lies. None is no bound on that side; an open end does not belong."""

    lower: Decimal | None
    upper: Decimal | None
    lower_open: bool = False
    upper_open: bool = False

    @property
    def lower_inclusive(self) -> bool | None:
        """Whether the lower end belongs; None where there is none."""
        return None if self.lower is None else not self.lower_open

    @property
    def upper_inclusive(self) -> bool | None:
        """Whether the upper end belongs; None where there is none."""
        return None if self.upper is None else not self.upper_open

    def disjoint(self, other: Bounds) -> bool:
        """Whether no value lies in both."""
        return self._below(other) or other._below(self)

    def _below(self, other: Bounds) -> bool:
        if self.upper is None or other.lower is None:
            return False
        return self.upper < other.lower or (self.upper == other.lower and (self.upper_open or other.lower_open))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed (``text``, a decimal in ``unit``), or a printed range (``lower`` to ``upper``)."""

    text: str | None
    unit: Unit
    comparator: Comparator = Comparator.EQUAL
    lower: str | None = None
    upper: str | None = None

    @classmethod
    def parse(cls, value: str, symbol: str, comparator: str = "", lower: str = "", upper: str = "") -> Self:
        """Make a quantity from the cells of a row; raise InvalidValue for what does not parse."""
        if bool(value) == bool(lower or upper):
            raise InvalidValue("quantity", value, "either a value, or a printed range in lower and upper")
        for text in filter(None, (value, lower, upper)):
            decimal(text)
        if bool(lower) != bool(upper) or (lower and decimal(lower) > decimal(upper)):
            raise InvalidValue("range", f"{lower}…{upper}", "both ends, lower not above upper (one end: >= or <=)")
        return cls(value or None, unit(symbol), Comparator.parse(comparator or "="), lower or None, upper or None)

    @property
    def printed(self) -> str:
        """The number as printed, or both ends of a range with a slash between (40/50)."""
        return self.text or f"{self.lower or ''}/{self.upper or ''}"

    @property
    def number(self) -> Decimal | None:
        """The value in the base unit: 1.2 万家 is 12000. None for a printed range."""
        return None if self.text is None else Decimal(self.text) * self.unit.scale

    def bounds(self) -> Bounds:
        """The bounds in the base unit that the hedge allows.

        ``=`` is the number itself. ``>`` reaches to the next step of the last printed digit that counts (12万多 lies
        in (12万, 13万)). ``~<`` is half such a step below, ``~`` half a step on both sides; ``>=``, ``<`` and ``<=``
        leave the other side open.
        """
        scale = self.unit.scale
        if self.text is None:
            return Bounds(_read(self.lower, scale), _read(self.upper, scale))
        value = Decimal(self.text)
        step = Decimal(1).scaleb(_last_digit(self.text))
        low, high, low_open, high_open = _around(abs(value), step, self.comparator)
        if value < 0:
            low, high, low_open, high_open = _minus(high), _minus(low), high_open, low_open
        return Bounds(_times(low, scale), _times(high, scale), low_open, high_open)


_Ends = tuple[Decimal | None, Decimal | None, bool, bool]


def _around(value: Decimal, step: Decimal, comparator: Comparator) -> _Ends:
    half = step / 2
    return {
        Comparator.EQUAL: (value, value, False, False),
        Comparator.MORE: (value, value + step, True, True),
        Comparator.AT_LEAST: (value, None, False, False),
        Comparator.LESS: (None, value, False, True),
        Comparator.AT_MOST: (None, value, False, False),
        Comparator.NEARLY: (value - half, value, False, True),
        Comparator.ABOUT: (value - half, value + half, False, False),
    }[comparator]


def _last_digit(text: str) -> int:
    """The power of ten of the last digit that counts: 7600 → 2, 3.57 → -2, 0.10 → -2."""
    whole, _, fraction = text.lstrip("-").partition(".")
    if fraction:
        return -len(fraction)
    return len(whole) - len(whole.rstrip("0")) if whole.strip("0") else 0


def _minus(value: Decimal | None) -> Decimal | None:
    return None if value is None else -value


def _read(end: str | None, scale: Decimal) -> Decimal | None:
    return None if end is None else Decimal(end) * scale


def _times(value: Decimal | None, scale: Decimal) -> Decimal | None:
    return None if value is None else value * scale
