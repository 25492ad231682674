"""Medians of values that are known within bounds."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from statistics import median

Span = tuple[Decimal | None, Decimal | None]
"""Where a value lies, from and to; None is no bound on that side."""

_LEAST, _MOST = Decimal("-Infinity"), Decimal("Infinity")


def hull(spans: Iterable[Span]) -> Span:
    """The narrowest span that holds all of ``spans``: what sources that differ leave open.

    >>> hull([(Decimal(50), Decimal(50)), (Decimal(55), Decimal(55))])
    (Decimal('50'), Decimal('55'))
    >>> hull([(Decimal(5), None), (Decimal(7), Decimal(7))])
    (Decimal('5'), None)
    """
    lowers, uppers = _ends(spans)
    return _finite(min(lowers)), _finite(max(uppers))


def median_span(spans: Sequence[Span]) -> Span:
    """Where the median of the true values lies: neither end can be passed by any choice of values within the spans.

    >>> median_span([(Decimal(1), Decimal(1)), (Decimal(3), Decimal(4)), (Decimal(9), None)])
    (Decimal('3'), Decimal('4'))
    >>> median_span([(Decimal(30), Decimal(30)), (Decimal(33), None)])
    (Decimal('31.5'), None)
    """
    lowers, uppers = _ends(spans)
    return _finite(median(lowers)), _finite(median(uppers))


def _ends(spans: Iterable[Span]) -> tuple[list[Decimal], list[Decimal]]:
    spans = list(spans)
    lowers = [_LEAST if lower is None else lower for lower, _ in spans]
    return lowers, [_MOST if upper is None else upper for _, upper in spans]


def _finite(end: Decimal) -> Decimal | None:
    return end if end.is_finite() else None
