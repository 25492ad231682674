"""Where a worker writes an answer: memory while it is small, then a file without a name; packed if asked for."""

import gzip
import re
from tempfile import SpooledTemporaryFile
from typing import IO, Self, cast

from graph.sparql.jobs import NotWritable
from graph.sparql.solutions import COUNTERS
from ontology.errors import ResultTooLarge

SMALL = 64 * 1024
LEVEL = 4  # of compression: half the time of the usual 6, for a twentieth more bytes

_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


class Sink:
    """Takes bytes, counts them, and refuses more than ``limit``.

    The file has no name: it is gone when the last process that has it open lets go, however it ends.
    """

    def __init__(self, form: str, limit: int, *, packed: bool) -> None:
        self.size = 0
        self.rows = COUNTERS[form]() if form in COUNTERS else None
        self._limit, self._is_xml = limit, form in ("xml", "rdf-xml")
        self.spool = cast("IO[bytes]", SpooledTemporaryFile(max_size=SMALL))  # noqa: SIM115 # its reader closes it
        self._out = gzip.GzipFile(fileobj=self.spool, mode="wb", compresslevel=LEVEL, mtime=0) if packed else self.spool

    def __enter__(self) -> Self:
        """Nothing but the sink: it outlives the block unless that fails."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Let go of what was written where it did not come to an end."""
        if kind is not None:
            self.spool.close()

    def write(self, data: bytes) -> int:
        """Write; raises ResultTooLarge, or NotWritable for characters that XML has no way to say."""
        written = self._said_in_xml(data) if self._is_xml else data
        self.size += len(written)
        if self.size > self._limit:
            raise ResultTooLarge(self._limit)
        if self.rows is not None:
            self.rows.take(written)
        self._out.write(written)
        return len(data)

    def _said_in_xml(self, data: bytes) -> bytes:
        if found := _NOT_XML.search(data):
            raise NotWritable(f"XML cannot hold the answer's character {found[0].decode()!r}; ask for another format")
        return data.replace(b"\r", b"&#13;")  # a parser of XML reads a bare one as a line's end

    def flush(self) -> None:
        """Nothing: bytes go out when all are there."""

    def finish(self) -> None:
        """Write what compression holds back, and go to the start."""
        if self._out is not self.spool:
            self._out.close()
        self.spool.flush()
        self.spool.seek(0)

    @property
    def is_small(self) -> bool:
        """Whether all of it is still in memory."""
        return not getattr(self.spool, "_rolled", True)
