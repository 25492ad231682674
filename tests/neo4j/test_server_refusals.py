"""What `tidu neo4j` does not do, and what it says then. No server is started here."""

import os
import resource
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from graph import neo4j_server
from graph.neo4j_server import Home, java, jvm, ports, record
from graph.neo4j_server.jars import Jars
from graph.neo4j_server.java import Java, find_java
from graph.neo4j_server.log import last_words, told
from graph.neo4j_server.ports import Ports, choose
from graph.neo4j_server.record import Record, identity, read_record, write_record
from graph.settings import settings
from ontology.errors import ServerError
from tests.api.serving import until
from tests.neo4j.serving import need_java


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home.of(tmp_path)
    made.make()
    return made


@pytest.fixture
def stranger() -> Iterator[int]:
    """A process that is none of ours."""
    with subprocess.Popen(["sleep", "60"]) as process:
        yield process.pid
        process.kill()


def recorded(pid: int, started: str | None) -> Record:
    return Record(pid, started, 7687, 7474, "5.26.30")


def test_a_process_that_has_taken_over_the_number_is_left_alone(home: Home, tmp_path: Path, stranger: int) -> None:
    boot, _, ticks = (identity(stranger) or "").partition(" ")
    for started in (f"{boot} {int(ticks) - 1}", f"another-boot {ticks}"):
        write_record(home, recorded(stranger, started))
        assert neo4j_server.running(tmp_path) is None
        assert neo4j_server.died(tmp_path)
        assert neo4j_server.stop(tmp_path) is None
        assert identity(stranger)
        assert read_record(home) == Record(None, None, 7687, 7474, "5.26.30")


def test_what_does_not_heed_a_request_to_end_is_killed() -> None:
    command = ["sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.05; done"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        assert record.end(recorded(process.pid, identity(process.pid)), patience=0.3) is False
    assert process.returncode == -signal.SIGKILL


def test_a_record_that_cannot_be_read_is_said_to_be_so(home: Home, tmp_path: Path) -> None:
    for text in ("", "[]", '{"pid": 1}'):
        home.record.write_text(text, encoding="utf-8")
        with pytest.raises(ServerError, match=r"server\.json cannot be read"):
            neo4j_server.running(tmp_path)


@contextmanager
def full_disk() -> Iterator[None]:
    """Files can be made, but nothing be written to them."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_password_that_could_not_be_written_is_made_later(home: Home) -> None:
    with full_disk(), pytest.raises(OSError, match="large"):
        home.make_password()
    home.make_password()
    made = home.read_password()
    assert len(made) >= 24
    home.make_password()
    assert home.read_password() == made


def running_in(folder: Path) -> list[int]:
    """Processes on whose command line the folder stands."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile
            if os.fsencode(folder) in process.joinpath("cmdline").read_bytes():
                found.append(int(process.name))
    return found


@pytest.mark.parametrize("name", ["lock", "conf/neo4j.conf", "password.new", "server.new"])
def test_what_cannot_be_written_is_one_line_and_leaves_nothing_running(home: Home, tmp_path: Path, name: str) -> None:
    need_java()
    (home.path / name).mkdir()
    try:
        with pytest.raises(ServerError, match=rf"{home.path}: .*{name}") as raised:
            neo4j_server.start(tmp_path, settings(data=tmp_path, neo4j_heap=256))
        assert "\n" not in str(raised.value)
        assert until(lambda: not running_in(tmp_path))
        assert read_record(home) is None
    finally:
        for pid in running_in(tmp_path):
            os.kill(pid, signal.SIGKILL)


def test_a_port_that_is_taken_is_refused_if_it_was_asked_for_and_else_another_is_found() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        taken = listener.getsockname()[1]
        with pytest.raises(ServerError, match=rf"port {taken} is taken; choose another by --bolt-port"):
            choose(Ports(taken, 0), Ports(0, 0))
        with pytest.raises(ServerError, match="--http-port"):
            choose(Ports(0, taken), Ports(0, 0))
        assert choose(Ports(0, 0), Ports(taken, 0)).bolt not in (taken, 0)


def test_the_two_ports_differ() -> None:
    with pytest.raises(ServerError, match="both"):
        choose(Ports(47687, 47687), Ports(0, 0))
    free = choose(Ports(0, 0), Ports(0, 0))
    same = choose(Ports(0, 0), Ports(free.bolt, free.bolt))
    assert same.bolt == free.bolt != same.http
    asked = choose(Ports(0, free.bolt), free)  # what was asked for goes before what was
    assert asked.http == free.bolt != asked.bolt
    asked = choose(Ports(free.http, 0), free)
    assert asked.bolt == free.http != asked.http


def test_a_free_port_that_the_system_gives_twice_is_taken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    given = iter([50001, 50001, 50001, 50002])
    monkeypatch.setattr(ports, "_bound", lambda _: next(given))  # the system does so too rarely to wait for it
    assert choose(Ports(0, 0), Ports(0, 0)) == Ports(50001, 50002)


def test_without_java_the_command_that_installs_it_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(java, "JVMS", tmp_path)
    with pytest.raises(
        ServerError, match=r"needs Java 17 or newer\. Run: sudo apt-get install .*openjdk-17-jre-headless"
    ):
        java.need_java(print)
    with pytest.raises(ServerError, match=r"Maven, which is missing\. Run: sudo apt-get install .*maven"):
        java.need_maven(print)


def test_a_java_that_is_too_old_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, version in (("old", "1.8.0_292"), ("new", "21.0.1")):
        launcher = tmp_path / name / "bin" / "java"
        launcher.parent.mkdir(parents=True)
        launcher.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n", encoding="utf-8")
        launcher.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}/old/bin:/usr/bin:/bin")
    monkeypatch.setattr(java, "JVMS", tmp_path)
    found = find_java()
    assert found
    assert (found.major, found.path) == (21, str(tmp_path / "new" / "bin" / "java"))


