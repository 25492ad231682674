"""What is left when a server has been abused and ends, or is killed."""

import os
import re
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.api.serving import Served, until
from tests.api.sparql.abuse.conftest import abused
from tests.api.sparql.abuse.exchange import SHORT, ask, posting, send, started
from tests.api.sparql.abuse.heavy import PRODUCTS, STRINGS
from tests.api.sparql.abuse.processes import children, is_running, status

HEAVY = PRODUCTS["product counted"]
GONE = 10  # seconds until no worker is left


def test_no_files_and_no_zombies_are_left_while_it_runs(server: Served, temporary: Path) -> None:
    for query in (HEAVY, STRINGS["concat"], PRODUCTS["product"], "SELECT * { ?s ?p ?o }"):
        send(server, query)
    assert until(lambda: list(temporary.iterdir()) == [], 5), list(temporary.iterdir())
    assert until(lambda: all(is_running(child) for child in children(server.pid)), 5), [
        status(child) for child in children(server.pid)
    ]


def test_a_server_that_is_stopped_leaves_nothing_behind(default_build: Path, tmp_path: Path) -> None:
    with ExitStack() as connections, abused(default_build, tmp_path) as server:
        ask(server, SHORT)
        workers = children(server.pid)
        assert workers
        connections.enter_context(started(server, posting(HEAVY.encode())))
        connections.enter_context(started(server, posting(b"SELECT * { ?s ?p ?o }")))
    assert until(lambda: not any(map(is_running, workers)), GONE)
    assert list(tmp_path.iterdir()) == []
    assert "Traceback" not in server.log.read_text(encoding="utf-8")


@pytest.mark.parametrize("is_busy", [True, False], ids=["busy", "idle"])
def test_workers_of_a_server_that_is_killed_end(
    default_build: Path,
    tmp_path: Path,
    is_busy: bool,  # noqa: FBT001 # a parameter of the test
) -> None:
    command = [sys.executable, "-m", "api.cli", "serve", "--port", "0", "--data", str(default_build)]
    with ExitStack() as stack:
        stack.enter_context(pytest.MonkeyPatch.context()).setenv("TMPDIR", str(tmp_path))
        process = stack.enter_context(
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        )
        stack.callback(process.kill)
        found = re.search(r"http://([\d.]+):(\d+)", process.stdout.readline() if process.stdout else "")
        assert found
        server = Served(process, found[1], int(found[2]), None, tmp_path)  # type: ignore[arg-type] # no client is needed
        assert ask(server, SHORT).status == 200
        if is_busy:
            stack.enter_context(started(server, posting(HEAVY.encode())))
        workers = children(server.pid)
        assert workers
        os.kill(server.pid, signal.SIGKILL)
        assert until(lambda: not any(map(is_running, workers)), GONE)
    assert list(tmp_path.iterdir()) == []
