"""Java and Maven: found, or on Debian installed, or said how to install."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import ServerError

OLDEST = 17
JVMS = Path("/usr/lib/jvm")
PACKAGES = {"java": "openjdk-17-jre-headless", "mvn": "maven"}
Report = Callable[[str], None]
"""Is told what is being done now, in a few words."""


@dataclass(frozen=True, slots=True)
class Java:
    """A Java launcher; its version, as in ``17.0.15``; and its build, which changes whenever it does."""

    path: str
    version: str
    build: str

    @property
    def major(self) -> int:
        """17 of 17.0.15; 8 of 1.8.0."""
        numbers = [int(n) for n in re.findall(r"\d+", self.version)[:2]]
        return numbers[1] if numbers[0] == 1 else numbers[0]


def find_java() -> Java | None:
    """The first Java that is new enough: on the PATH, or where Debian keeps those that are not its default."""
    on_path = shutil.which("java")
    for path in [*([Path(on_path)] if on_path else []), *sorted(JVMS.glob("*/bin/java"))]:
        found = _java(path)
        if found and found.major >= OLDEST:
            return found
    return None


def need_java(report: Report) -> Java:
    """A Java that is new enough; on Debian, as root, installed when there is none. Raises ServerError."""
    found = find_java()
    if not found:
        _install(["java"], f"Neo4j needs Java {OLDEST} or newer", report)
        found = find_java()
    if not found:
        raise ServerError(f"Java was installed, and still none of version {OLDEST} or newer is found on the PATH")
    return found


def need_maven(report: Report) -> str:
    """Path of ``mvn``; on Debian, as root, installed when there is none. Raises ServerError."""
    if not shutil.which("mvn"):
        _install(["mvn"], "Neo4j is fetched by Maven, which is missing", report)
    found = shutil.which("mvn")
    if not found:
        raise ServerError("Maven was installed, and still no `mvn` is found on the PATH")
    return found


def can_install() -> bool:
    """Whether packages can be installed here: as root, by apt-get."""
    return os.getuid() == 0 and shutil.which("apt-get") is not None


def _java(path: Path) -> Java | None:
    """Read the version from the ``release`` file beside it, which costs no JVM, else ask."""
    release = path.resolve().parent.parent / "release"
    if release.is_file():
        text = release.read_text(encoding="utf-8")
    else:
        text = subprocess.run([path, "-version"], capture_output=True, text=True, check=False).stderr  # noqa: S603 # the user's own java
    version = re.search(r'(?:JAVA_VERSION=|version )"([\d._]+)', text)
    return Java(str(path), version[1], text) if version else None


def _install(tools: list[str], reason: str, report: Report) -> None:
    """Install packages by apt-get, or say the command that would."""
    packages = [PACKAGES[tool] for tool in tools]
    command = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if not can_install():
        raise ServerError(f"{reason}. Run: sudo {command}")
    report(f"installing {' and '.join(packages)}")
    for step in ("apt-get update -qq", command):
        done = subprocess.run(  # noqa: S603 # fixed words
            ["env", "DEBIAN_FRONTEND=noninteractive", *step.split()],  # noqa: S607 # as found by the user's PATH
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
            raise ServerError(f"{reason}, and `{step}` failed: {''.join(last)}")
