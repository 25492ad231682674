"""Why a server did not start or did not live: read from the last lines that it wrote."""

import re
from pathlib import Path

from graph.neo4j_server.home import Home

SHOWN = 3
WIDEST = 300
READ = 100_000
TRACE = re.compile(r"(\S+ \S+ [A-Z]+ )?\s*(at |\.\.\. )")  # a line of a stack trace, which may be logged itself
ORDINARY = re.compile(r"\S+ \S+ (INFO|DEBUG|WARN)\b")  # a line of a log that is no complaint
# What is the matter, by words of the JVM's and of Neo4j's.
CAUSES = (
    ("No space left on device", "no space is left on the device"),
    ("Address already in use", "its port is taken"),
    ("BindException", "its port is taken"),
    ("OutOfMemoryError", "it had no memory left; raise TIDU_NEO4J_HEAP"),
    ("Could not reserve enough space", "the machine has not the memory that TIDU_NEO4J_HEAP asks for"),
    ("insufficient memory", "the machine has not the memory that TIDU_NEO4J_HEAP asks for"),
    ("A fatal error has been detected by the Java Runtime", "its JVM has crashed"),
    ("UnsupportedClassVersionError", "its Java is too old"),
    ("Lock file has been locked by another process", "another server uses its databases"),
)


def last_words(home: Home) -> str:
    """The cause, if it is known, else what the server complained of last; where it did not, that it said nothing."""
    lines = _said(home)
    complaints = [line for line in lines if not ORDINARY.match(line)]
    return _cause(lines) or (complaints[-1] if complaints else f"its log does not say why ({home.log})")


def told(home: Home) -> str:
    """The cause, where the logs stand and how they end, to follow the words that say what failed."""
    lines = _said(home)
    reason = _cause(lines)
    ending = "".join(f"\n  {line}" for line in lines[-SHOWN:])
    return f"{': ' + reason if reason else ''}; see {home.log.parent}{ending}"


def cause(home: Home) -> str:
    """What is the matter, in a few words; empty when nothing is, or the logs do not tell."""
    return _cause(_said(home))


def _cause(lines: list[str]) -> str:
    text = "\n".join(lines)
    return next((meaning for words, meaning in CAUSES if words in text), "")


def _said(home: Home) -> list[str]:
    """What Neo4j and then its JVM said, without stack traces: what the JVM says last, it ended by."""
    lines = [
        "".join(c for c in line if c.isprintable()).strip() for log in (home.log, home.console) for line in _tail(log)
    ]
    return [f"{line[:WIDEST]}…" if len(line) > WIDEST else line for line in lines if line]


def _tail(log: Path) -> list[str]:
    if not log.is_file():
        return []
    with log.open("rb") as file:
        file.seek(max(log.stat().st_size - READ, 0))
        lines = file.read().decode("utf-8", errors="replace").splitlines()
    return [line for line in lines if not TRACE.match(line)]
