"""A folder that takes the place of an earlier one as a whole: a kill leaves the old one, or the new.

It is written beside, as ``.NAME.tidu-new``, and renamed. A folder that holds anything but what an earlier export has
written is never replaced: ``tidu-export.json`` in it lists its files. Between two renamings there may be no folder of
the name; the next export begins by putting the old one back.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ontology.errors import StoreError

MARKER = "tidu-export.json"


@contextmanager
def replaced(target: Path, format_: str, left: Sequence[str] = ()) -> Iterator[Path]:
    """A folder to write into, which becomes ``target``; ``left`` names files that its users' tools leave there.

    Raises StoreError if ``target`` holds other files, or another process writes it. After an error all is as it was.
    """
    target = target.resolve()
    _check_standing(target)
    new, old = _beside(target, "new"), _beside(target, "old")
    target.parent.mkdir(parents=True, exist_ok=True)
    with _alone(target, new):
        try:
            _recover(target, old)
            _check_ours(target)
            yield new
            _mark(new, format_, left)
            _swap(target, new, old)
        finally:
            shutil.rmtree(new, ignore_errors=True)  # it is gone already, unless something went wrong


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.tidu-{what}")


@contextmanager
def _alone(target: Path, new: Path) -> Iterator[None]:
    """Make an empty folder, locked until it is renamed; what a killed export left in it is removed."""
    new.mkdir(exist_ok=True)
    handle = os.open(new, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if not _locked(handle, new):
            raise StoreError(f"another export writes {target}; wait for it, then try again")
        for path in new.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        yield
    finally:
        os.close(handle)


def _locked(handle: int, new: Path) -> bool:
    """Lock an open folder; False where another holds it, or has renamed it meanwhile."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.fstat(handle).st_ino == new.stat().st_ino
    except (BlockingIOError, FileNotFoundError):
        return False


def _recover(target: Path, old: Path) -> None:
    """Put the old folder back, or finish removing it, where an export was killed."""
    if not old.exists():
        return
    if target.exists():
        shutil.rmtree(old)
    else:
        old.rename(target)


def _check_standing(target: Path) -> None:
    """Refuse to take a folder away from under somebody's feet."""
    if target == Path.cwd() or target in Path.cwd().parents:
        raise StoreError(f"{target} would be replaced as a whole, and is in use: name a folder in it")


def _check_ours(target: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise StoreError(f"{target} is a file; an export is a folder")
    ours = _listed(target)
    for path in sorted(target.rglob("*")):
        name = path.relative_to(target).as_posix()
        if name not in ours and (path.is_symlink() or not path.is_dir()):
            raise StoreError(f"{target} holds {name}, which no export has written: name a new folder, or an empty one")


def _listed(target: Path) -> set[str]:
    """The files that an earlier export says it has written."""
    try:
        found = json.loads((target / MARKER).read_text(encoding="utf-8"))
        return {MARKER, *map(str, found["files"])}
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return set()


def _mark(new: Path, format_: str, left: Sequence[str]) -> None:
    files = sorted(path.relative_to(new).as_posix() for path in new.rglob("*") if path.is_file())
    text = json.dumps({"format": format_, "files": sorted([*files, *left])}, indent=1)
    (new / MARKER).write_text(text + "\n", encoding="utf-8")


def _swap(target: Path, new: Path, old: Path) -> None:
    """Two renamings; the old folder comes back where the second is refused."""
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
