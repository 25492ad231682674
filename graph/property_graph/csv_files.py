"""Rows in files of CSV, each with a header that names and types its columns; nothing but the columns is held.

The rows are gone through twice: a header has every property of every row below it, so they must be known first. A file
has one type for each column. Rows that give a property another type (a claim's value is a text or a number) go
into a second file of the same name.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from graph.property_graph.csv_cells import Cell, cell, kind
from ontology.errors import StoreError

ID = "id"  # the property that identifies nodes, in the import too
_SPECIAL = ":"  # begins the names of columns that are no properties (``:LABEL``)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the file it goes to (without ``.csv``), what it is about, and its cells by name of column."""

    stem: str
    about: str
    cells: Mapping[str, Cell]


@dataclass(slots=True)
class File:
    """A file: its path in the folder, its columns with their types, how many rows, and whether cells break lines."""

    path: str
    kinds: dict[str, str] = field(default_factory=dict)
    rows: int = 0
    breaks_lines: bool = False

    def takes(self, kinds: Mapping[str, str]) -> bool:
        """Whether a row with these types can stand here."""
        return all(self.kinds.get(name, found) == found for name, found in kinds.items())

    def header(self) -> str:
        """The first line."""
        return ",".join(_titled(name, found) for name, found in self.kinds.items()) + "\n"

    def line(self, cells: Mapping[str, Cell]) -> str:
        """The line of a row."""
        return ",".join(cell(cells[name]) if name in cells else "" for name in self.kinds) + "\n"


class Files:
    """The files by what goes into them."""

    def __init__(self) -> None:
        self._files: dict[str, list[File]] = {}

    def of(self, row: Row) -> File:
        """The file that a row goes to: the first of its name that takes it."""
        kinds = {name: kind(value) for name, value in row.cells.items()}
        files = self._files.setdefault(row.stem, [])
        found = next((file for file in files if file.takes(kinds)), None)
        if found is None:
            found = File(row.stem + (f".{len(files) + 1}" if files else "") + ".csv")
            files.append(found)
        found.kinds |= kinds
        return found

    def all(self) -> list[File]:
        """All of them, in the order of their names."""
        return sorted((file for files in self._files.values() for file in files), key=lambda file: file.path)


def write_rows(folder: Path, rows: Callable[[], Iterable[Row]]) -> list[File]:
    """Write rows, which are asked for twice and must be the same; raises StoreError for one that CSV cannot hold."""
    files = Files()
    for row in rows():
        _held(row, files.of)
    with ExitStack() as stack:
        opened = {file.path: stack.enter_context(_opened(folder / file.path)) for file in files.all()}
        for file in files.all():
            opened[file.path].write(file.header())
        for row in rows():
            _held(row, lambda row: _write(files.of(row), row, opened))
    return files.all()


def _held(row: Row, work: Callable[[Row], object]) -> None:
    try:
        work(row)
    except ValueError as error:  # a text that is not Unicode, too
        raise StoreError(f"{row.about} cannot be written as CSV: {error}") from error


def _write(file: File, row: Row, opened: Mapping[str, TextIO]) -> None:
    line = file.line(row.cells)
    opened[file.path].write(line)
    file.rows += 1
    file.breaks_lines |= "\n" in line[:-1] or "\r" in line


def _opened(path: Path) -> TextIO:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("w", encoding="utf-8", newline="")


def _titled(name: str, found: str) -> str:
    if name.startswith(_SPECIAL):
        return name
    return f"{name}:ID" if name == ID else f"{name}:{found}"
