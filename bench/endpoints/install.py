"""Where the peers come from: PyPI and Maven Central, never among our own dependencies.

The folder is kept if it is given.
"""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

OXIGRAPH, RDFLIB_ENDPOINT = "0.5.13", "0.6.3"
FUSEKI = "5.6.0"  # the last that runs on Java 17; 6 needs 21
JAR = f"jena-fuseki-server-{FUSEKI}.jar"
PATIENCE = 180  # seconds


class Unavailable(Exception):
    """A peer cannot be had here; the text says why, for the table."""


def oxigraph(cache: Path) -> Path:
    """The binary of the Oxigraph server."""
    return _python(cache, "oxigraph", f"oxigraph=={OXIGRAPH}") / "oxigraph"


def rdflib_endpoint(cache: Path) -> Path:
    """The command of rdflib-endpoint; httptools, as our server has it."""
    return _python(cache, "rdflib-endpoint", f"rdflib-endpoint=={RDFLIB_ENDPOINT}", "uvicorn", "httptools") / (
        "rdflib-endpoint"
    )


def fuseki(cache: Path) -> Path:
    """The jar of the Fuseki server."""
    if shutil.which("java") is None:
        raise Unavailable("no Java")
    jar = cache / "fuseki" / JAR
    if not jar.is_file():
        if shutil.which("mvn") is None:
            raise Unavailable("no Maven")
        artifact = f"-Dartifact=org.apache.jena:jena-fuseki-server:{FUSEKI}"
        run(["mvn", "-q", "-B", "dependency:copy", artifact, f"-DoutputDirectory={jar.parent}"])
    return jar


def _python(cache: Path, name: str, *packages: str) -> Path:
    """The commands of an environment that holds the packages."""
    folder = cache / name
    if not (folder / "ready").is_file():
        run([sys.executable, "-m", "venv", "--clear", str(folder)])
        run([str(folder / "bin" / "pip"), "install", "-q", "--disable-pip-version-check", *packages])
        (folder / "ready").touch()
    return folder / "bin"


def run(command: Sequence[str]) -> None:
    """Run a command to its end; raise Unavailable with its last words where it fails."""
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.CalledProcessError as error:
        words = (error.stderr or error.stdout or "").strip().splitlines() or [f"exit {error.returncode}"]
        raise Unavailable(f"{Path(command[0]).name}: {words[-1]}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(f"{Path(command[0]).name}: {error}") from error
