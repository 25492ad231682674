"""Command lines of the JVM that runs Neo4j and its tools."""

import shlex

from graph.neo4j_server.home import Home
from graph.neo4j_server.jars import Jars
from graph.neo4j_server.java import Java
from ontology.errors import ServerError

SERVER = "org.neo4j.server.CommunityEntryPoint"
ADMIN = "org.neo4j.cli.AdminTool"
OPENED = tuple(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch"))
QUICK = "-XX:TieredStopAtLevel=1"  # the first compiler alone: half the processor time of a start
# A server without memory ends rather than lingers.
FLAGS = (
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:+DisableExplicitGC",
    "-Xshare:auto",
    "-Djdk.nio.maxCachedBufferSize=1024",
    "-Dlog4j2.disable.jmx=true",
    "-Dfile.encoding=UTF-8",
)
UTF8 = ("env", "LC_ALL=C.UTF-8")  # else the JVM cannot open paths that are not ASCII


def server_command(java: Java, jars: Jars, home: Home, heap: int, options: str) -> list[str]:
    """Start the server, with the archive of classes; where there is none, the server makes one when it ends.

    On two cores a start then takes 3.3 s instead of 5.6 s. The one that makes the archive takes 8 s, and 6 s to end.
    ``options`` are further ones of the JVM, as one would write them in a shell; raises ServerError where one cannot.
    """
    try:
        further = shlex.split(options)
    except ValueError as error:
        raise ServerError(f"TIDU_NEO4J_JVM {options!r} cannot be read: {error}") from None
    archive = jars.archive(java)
    shared = f"-XX:SharedArchiveFile={archive}" if archive else f"-XX:ArchiveClassesAtExit={home.classes}"
    return [
        *UTF8, java.path, *OPENED, *FLAGS, *further, shared, f"-XX:ErrorFile={home.crash}",
        f"-Xms{heap // 4}m", f"-Xmx{heap}m", "-cp",
        f"{jars.classpath}{_plugins(home)}", SERVER, f"--home-dir={home.path}", f"--config-dir={home.conf}",
    ]  # fmt: skip


def admin_command(java: Java, jars: Jars, home: Home, heap: int, *arguments: str) -> list[str]:
    """Run ``neo4j-admin`` with arguments, on the databases of a home."""
    return [
        *UTF8, f"NEO4J_HOME={home.path}", f"NEO4J_CONF={home.conf}", java.path, *OPENED, *FLAGS,
        QUICK, f"-Xmx{heap}m", "-cp", jars.classpath, ADMIN, *arguments,
    ]  # fmt: skip


def _plugins(home: Home) -> str:
    """Last in the class path: the archive of classes holds for whatever begins with the same jars."""
    return "".join(f":{jar}" for jar in sorted((home.path / "plugins").glob("*.jar")))
