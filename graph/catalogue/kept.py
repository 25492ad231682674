"""Answers kept between their pages, so that a page costs what its own rows cost, however many there are."""

from graph.catalogue.answering import Answer
from graph.recent import Recent

Key = tuple[str, str]  # a build, which never changes, and the digest of what was asked of it


class KeptAnswers(Recent[Key, Answer]):
    """Answers by what was asked, up to ``limit`` rows of them."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit, lambda _, answer: len(answer.rows))
