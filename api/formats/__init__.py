"""How answers are written: JSON, CSV, JSON lines or a workbook; the same for the API and the command line.

A writer takes an answer as slices, plain data of some rows each (``answer_slices``), and gives bytes as they come.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from api.formats import csv_text, json_lines, json_text
from api.formats.rows import Content


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name in ``format=`` and at the end of a file's name, its media types, the first one as sent."""

    name: str
    media_types: tuple[str, ...]
    write: Callable[[Iterable[Content]], Iterator[bytes]]
    parameters: str = ""  # of the media type
    packs: bool = True  # whether compressing it is of use
    whole: bool = True  # whether all rows come where no limit is given; they are then a file to be saved

    @property
    def content_type(self) -> str:
        """What is sent as Content-Type."""
        return self.media_types[0] + self.parameters


def _workbook(slices: Iterable[Content]) -> Iterator[bytes]:
    from api.formats import workbook  # noqa: PLC0415 # its library takes a while to load, and few ask for it

    return workbook.write(slices)


JSON = Format("json", ("application/json",), json_text.write, whole=False)
CSV = Format("csv", ("text/csv",), csv_text.write, "; charset=utf-8; header=present")
JSONL = Format("jsonl", ("application/x-ndjson", "application/jsonl", "application/x-jsonlines"), json_lines.write)
XLSX = Format("xlsx", ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",), _workbook, packs=False)
FORMATS = {form.name: form for form in (JSON, CSV, XLSX, JSONL)}
