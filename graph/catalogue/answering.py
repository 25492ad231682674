"""Asking a question: bind, run, group lines into rows, fold, sort, cut a page, fetch the words behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from graph.catalogue.definition import Asked, Column, Question
from graph.catalogue.rows import Row, sort_key
from graph.store import Bound, Cell, Line, Lines, View
from ontology.errors import AnswerTooLarge, StoreError

Values = dict[str, tuple[Bound, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """All rows of an answer, in order, with what was asked of which build."""

    question: Asked
    values: Values
    build: str
    rows: tuple[Row, ...]


def ask(view: View, question: Question, values: Values, cap: int) -> Answer:
    """Answer a question with bound values; raises AnswerTooLarge beyond ``cap`` flat lines."""
    lines = view.lines(question.query, {name: values.get(name, ()) for name in question.query.parameters})
    flat = list(islice(lines.rows, cap + 1))
    if len(flat) > cap:
        raise AnswerTooLarge(cap)
    rows = group(question, Lines(lines.columns, flat))
    if question.fold:
        rows = question.fold(rows, values)
    return answered(question, values, view.build, rows)


def answered(asked: Asked, values: Values, build: str, rows: Iterable[Row]) -> Answer:
    """The rows of a question or function in their order."""
    return Answer(asked, values, build, tuple(sorted(rows, key=_order(asked))))


def group(question: Question, lines: Lines) -> list[Row]:
    """Group flat lines by their columns, and collect the claims of each group.

    A cell of claims is a claim's identifier, or a list of claim ids in one text. A column that is unbound and not
    optional is an error in the question.
    """
    columns = [column for column in question.definition.columns if not column.folded]
    cells = _places(lines.columns, [column.name for column in columns], question.name)
    claims = _places(lines.columns, question.definition.claims, question.name)
    grouped: dict[Line, set[str]] = {}
    for line in lines.rows:
        found = grouped.setdefault(tuple(map(line.__getitem__, cells)), set())
        for place in claims:
            found.update(_ids(line[place]))
    for key in grouped:
        _check_bound(question, columns, key)
    names = [column.name for column in columns]
    return [Row(dict(zip(names, key, strict=True)), tuple(sorted(found))) for key, found in grouped.items()]


@lru_cache(maxsize=20_000)
def _ids(cell: Cell) -> tuple[str, ...]:
    """The ids in a cell of claims; cached, since the lists of a build's supports come again with every question."""
    return tuple(part.removeprefix("claim/") for part in str(cell or "").split())


def _places(columns: Sequence[str], wanted: Sequence[str], name: str) -> list[int]:
    missing = [column for column in wanted if column not in columns]
    if missing:
        raise StoreError(f"the query of {name} has no column {', '.join(missing)}")
    return [columns.index(column) for column in wanted]


def _check_bound(question: Question, columns: Sequence[Column], key: Line) -> None:
    if None in key:
        for column, cell in zip(columns, key, strict=True):
            if cell is None and not column.optional:
                raise StoreError(f"the column {column.name} of {question.name} is unbound in a line")


def _order(question: Asked) -> "_Order":
    names = [*question.definition.order, *(column.name for column in question.visible)]
    return _Order(tuple(dict.fromkeys(names)))


@dataclass(frozen=True, slots=True)
class _Order:
    names: tuple[str, ...]

    def __call__(self, row: Row) -> tuple[tuple[int, str, object], ...]:
        return tuple([sort_key(row.cells.get(name)) for name in self.names])
