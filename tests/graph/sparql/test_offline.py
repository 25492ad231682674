"""A worker has no network, even where a text that fetches got past inspection."""

import socket
import subprocess
import sys

import pytest

from graph.sparql.offline import refuse_sockets

FETCH = """
import sys
import pyoxigraph as ox
from graph.sparql.offline import refuse_sockets
assert refuse_sockets()
try:
    list(ox.Store().query(f"SELECT * {{ SERVICE <http://127.0.0.1:{sys.argv[1]}/> {{ ?s ?p ?o }} }}"))
except OSError as error:
    print(type(error).__name__)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux filters system calls")
def test_the_engine_cannot_fetch() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        command = [sys.executable, "-c", FETCH, str(listener.getsockname()[1])]
        found = subprocess.run(command, capture_output=True, text=True, check=True)
        assert found.stdout.strip() == "PermissionError"
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_elsewhere_it_says_that_it_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "other")
    assert refuse_sockets() is False
