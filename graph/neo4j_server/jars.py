"""The jars of Neo4j: fetched by Maven into its own local repository, and listed in a class path that is kept."""

import fcntl
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from graph.neo4j_server.java import Java, Report, need_maven
from ontology.errors import ServerError

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
VERSION = "5.26.30"
BROWSER = "5.24.0"
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:build-classpath"
# `neo4j-server` alone lacks the entry point and the storage engine.
ARTIFACTS = (
    ("org.neo4j.app", "neo4j-server", VERSION),
    ("org.neo4j", "neo4j", VERSION),
    ("org.neo4j", "neo4j-slf4j-provider", VERSION),
    ("org.neo4j.client", "neo4j-browser", BROWSER),
)


@dataclass(frozen=True, slots=True)
class Jars:
    """The installed Neo4j: the folder of what is kept about it, and its class path."""

    folder: Path
    classpath: str

    def archive(self, java: Java) -> Path | None:
        """The JVM's archive of classes for these very jars and that Java; None where there is none yet.

        Its size stands in its name: the JVM refuses one of other jars, but crashes on one that was cut short.
        """
        found = self.folder.glob(f"{self._archive_name(java)}-*.jsa")
        return next((path for path in found if path.stem.endswith(f"-{path.stat().st_size}")), None)

    def keep(self, recorded: Path, java: Java) -> None:
        """Move an archive that a server has left into its place, and remove those of other jars; raises OSError."""
        with _locked(self.folder):
            for old in self.folder.glob("classes-*"):
                old.unlink()
            name = f"{self._archive_name(java)}-{recorded.stat().st_size}"
            new = Path(shutil.move(recorded, self.folder / f"{name}.new"))
            new.replace(self.folder / f"{name}.jsa")

    def _archive_name(self, java: Java) -> str:
        jars = [Path(jar).stat() for jar in self.classpath.split(":")]
        made_from = (java.build, self.classpath, [(jar.st_size, jar.st_mtime_ns) for jar in jars])
        return f"classes-{sha256(repr(made_from).encode()).hexdigest()[:16]}"


def cache() -> Path:
    """Folder of what all servers of a user share."""
    return Path.home() / ".cache" / "tidu" / f"neo4j-{VERSION}"


def need_jars(report: Report) -> Jars:
    """The jars, fetched when any is missing; raises ServerError."""
    found = find_jars()
    if found:
        return found
    maven = need_maven(report)
    with _locked(cache()):
        if not find_jars():  # another may have fetched them meanwhile
            _fetch(maven, cache(), report)
    found = find_jars()
    if not found:
        raise ServerError(f"Maven fetched Neo4j {VERSION}, but not every jar is there; try again")
    return found


def find_jars() -> Jars | None:
    """The jars, if every one of them is there."""
    listed = cache() / "classpath"
    if not listed.is_file():
        return None
    classpath = listed.read_text(encoding="utf-8").strip()
    return Jars(cache(), classpath) if all(Path(jar).is_file() for jar in classpath.split(":")) else None


def _pom() -> str:
    dependencies = "".join(
        f"<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version></dependency>"
        for group, artifact, version in ARTIFACTS
    )
    return (
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>tidu</groupId>'
        f"<artifactId>neo4j</artifactId><version>{VERSION}</version><packaging>pom</packaging>"
        f"<dependencies>{dependencies}</dependencies></project>\n"
    )


def _fetch(maven: str, folder: Path, report: Report) -> None:
    """Let Maven resolve the class path; the list of it is renamed into place."""
    report(f"fetching Neo4j {VERSION}")
    pom, new = folder / "pom.xml", folder / "classpath.new"
    pom.write_text(_pom(), encoding="utf-8")
    command = [maven, "-B", "-C", "-f", str(pom), PLUGIN, f"-Dmdep.outputFile={new}", "-DincludeScope=runtime"]
    fetched, errors = 0, list[str]()
    with subprocess.Popen(  # noqa: S603 # the user's own Maven
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        for line in (COLOUR.sub("", printed) for printed in process.stdout or ()):
            if line.startswith("[ERROR]"):
                errors += filter(None, [line.removeprefix("[ERROR]").partition(" -> [Help")[0].strip()])
            elif "Downloaded from" in line and ".jar " in line:
                fetched += 1
                report(f"fetching Neo4j {VERSION}: {fetched} jars")
    if process.returncode:
        raise ServerError(f"Maven could not fetch Neo4j {VERSION}: {errors[0] if errors else 'no reason given'}")
    new.replace(folder / "classpath")


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One at a time writes into the folder that all share; raises ServerError when nobody can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "lock").open("a", encoding="utf-8")
    except OSError as error:
        raise ServerError(f"the folder for what Neo4j needs cannot be made: {error}") from None
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
