"""JSON lines: the object of a row on each line, as in ``rows`` of the JSON answer."""

from collections.abc import Iterable, Iterator

from pydantic_core import to_json

from api.formats.rows import Content, opened


def write(slices: Iterable[Content]) -> Iterator[bytes]:
    """A line a row."""
    for row in opened(slices)[1]:
        yield to_json(row) + b"\n"
