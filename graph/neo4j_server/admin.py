"""``neo4j-admin`` on a home of our own."""

import subprocess

from graph.neo4j_server.home import Home
from graph.neo4j_server.jars import need_jars
from graph.neo4j_server.java import Report, need_java
from graph.neo4j_server.jvm import admin_command
from ontology.errors import ServerError


def quiet(_: str) -> None:
    """A report that nobody reads."""


def admin(home: Home, *arguments: str, heap: int = 512, report: Report = quiet) -> str:
    """Run it (``admin(home, "database", "import", "full", …)``) and return what it says.

    ``heap`` is in MiB. Raises ServerError with its last words. The server must not run where a database is written.
    """
    command = admin_command(need_java(report), need_jars(report), home, heap, *arguments)
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)  # noqa: S603 # our own
    if done.returncode:
        said = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        raise ServerError(f"neo4j-admin {' '.join(arguments[:2])} failed: {said[0] if said else 'no reason given'}")
    return done.stdout
