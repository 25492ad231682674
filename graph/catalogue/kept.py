"""Answers kept between their pages, so that a page costs what its own rows cost, however many there are."""

import threading
from collections import OrderedDict

from graph.catalogue.answering import Answer

Key = tuple[str, str]  # a build, which never changes, and the digest of what was asked of it


class KeptAnswers:
    """Answers by what was asked, the least recently used going first once ``limit`` rows are held.

    An answer of more rows than that is not kept; a limit of 0 keeps nothing. Safe to use from several threads.
    """

    def __init__(self, limit: int) -> None:
        self._limit, self._held = limit, 0
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> Answer | None:
        """The answer, if it is kept."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def put(self, key: Key, answer: Answer) -> None:
        """Keep an answer."""
        if len(answer.rows) > self._limit:
            return
        with self._lock:
            replaced = self._answers.pop(key, None)
            self._held += len(answer.rows) - (len(replaced.rows) if replaced else 0)
            self._answers[key] = answer
            while self._held > self._limit:
                self._held -= len(self._answers.popitem(last=False)[1].rows)
