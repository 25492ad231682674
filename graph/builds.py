"""Builds on disk: immutable, kept three deep, found through one pointer that is swapped in one step.

::

    DATA/current            the id of the build in service, one line
    DATA/lock               held while building; says by whom
    DATA/builds/<id>/       store/, facts.jsonl, build.json; `open` is flocked by whoever reads

A kill at any moment leaves the pointer at the old or the new build: everything is written and synced under another
name first, then renamed.
"""

import fcntl
import json
import os
import shutil
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph.store import View
from graph.stores import open_store
from ontology.errors import BuildLocked, NoBuild

KEPT = 3


@dataclass(frozen=True, slots=True)
class BuildInfo:
    """What ``build.json`` says: the id, when, which documents, and how many of each thing."""

    id: str
    created: str
    documents: tuple[str, ...]
    sentences: bool
    counts: dict[str, int]
    digest: str


class OpenBuild:
    """A build that is being read: a view, and a shared lock that keeps the build from being removed."""

    def __init__(self, info: BuildInfo, view: View, lock: int) -> None:
        self.info, self.view = info, view
        weakref.finalize(self, _release, view, lock)

    @property
    def id(self) -> str:
        """The build's id."""
        return self.info.id


def _release(view: View, lock: int) -> None:
    """Close the view and release the lock, when the last reader has let go."""
    view.close()
    os.close(lock)


class Builds:
    """The builds of one data folder."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._pointer = str(data / "current")

    @property
    def current_id(self) -> str:
        """The id of the build in service; raises NoBuild."""
        try:
            return (self.data / "current").read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            raise NoBuild(str(self.data)) from None

    def stamp(self) -> tuple[int, int]:
        """Changes whenever the pointer does; zeros without a build. One stat call."""
        try:
            found = os.stat(self._pointer)  # noqa: PTH116 # asked at every request; a Path method takes twice as long
        except FileNotFoundError:
            return 0, 0
        return found.st_mtime_ns, found.st_ino

    def path(self, id_: str) -> Path:
        """The folder of a build."""
        return self.data / "builds" / id_

    def ids(self) -> list[str]:
        """The builds that are kept, the oldest first."""
        folder = self.data / "builds"
        return sorted(p.name for p in folder.iterdir() if (p / "build.json").exists()) if folder.is_dir() else []

    def open(self, id_: str | None = None, resident: int = 0) -> OpenBuild:
        """Open a build for reading, the current one by default; raises NoBuild.

        A build of at most ``resident`` quads is read into memory.
        """
        for _ in range(10):  # the build may be replaced and removed between reading the pointer and locking it
            wanted = id_ or self.current_id
            path = self.path(wanted)
            if not (path / "build.json").exists():
                if id_ or wanted == self.current_id:
                    raise NoBuild(str(path))
                continue
            opened = _open(path, resident)
            if opened:
                return opened
        raise NoBuild(str(self.data))

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the lock of builders; raises BuildLocked, naming the holder."""
        self.data.mkdir(parents=True, exist_ok=True)
        with (self.data / "lock").open("a+", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.seek(0)
                raise BuildLocked(file.read().strip() or "an unknown process") from None
            file.truncate(0)
            file.write(f"process {os.getpid()}, since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n")
            file.flush()
            try:
                yield
            finally:
                file.truncate(0)

    def publish(self, staging: Path, info: BuildInfo) -> None:
        """Put a finished folder in service: sync it, rename it, swap the pointer, remove what is no longer kept."""
        (staging / "open").touch()
        (staging / "build.json").write_text(json.dumps(asdict(info), ensure_ascii=False, indent=2), encoding="utf-8")
        _sync_tree(staging)
        final = self.path(info.id)
        staging.rename(final)
        _sync(final.parent)
        pointer = self.data / "current.new"
        pointer.write_text(info.id + "\n", encoding="utf-8")
        _sync(pointer)
        pointer.replace(self.data / "current")
        _sync(self.data)
        self.prune()

    def prune(self) -> None:
        """Remove what killed builds left behind and all but the newest three, those that are open excepted."""
        for path in sorted((self.data / "builds").iterdir()):
            if path.is_dir() and (path.name.startswith(".new-") or not (path / "build.json").exists()):
                shutil.rmtree(path)
        for id_ in self.ids()[:-KEPT]:
            if id_ != self.current_id:
                _remove_unless_open(self.path(id_))


def read_info(path: Path) -> BuildInfo:
    """Read ``build.json`` of a build's folder."""
    given = json.loads((path / "build.json").read_text(encoding="utf-8"))
    return BuildInfo(**{**given, "documents": tuple(given["documents"])})


def _open(path: Path, resident: int) -> OpenBuild | None:
    """Lock and open the build in a folder; None if it was removed meanwhile."""
    try:
        lock = os.open(path / "open", os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_SH)
        if (path / "build.json").exists():
            return OpenBuild(read_info(path), open_store(f"oxigraph:{path / 'store'}").view(resident), lock)
    except BaseException:
        os.close(lock)
        raise
    os.close(lock)
    return None


def _remove_unless_open(path: Path) -> None:
    """Take ``build.json`` away first: from then on nobody opens the build, and a kill leaves what ``prune`` knows."""
    lock = os.open(path / "open", os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    else:
        (path / "build.json").unlink()
        shutil.rmtree(path)
    finally:
        os.close(lock)


def _sync_tree(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
