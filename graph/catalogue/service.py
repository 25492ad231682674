"""Asking in one call, as every door does: texts in, one page of plain data out."""

from dataclasses import dataclass

from graph.catalogue.answering import Answer, Values, answered, ask
from graph.catalogue.binding import Given, bind_parameters
from graph.catalogue.definition import Asked, Question
from graph.catalogue.functions import Function
from graph.catalogue.present import present
from graph.editions import Edition
from ontology.errors import AnswerTooLarge


@dataclass(frozen=True, slots=True)
class Page:
    """Which page of an answer: rows at most, and where it begins."""

    limit: int
    position: int = 0


def answer_page(
    edition: Edition, asked: Asked, given: Given, page: Page, *, language: str, cap: int
) -> dict[str, object]:
    """Answer ``asked`` with ``given`` texts; raises the errors of questions (``ontology/errors.py``)."""
    values = bind_parameters(asked, given, edition.names)
    answer = answer_all(edition, asked, values, cap)
    return present(answer, edition.words, edition.names, language, limit=page.limit, position=page.position)


def answer_all(edition: Edition, asked: Asked, values: Values, cap: int) -> Answer:
    """All rows of a question or function; raises AnswerTooLarge beyond ``cap`` of them."""
    if isinstance(asked, Question):
        return ask(edition.view, asked, values, cap)
    if isinstance(asked, Function):
        rows = asked.answer(edition, values)
        if len(rows) > cap:
            raise AnswerTooLarge(cap)
        return answered(asked, values, edition.id, rows)
    raise TypeError(type(asked).__name__)
