"""Collecting problems: a loader goes on to the end of its input and then raises them all at once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from ontology.errors import InvalidInput, InvalidValue, Problem, UnknownName

T = TypeVar("T")


@dataclass
class Problems:
    """Problems found so far, in any file."""

    found: list[Problem] = field(default_factory=list)

    def add(self, file: str, row: int | None, column: str | None, reason: str) -> None:
        """Note one problem."""
        self.found.append(Problem(file, row, column, reason))

    def stop_if_any(self) -> None:
        """Raise InvalidInput with everything found; return if nothing was."""
        if self.found:
            raise InvalidInput(self.found)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells by column, and where it stands."""

    file: str
    number: int
    cells: dict[str, str]
    problems: Problems

    def __getitem__(self, column: str) -> str:
        """The cell, stripped; empty where the column is not there."""
        return self.cells.get(column, "").strip()

    def fail(self, column: str | None, reason: str) -> None:
        """Note a problem of this row."""
        self.problems.add(self.file, self.number, column, reason)

    def read(self, column: str, parse: Callable[[str], T]) -> T | None:
        """Parse a cell; None where it is empty, or where it does not parse (then the problem is noted)."""
        return self.attempt(column, lambda: parse(self[column])) if self[column] else None

    def need(self, column: str, parse: Callable[[str], T]) -> T | None:
        """Like ``read``, but an empty cell is a problem too."""
        if not self[column]:
            self.fail(column, "is empty")
        return self.read(column, parse)

    def attempt(self, column: str | None, make: Callable[[], T]) -> T | None:
        """Make a value; None where that fails (then the problem is noted with ``column``)."""
        try:
            return make()
        except (InvalidValue, UnknownName) as error:
            self.fail(column, str(error))
            return None
