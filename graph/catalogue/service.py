"""Asking in one call, as every door does: texts in, one page of plain data out."""

from dataclasses import dataclass

from graph.catalogue.answering import ask
from graph.catalogue.binding import Given, bind_parameters
from graph.catalogue.cursor import Cursor
from graph.catalogue.definition import Question
from graph.catalogue.present import present
from graph.library import Edition, Library


@dataclass(frozen=True, slots=True)
class Page:
    """Which page of an answer: rows at most, and where it begins."""

    limit: int
    cursor: str | None = None


def answer_page(
    library: Library, question: Question, given: Given, page: Page, *, language: str, cap: int
) -> tuple[Edition, dict[str, object]]:
    """Answer ``question`` with ``given`` texts; raises the errors of questions (``ontology/errors.py``).

    A cursor leads back to the build that its first page came from.
    """
    cursor = Cursor.parse(page.cursor) if page.cursor else None
    edition = library.edition(cursor.build) if cursor else library.current()
    values = bind_parameters(question, given, edition.names)
    answer = ask(edition.view, question, values, cap)
    position = cursor.position if cursor else 0
    return edition, present(answer, edition.words, edition.names, language, limit=page.limit, position=position)
