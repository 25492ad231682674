"""`tidu neo4j` as people use it: one server of this module's own, started by the command line."""

import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j.exceptions import ClientError

from graph import neo4j_server
from graph.neo4j_server import Home, LocalServer
from graph.settings import settings
from tests.api.serving import until
from tests.neo4j.serving import Neo4j, need_java

LOOPBACK = {"0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F"}
LISTENING = "0A"


def begun(*arguments: str, data: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "api.cli", "neo4j", *arguments, "--data", str(data)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def said(process: "subprocess.Popen[str]", status: int = 0) -> str:
    stdout, stderr = process.communicate(timeout=240)
    assert process.returncode == status, stderr
    return stdout if status == 0 or stdout else stderr


def running(data: Path) -> LocalServer:
    server = neo4j_server.running(data)
    assert server
    return server


def reach(data: Path) -> Neo4j:
    server = running(data)
    return Neo4j(server.bolt_uri, "neo4j", neo4j_server.password(data), "", server.http_uri, data)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with a running server: the one that two starts at once have made."""
    need_java()
    folder = tmp_path_factory.mktemp("neo4j") / "数 据"
    both = [said(process) for process in [begun("start", data=folder), begun("start", data=folder)]]
    assert sum("runs already" in text for text in both) <= 1  # the second may have looked before the first was there
    assert len({line for text in both for line in text.splitlines() if line.startswith("bolt ")}) == 1
    yield folder
    assert "was stopped" in said(begun("stop", data=folder))
    assert "does not run" in said(begun("status", data=folder), 1)
    assert "does not run" in said(begun("stop", data=folder))


def test_a_start_says_how_to_reach_the_server_but_not_the_password(data: Path) -> None:
    server = running(data)
    text = said(begun("start", data=data))
    assert f"runs already, process {server.pid}" in text
    assert f"/browser/?dbms=bolt://neo4j@127.0.0.1:{server.bolt_port}" in text
    assert str(server.password_file) in text
    assert f"TIDU_NEO4J_URI={server.bolt_uri} " in text
    assert neo4j_server.password(data) not in text


def test_status_says_where_it_runs(data: Path) -> None:
    text = said(begun("status", data=data))
    assert all(
        str(part) in text for part in (running(data).pid, running(data).bolt_uri, neo4j_server.Home.of(data).path)
    )


def test_the_password_is_its_owners_alone(data: Path) -> None:
    home = Home.of(data)
    assert stat.S_IMODE(home.password.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.path.stat().st_mode) == 0o700
    assert len(home.read_password()) >= 24


def test_a_password_is_never_taken_for_an_option(tmp_path: Path) -> None:
    """The command of Neo4j that reads it from its file takes what begins with a dash for one of its options."""
    for number in range(300):
        home = Home.of(tmp_path / str(number))
        home.path.mkdir(parents=True)
        home.make_password()
        assert home.read_password().isalnum()


def test_the_password_stands_on_no_command_line_and_in_no_environment(data: Path) -> None:
    process = Path(f"/proc/{running(data).pid}")
    secret = neo4j_server.password(data).encode()
    assert secret not in process.joinpath("cmdline").read_bytes() + process.joinpath("environ").read_bytes()


def test_it_listens_on_the_loopback_alone(data: Path) -> None:
    process = Path(f"/proc/{running(data).pid}")
    sockets = {str(handle.readlink()) for handle in process.joinpath("fd").iterdir() if handle.is_symlink()}
    tables = [process.joinpath("net", name).read_text().splitlines()[1:] for name in ("tcp", "tcp6")]
    lines = [line.split() for table in tables for line in table]
    own = [line[1].split(":") for line in lines if line[3] == LISTENING and f"socket:[{line[9]}]" in sockets]
    assert {address for address, _ in own} <= LOOPBACK
    assert {int(port, 16) for _, port in own} == {running(data).bolt_port, running(data).http_port}


def test_it_outlives_the_terminal_that_started_it(data: Path) -> None:
    assert os.getsid(running(data).pid) != os.getsid(0)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:{port}/", "ftp://127.0.0.1:{port}/"])
def test_load_csv_reads_no_file_and_no_address(data: Path, address: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        named = address.format(port=listener.getsockname()[1])
        with pytest.raises(ClientError, match=r"is false|is blocked"):
            reach(data).ask("LOAD CSV FROM $address AS line RETURN line", address=named)
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_browser_is_served_and_sends_nothing_home(data: Path) -> None:
    rows = reach(data).ask("CALL dbms.clientConfig() YIELD name, value RETURN name, value")
    found = {row["name"]: row["value"] for row in rows}
    assert found["client.allow_telemetry"] == "false"
    assert found["browser.remote_content_hostname_whitelist"] == "127.0.0.1,localhost"


def test_drivers_that_route_and_full_text_procedures_work(data: Path) -> None:
    server = reach(data)
    routed = Neo4j(server.uri.replace("bolt://", "neo4j://"), "neo4j", server.password, "", None, None)
    routed.ask("CREATE FULLTEXT INDEX words IF NOT EXISTS FOR (n:Thing) ON EACH [n.name]")
    routed.ask("CREATE (:Thing {name: 'gear'})")
    routed.ask("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    found = routed.ask("CALL db.index.fulltext.queryNodes('words', 'gear') YIELD node RETURN count(node) AS nodes")
    assert found == [{"nodes": 1}]
    routed.wipe()
    assert routed.ask("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name") == []


def test_one_that_died_is_said_to_have_died_and_starts_again_where_it_was(data: Path) -> None:
    before = running(data)
    reach(data).ask("CREATE (:Kept)")
    os.kill(before.pid, signal.SIGKILL)
    assert until(lambda: neo4j_server.running(data) is None)
    assert "Neo4j has died: " in said(begun("status", data=data), 1)
    server = neo4j_server.start(data, settings(data=data))
    assert server.pid != before.pid
    assert (server.bolt_port, server.http_port) == (before.bolt_port, before.http_port)
    assert reach(data).ask("MATCH (n:Kept) RETURN count(n) AS nodes") == [{"nodes": 1}]
