"""Asking in one call, as every door does: texts in, pages of plain data out."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from graph.catalogue.answering import Answer, Values, answered, ask
from graph.catalogue.binding import Given, bind_parameters
from graph.catalogue.cursor import Cursor, digest
from graph.catalogue.definition import Asked, Question
from graph.catalogue.functions import Function
from graph.catalogue.kept import KeptAnswers
from graph.catalogue.present import present
from graph.editions import Edition
from ontology.errors import AnswerTooLarge

SLICE = 1000  # rows that are plain data at the same time, of a long page


@dataclass(frozen=True, slots=True)
class Page:
    """Which page of an answer: rows at most, and where it begins; ``cursor`` is what says so, where one was given."""

    limit: int
    position: int = 0
    cursor: Cursor | None = None


def answer_page(
    edition: Edition, asked: Asked, given: Given, page: Page, *, language: str, cap: int
) -> dict[str, object]:
    """Answer ``asked`` with ``given`` texts; raises the errors of questions (``ontology/errors.py``)."""
    values = bind_parameters(asked, given, edition.names)
    answer = _answer(edition, asked, values, page, cap, None)
    return present(answer, edition.words, edition.names, language, limit=page.limit, position=page.position)


def answer_slices(
    edition: Edition, asked: Asked, given: Given, page: Page, *, language: str, cap: int, kept: KeptAnswers
) -> Iterator[dict[str, object]]:
    """The same page as slices of a thousand rows, each like a page, so that a long one is never held as a whole.

    What is wrong with the question is raised here, not while the slices are taken.
    """
    values = bind_parameters(asked, given, edition.names)
    answer = _answer(edition, asked, values, page, cap, kept)
    first, *starts = range(page.position, max(_end(answer, page), page.position + 1), SLICE)

    def shown(start: int) -> dict[str, object]:
        limit = min(SLICE, max(_end(answer, page) - start, 0))
        return present(answer, edition.words, edition.names, language, limit=limit, position=start)

    return chain([shown(first)], map(shown, starts))


def _end(answer: Answer, page: Page) -> int:
    return min(page.position + page.limit, len(answer.rows))


def _answer(edition: Edition, asked: Asked, values: Values, page: Page, cap: int, kept: KeptAnswers | None) -> Answer:
    """All rows; those of an answer of several pages come from memory, where ``kept`` has them."""
    key = (edition.id, digest(asked.name, values))
    if page.cursor:
        page.cursor.check(key[1])
    answer = kept.get(key) if kept else None
    if answer is None:
        answer = answer_all(edition, asked, values, cap)
        if kept and len(answer.rows) > page.limit:
            kept.put(key, answer)
    return answer


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
