"""Reading CSV tables strictly: UTF-8, a known header, no short or long rows, no control characters."""

import csv
import io
from collections.abc import Collection
from pathlib import Path

from loaders.problems import Problems, Row


def read_table(path: Path, name: str, columns: Collection[str], problems: Problems) -> list[Row]:
    """The rows of the table at ``path``, which errors call ``name``.

    A missing file is an empty table. The header must hold exactly ``columns``, in any order.
    """
    if not path.exists():
        return []
    if not path.is_file():
        problems.add(name, None, None, "is not a file")
        return []
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.add(name, None, None, f"is not UTF-8 (byte {error.start})")
        return []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)  # splitlines() would also split at U+2028
    try:
        lines = [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        problems.add(name, reader.line_num, None, f"is not CSV: {error}")
        return []
    if not _header(lines[0][1] if lines else [], name, columns, problems):
        return []
    return [row for line, cells in lines[1:] if (row := _row(lines[0][1], cells, name, line, problems))]


def _header(header: list[str], name: str, columns: Collection[str], problems: Problems) -> bool:
    before = len(problems.found)
    for column in header:
        if column not in columns:
            problems.add(name, 1, column, f"is not a column of this table; accepted: {', '.join(columns)}")
        elif header.count(column) > 1:
            problems.add(name, 1, column, "stands twice in the header")
    for column in columns:
        if column not in header:
            problems.add(name, 1, column, "is missing from the header")
    return len(problems.found) == before


def _row(header: list[str], cells: list[str], name: str, line: int, problems: Problems) -> Row | None:
    if len(cells) != len(header):
        problems.add(name, line, None, f"has {len(cells)} cells, the header {len(header)}")
        return None
    row = Row(name, line, dict(zip(header, cells, strict=True)), problems)
    for column, cell in row.cells.items():
        if any(ord(char) < 32 or 0xD800 <= ord(char) < 0xE000 for char in cell):
            row.fail(column, "holds a control character")
    return row
