"""One thread that sends batches while the next ones are made: making them is Python's work, writing is the server's."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

AHEAD = 2  # batches that are made and not yet written: more only take memory


class Pipeline:
    """Runs what it is given, in order. What goes wrong is raised by the next call."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="tidu-load")
        self._ahead: deque[Future[None]] = deque()

    def put(self, work: Callable[[], None]) -> None:
        """Run ``work`` when what came before is done; waits while too much is ahead."""
        while len(self._ahead) >= AHEAD:
            self._ahead.popleft().result()
        self._ahead.append(self._thread.submit(work))

    def drain(self) -> None:
        """Wait until all is done."""
        while self._ahead:
            self._ahead.popleft().result()

    def close(self) -> None:
        """Let what runs come to its end; what has not begun is dropped."""
        self._thread.shutdown(cancel_futures=True)