def test_a_password_that_is_lost_is_not_replaced_by_one_that_does_not_fit(home: Home) -> None:
    (home.path / "data" / "databases" / "system").mkdir(parents=True)
    assert home.has_data
    with pytest.raises(ServerError, match=r"password is missing; put the password there, or remove"):
        home.read_password()


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("java.io.IOException: No space left on device", "no space is left"),
        ("Caused by: java.net.BindException: Address already in use", "its port is taken"),
        ("Terminating due to java.lang.OutOfMemoryError: Java heap space", "raise TIDU_NEO4J_HEAP"),
        ("Error occurred during initialization of VM", "Error occurred during initialization of VM"),
    ],
)
def test_last_words_name_the_cause_where_it_is_known(home: Home, line: str, meaning: str) -> None:
    home.log.write_text("INFO  Starting...\n", encoding="utf-8")
    home.console.write_text(f"\x06\n{line}\n\tat a.b.C.d(C.java:1)\n\t... 12 more\n", encoding="utf-8")
    assert meaning in last_words(home)
    assert line in told(home)
    assert "C.java" not in told(home)


def test_an_archive_of_classes_is_kept_whole_or_passed_over(home: Home, tmp_path: Path) -> None:
    """The JVM crashes on one that was cut short."""
    jar = tmp_path / "a.jar"
    jar.touch()
    jars, launcher = Jars(tmp_path / "cache", str(jar)), Java("java", "17.0.1", "a build")
    home.classes.write_bytes(b"classes" * 100)
    jars.keep(home.classes, launcher)
    kept = jars.archive(launcher)
    assert kept
    assert jars.archive(Java("java", "17.0.1", "another build")) is None
    kept.write_bytes(b"classes")
    assert jars.archive(launcher) is None
    home.classes.write_bytes(b"anew")
    jars.keep(home.classes, launcher)
    assert jars.archive(launcher)
    assert not kept.exists()


def test_a_jvm_starts_without_an_archive_that_is_none(home: Home) -> None:
    need_java()
    found = find_java()
    assert found
    bad = home.path / "bad.jsa"
    bad.write_bytes(b"garbage" * 100_000)
    done = subprocess.run(
        [found.path, *jvm.FLAGS, f"-XX:SharedArchiveFile={bad}", "-version"], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_when_the_disk_is_full_the_start_says_so_and_leaves_nothing_running() -> None:
    need_java()
    with TemporaryDirectory() as folder:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "none", folder], capture_output=True, check=False
        )
        if mounted.returncode:
            pytest.skip("a small file system to fill can only be mounted by root")
        try:
            data = Path(folder)
            with pytest.raises(ServerError, match="no space is left on the device"):
                neo4j_server.start(data, settings(data=data, neo4j_heap=256))
            assert neo4j_server.running(data) is None
        finally:
            subprocess.run(["umount", folder], check=True)
