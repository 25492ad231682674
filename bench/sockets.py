"""``python -m bench.sockets``: a small answer by HTTP parser, and by whether the socket says that it is TCP.

What ``docs/decisions/0009`` rests on.
"""

import multiprocessing
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import uvicorn

from api.app import create_app
from bench.processes import Server, build, get
from bench.question import path
from bench.timing import median_seconds
from graph.settings import settings

Parser = Literal["h11", "httptools"]
PARSERS: tuple[Parser, ...] = ("h11", "httptools")
PROTOCOLS = {"unnamed": 0, "TCP": socket.IPPROTO_TCP}


def main() -> None:
    """Measure the four ways, and print the median of each."""
    with TemporaryDirectory(prefix="tidu-bench-") as folder:
        build(Path(folder))
        for parser, (name, protocol) in product(PARSERS, PROTOCOLS.items()):
            with serving(Path(folder), parser, protocol) as server:
                connection = server.connect()
                milliseconds = 1000 * median_seconds(lambda c=connection: get(c, f"{path('leading')}?limit=1"), 100, 10)  # type: ignore[misc] # a default binds the loop's variable
                print(f"{parser:<10} socket {name:<8} {milliseconds:6.2f} ms")
                connection.close()


@contextmanager
def serving(data: Path, parser: Parser, protocol: int) -> Iterator[Server]:
    """The application on a free port, run with one parser and kind of socket in a process of its own."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, protocol) as listener:
        listener.bind(("127.0.0.1", 0))
        process = multiprocessing.get_context("fork").Process(target=_serve, args=(listener, data, parser))
        process.start()
        try:
            yield Server(process.pid or 0, *listener.getsockname())
        finally:
            process.terminate()
            process.join()


def _serve(listener: socket.socket, data: Path, parser: Parser) -> None:
    config = uvicorn.Config(create_app(settings(data=data)), http=parser, log_level="error", access_log=False)
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
