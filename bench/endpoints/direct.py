"""The engine called directly: the build's own store on disk, read-only, its answers serialised as a server would."""

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from bench.endpoints.questions import Question


class Direct:
    """The engine in this process."""

    def __init__(self, store: Path) -> None:
        self._store = ox.Store.read_only(str(store))
        default = self._store.quads_for_pattern(None, None, None, ox.DefaultGraph())
        self._union = next(iter(default), None) is None  # else the union is written in the default graph

    def answer(self, text: str) -> bytes:
        """The answer as JSON or N-Triples."""
        found = self._store.query(text, use_default_graph_as_union=self._union)
        if isinstance(found, ox.QueryTriples):
            return found.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
        return found.serialize(format=ox.QueryResultsFormat.JSON) or b""

    def sizes(self, question: Question) -> Sequence[int]:
        """How much each text of a question is answered with."""
        return [question.size(self.answer(text)) for text in question.texts]
