"""Replaces a folder again and again, killing itself at the first, second, third … thing it does to files.

Run as ``python -m tests.graph.property_graph.killed_export TARGET``, in a process of its own: it forks. Prints how
often it was killed; fails when a kill leaves half a folder, or when the next export cannot go on from there.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

from graph.property_graph.csv_folder import replaced
from tests.graph.killed_publish import forked, kill_at

FILES = ("a", "b", "sub/c")


def export(target: Path, text: str) -> None:
    with replaced(target, "test") as folder:
        (folder / "sub").mkdir()
        for name in FILES:
            (folder / name).write_text(text, encoding="utf-8")


def killed(target: Path, text: str, count: int) -> int:
    def work() -> None:
        kill_at(count)
        export(target, text)

    return forked(work)


def texts(target: Path) -> set[str]:
    """What the files of an export say, which is one text when it is whole."""
    return {(target / name).read_text(encoding="utf-8") for name in FILES}


def abandoned(target: Path) -> None:
    """An export that goes wrong before it has written anything."""
    with suppress(ZeroDivisionError), replaced(target, "test"):
        raise ZeroDivisionError


def main(target: Path) -> int:
    export(target, "0")
    for count in range(1, 1000):
        before, now = texts(target), str(count)
        ended = killed(target, now, count)
        if target.exists() and texts(target) not in (before, {now}):
            print(f"killed at {count}: half a folder")
            return 1
        abandoned(target)  # puts back what stood there, if the kill came between the two renamings
        if texts(target) not in (before, {now}) or os.listdir(target.parent) != [target.name]:  # noqa: PTH208 # names
            print(f"killed at {count}: {os.listdir(target.parent)}")  # noqa: PTH208 # the same
            return 1
        if ended == 0:
            print(count - 1)
            return 0
    return 2


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
