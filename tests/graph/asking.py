"""Asking the catalogue in tests: an edition, rows by question and texts, questions made on the spot."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from graph.catalogue.answering import ask
from graph.catalogue.binding import bind_parameters
from graph.catalogue.definition import Question, question, read_question
from graph.catalogue.rows import Row
from graph.editions import Edition, Editions
from graph.settings import Settings
from graph.store import Line, Lines, Query, Values, View

CAP = 1_000_000


@cache
def edition(data: Path) -> Edition:
    return Editions(Settings(data=data, store="")).current()


def rows(data: Path, name: str, **given: str | list[str]) -> tuple[Row, ...]:
    found = edition(data)
    texts = {key: [value] if isinstance(value, str) else value for key, value in given.items()}
    return ask(found.view, question(name), bind_parameters(question(name), texts, found.names), CAP).rows


def examples(asked: Question) -> dict[str, list[str]]:
    """The examples of the required parameters."""
    return {p.name: [p.example] for p in asked.definition.parameters if p.required}


@dataclass
class FakeView:
    """Gives the same lines to every query."""

    columns: tuple[str, ...]
    rows: Sequence[Line]
    build: str = "build-1"
    is_stale: bool = False
    asked: list[Values] = field(default_factory=list)

    def lines(self, query: Query, values: Values) -> Lines:  # noqa: ARG002 # the contract of views
        self.asked.append(values)
        return Lines(self.columns, iter(self.rows))

    def close(self) -> None:
        return None


def shuffled(view: View, asked: Question, values: Values, seed: int) -> FakeView:
    """A view that gives the lines of ``asked`` in another order."""
    lines = view.lines(asked.query, {name: values.get(name, ()) for name in asked.query.parameters})
    found = list(lines.rows)
    random.Random(seed).shuffle(found)  # noqa: S311 # a test's order, not a secret
    return FakeView(lines.columns, found)


YAML = """
group: regions
title: {zh: 问, en: ask}
description: {zh: 问, en: ask}
parameters:
  - {name: given, type: text, example: a, title: {zh: 给, en: given}}
columns:
  - {name: thing, type: text, title: {zh: 物, en: thing}}
  - {name: amount, type: integer, optional: true, title: {zh: 数, en: amount}}
order: [thing]
"""
QUERY = """SELECT ?thing ?amount ?claim WHERE {
  VALUES ?given { UNDEF }
  BIND (?given AS ?thing)
}
"""
FOLD = "def fold(rows, values):\n    return rows\n"


def make(folder: Path, yaml: str = YAML, query: str = QUERY, fold: str | None = None) -> Question:
    """A question out of the texts of its files; the folder's name becomes its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "question.yaml").write_text(yaml, encoding="utf-8")
    (folder / "query.rq").write_text(query, encoding="utf-8")
    if fold is not None:
        (folder / "fold.py").write_text(fold, encoding="utf-8")
    return read_question(folder)
