"""A Neo4j of its own that holds an export, imported by the script that stands in its folder."""

import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph import neo4j_server
from graph.neo4j_server import Home
from graph.neo4j_server.admin import quiet
from graph.neo4j_server.jars import need_jars
from graph.neo4j_server.java import need_java
from graph.neo4j_server.jvm import admin_command
from graph.settings import settings
from tests.neo4j import serving
from tests.neo4j.serving import Neo4j

MEMORY = "--max-off-heap-memory=300m"


def run_script(folder: Path, home: Home, *options: str) -> "subprocess.CompletedProcess[str]":
    """Run ``import.sh`` as its users do, with a ``neo4j-admin`` that works on ``home``."""
    command = admin_command(need_java(quiet), need_jars(quiet), home, 512)
    script = home.path / "bin" / "neo4j-admin"
    script.parent.mkdir(exist_ok=True)
    script.write_text(f'#!/bin/sh\nexec {shlex.join(command)} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    given = ["sh", str(folder / "import.sh"), "neo4j", MEMORY, *options]
    env = {"NEO4J_HOME": str(home.path), "PATH": "/usr/bin:/bin"}
    return subprocess.run(given, env=env, capture_output=True, text=True, check=False)


@contextmanager
def imported(folder: Path, data: Path) -> Iterator[Neo4j]:
    """Import a folder and start the server; ``data`` becomes its data folder."""
    serving.need_java()
    home = Home.of(data)
    home.make()
    done = run_script(folder, home)
    assert done.returncode == 0, done.stdout + done.stderr
    server = neo4j_server.start(data, settings(neo4j_heap=512))
    try:
        yield Neo4j(server.bolt_uri, "neo4j", neo4j_server.password(data), "", server.http_uri, data)
    finally:
        neo4j_server.stop(data)
