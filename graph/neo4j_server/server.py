"""Starting, finding and stopping the server of a data folder."""

import fcntl
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.neo4j_server.admin import admin, quiet
from graph.neo4j_server.configuration import configure
from graph.neo4j_server.home import Home
from graph.neo4j_server.jars import VERSION, find_jars, need_jars
from graph.neo4j_server.java import Report, find_java, need_java
from graph.neo4j_server.jvm import server_command
from graph.neo4j_server.log import last_words
from graph.neo4j_server.ports import Ports, choose
from graph.neo4j_server.ready import wait
from graph.neo4j_server.record import PATIENCE, LocalServer, Record, end, forget, identity, read_record, write_record
from graph.settings import Settings
from ontology.errors import ServerError

# The shell leaves the server behind, in a session of its own: it outlives the terminal and this process. The server
# begins once a line comes from here, and never where this process ends before.
DETACHED = 'log=$1; shift; exec 3<&0; { read -r line <&3 && exec "$@" 3<&- </dev/null; } >"$log" 2>&1 & echo $!'

HASTE = 5.0  # seconds in which a server heeds SIGTERM that is not computing something endless


def start(
    data: Path, settings: Settings, report: Report = quiet, *, bolt_port: int = 0, http_port: int = 0
) -> LocalServer:
    """Start the server of a data folder, or find it running; returns when it answers. Raises ServerError.

    Ports that are 0 are those of the last start, or any. What does not come to answer is ended.
    """
    home = Home.of(data)
    home.make()
    with _locked(home, report):
        record = read_record(home)
        if record and record.is_alive:
            report("waiting for Neo4j to answer")
            wait(home, record)
            return record.server(home)
        record = _launch(home, settings, Ports(bolt_port, http_port), record, report)
        try:
            wait(home, record)
        except BaseException:  # whatever it is, an interrupt too: no server is left half started
            end(record)
            forget(home, record)
            raise
        return record.server(home)


def running(data: Path) -> LocalServer | None:
    """The server of a data folder, if the process that was started there lives."""
    home = Home.of(data)
    record = read_record(home)
    return record.server(home) if record and record.is_alive else None


def died(data: Path) -> str | None:
    """The last words of a server that ended without being stopped; None when there is no such."""
    home = Home.of(data)
    record = read_record(home)
    return last_words(home) if record and record.pid is not None and not record.is_alive else None


def password(data: Path) -> str:
    """The password of the user ``neo4j``; raises ServerError when no server was started in the data folder."""
    return Home.of(data).read_password()


def stop(data: Path, report: Report = quiet, patience: float = PATIENCE) -> LocalServer | None:
    """Stop the server of a data folder; what was stopped, or None when none ran. Ends nothing else, ever."""
    home = Home.of(data)
    if not home.path.is_dir():
        return None
    with _locked(home, report):
        record = read_record(home)
        if not record or record.pid is None:
            return None
        found = record.server(home) if record.is_alive else None
        report("stopping Neo4j")
        in_order = end(record, patience)
        forget(home, record)
        if found and in_order:
            _keep_classes(home, report)
        return found


def restart(data: Path, settings: Settings, report: Report = quiet) -> LocalServer:
    """Stop the server, if it runs, and start it on the same ports. It is out of hand: it is not waited for long."""
    stop(data, report, HASTE)
    return start(data, settings, report)


def _launch(home: Home, settings: Settings, asked: Ports, before: Record | None, report: Report) -> Record:
    """Prepare the home and start the process; it is in the record before it begins, so none runs unrecorded."""
    java, jars = need_java(report), need_jars(report)
    ports = choose(asked, Ports(before.bolt_port, before.http_port) if before else Ports(0, 0))
    home.clear()
    configure(home, ports, settings.neo4j_heap)
    report(f"starting Neo4j {VERSION}")
    _first_password(home)
    command = server_command(java, jars, home, settings.neo4j_heap, settings.neo4j_jvm)
    with _gate() as (gate, opener):
        launched = subprocess.run(  # noqa: S603 # our own command
            ["/bin/sh", "-c", DETACHED, "sh", str(home.console), *command],
            stdin=gate, stdout=subprocess.PIPE, text=True, check=True, start_new_session=True, cwd=home.path,
        )  # fmt: skip
        pid = int(launched.stdout)
        record = Record(pid, identity(pid) or "ended", ports.bolt, ports.http, VERSION)
        write_record(home, record)
        os.write(opener, b"\n")
    return record


@contextmanager
def _gate() -> Iterator[tuple[int, int]]:
    """A pipe, which is closed whatever happens: to read from, and to write to."""
    ends = os.pipe()
    try:
        yield ends
    finally:
        for side in ends:
            os.close(side)


def _first_password(home: Home) -> None:
    """Generate the password and tell it to a home that no server has used yet; it never stands on a command line."""
    if home.has_data:
        home.read_password()
        return
    home.make_password()
    admin(home, "dbms", "set-initial-password", f"@{home.password}", heap=64)


def _keep_classes(home: Home, report: Report) -> None:
    """Keep the archive of classes that an orderly end has left, for every later start of this user."""
    java, jars = find_java(), find_jars()
    if not (java and jars and home.classes.is_file()):
        return
    try:
        jars.keep(home.classes, java)
    except OSError as error:  # the server is stopped: only the next start is slower
        report(f"the next start is not made faster: {error}")


@contextmanager
def _locked(home: Home, report: Report) -> Iterator[None]:
    """One start or stop at a time in a home; a second waits. What the system refuses meanwhile is a ServerError."""
    try:
        with home.lock.open("a", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                report("waiting for another start or stop")
                fcntl.flock(file, fcntl.LOCK_EX)
            yield
    except OSError as error:
        raise ServerError(f"the server in {home.path}: {error}") from error
