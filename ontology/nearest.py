"""The nearest names, for errors that say what was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, names: Iterable[str], count: int = 3) -> list[str]:
    """Up to ``count`` of ``names`` that look like ``name``, the nearest first; ``name`` is cut to 100 characters."""
    return get_close_matches(name[:100], sorted(names), n=count, cutoff=0.5)
