"""Where a worker writes an answer: memory while it is small, then a file without a name; packed if asked for."""

import gzip
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Self, cast

from graph.workers.messages import Kind
from ontology.errors import ResultTooLarge

SMALL = 64 * 1024
LEVEL = 4  # of compression: half the time of the usual 6, for a twentieth more bytes


class Sink:
    """Takes bytes, counts them, and refuses more than ``limit``, which the setting of that name says.

    The file has no name: it is gone when the last process that has it open lets go, however it ends.
    """

    setting = "TIDU_QUERY_RESULT"

    def __init__(self, limit: int, *, packed: bool) -> None:
        self.size = 0
        self._limit = limit
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
        """Write; raises ResultTooLarge."""
        self.size += len(data)
        if self.size > self._limit:
            raise ResultTooLarge(self._limit, setting=self.setting)
        self._out.write(data)
        return len(data)

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


@dataclass(frozen=True, slots=True)
class Written:
    """An answer: its kind, how many rows, solutions or triples it has (None: yes or no), and the sink that holds it."""

    kind: Kind
    rows: int | None
    sink: Sink
