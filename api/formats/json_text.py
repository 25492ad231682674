"""JSON: one object for the whole page."""

from collections.abc import Iterable, Iterator
from typing import cast

from pydantic_core import to_json

from api.formats.rows import Content


def write(slices: Iterable[Content]) -> Iterator[bytes]:
    """The page, its slices put together."""
    first, *rest = slices
    if rest:
        rows: list[object] = []
        for each in (first, *rest):
            rows += cast("list[object]", each["rows"])
        first = {**first, "rows": rows, "next": rest[-1]["next"]}
    yield to_json(first)
