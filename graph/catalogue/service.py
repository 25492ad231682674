"""Asking in one call, as every door does: texts in, one page of plain data out."""

from dataclasses import dataclass

from graph.catalogue.answering import ask
from graph.catalogue.binding import Given, bind_parameters
from graph.catalogue.definition import Question
from graph.catalogue.present import present
from graph.editions import Edition


@dataclass(frozen=True, slots=True)
class Page:
    """Which page of an answer: rows at most, and where it begins."""

    limit: int
    position: int = 0


def answer_page(
    edition: Edition, question: Question, given: Given, page: Page, *, language: str, cap: int
) -> dict[str, object]:
    """Answer ``question`` with ``given`` texts; raises the errors of questions (``ontology/errors.py``)."""
    values = bind_parameters(question, given, edition.names)
    answer = ask(edition.view, question, values, cap)
    return present(answer, edition.words, edition.names, language, limit=page.limit, position=page.position)
