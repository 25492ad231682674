"""Where SPARQL's answers are written: what XML cannot say is refused, and solutions are counted as they go by."""

import re

from graph.sparql.solutions import COUNTERS
from graph.workers import sink
from graph.workers.messages import NotWritable

_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


class Sink(sink.Sink):
    """A sink of the format ``form``."""

    def __init__(self, form: str, limit: int, *, packed: bool) -> None:
        super().__init__(limit, packed=packed)
        self.rows = COUNTERS[form]() if form in COUNTERS else None
        self._is_xml = form in ("xml", "rdf-xml")

    def write(self, data: bytes) -> int:
        """Write; raises ResultTooLarge, or NotWritable for characters that XML has no way to say."""
        written = self._said_in_xml(data) if self._is_xml else data
        super().write(written)
        if self.rows is not None:
            self.rows.take(written)
        return len(data)

    def _said_in_xml(self, data: bytes) -> bytes:
        if found := _NOT_XML.search(data):
            raise NotWritable(f"XML cannot hold the answer's character {found[0].decode()!r}; ask for another format")
        return data.replace(b"\r", b"&#13;")  # a parser of XML reads a bare one as a line's end
