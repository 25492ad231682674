"""Real ``tidu build`` processes: two at once, and killed at many moments."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.builds import Builds
from graph.lookups import lookup
from tests.tiny import Seeds

KILLS = 27
TRIES = 60
PATIENCE = 60  # seconds: only a hung process takes so long

Mark = Callable[[Path, int], bool]


def locked(data: Path, pid: int) -> bool:
    try:
        return f"process {pid}," in (data / "lock").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False


def staging(data: Path, pid: int) -> bool:  # noqa: ARG001 # one of the marks
    return any((data / "builds").glob(".new-*"))


def publishing(data: Path, pid: int) -> bool:  # noqa: ARG001 # one of the marks
    return any((data / "builds").glob(".new-*/build.json"))


MARKS: dict[str, Mark] = {"lock": locked, "write": staging, "publish": publishing}


@dataclass(frozen=True)
class Builder:
    """Starts builds of one seed folder into one data folder."""

    seeds: Path
    data: Path

    def start(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "api.cli", "build", "--seeds", str(self.seeds), "--data", str(self.data)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def finish(self) -> None:
        with self.start() as process:
            _, errors = process.communicate(timeout=PATIENCE)
            assert process.returncode == 0, errors

    def wait(self, process: subprocess.Popen[str], mark: Mark) -> float | None:
        """When the process came to the mark; None if it ended before we saw that."""
        deadline = time.monotonic() + PATIENCE
        while not mark(self.data, process.pid):
            if process.poll() is not None:
                return None
            assert time.monotonic() < deadline
            time.sleep(0.0005)  # between two looks
        return time.monotonic()

    def durations(self) -> dict[str, float]:
        """How long after each mark a build that nobody kills takes to its end."""
        with self.start() as process:
            seen = {name: self.wait(process, mark) for name, mark in MARKS.items()}
            process.wait(PATIENCE)
            end = time.monotonic()
        return {name: end - (at or end) for name, at in seen.items()}

    def kill(self, mark: str, delay: float) -> bool:
        """Kill a build at ``delay`` seconds after its mark; whether it was still alive."""
        with self.start() as process:
            at = self.wait(process, MARKS[mark])
            while at is not None and process.poll() is None and time.monotonic() < at + delay:
                time.sleep(0.0002)
            process.kill()
            process.communicate(timeout=PATIENCE)
        return process.returncode == -signal.SIGKILL


@pytest.fixture
def builder(tiny: Seeds, tmp_path: Path) -> Builder:
    builder = Builder(tiny.folder, tmp_path / "data")
    builder.finish()
    return builder


def answer(data: Path) -> str:
    """The id of the build in service, once it has answered."""
    opened = Builds(data).open()
    assert len({thing for thing, *_ in opened.view.lines(lookup("things"), {}).rows}) == 17
    assert opened.view.build == opened.id
    return opened.id


def test_a_second_build_is_refused_and_names_the_first(builder: Builder) -> None:
    with builder.start() as first:
        assert builder.wait(first, locked)
        first.send_signal(signal.SIGSTOP)
        with builder.start() as second:
            _, refusal = second.communicate(timeout=PATIENCE)
        first.send_signal(signal.SIGCONT)
        first.communicate(timeout=PATIENCE)
    assert second.returncode == 1
    assert refusal.startswith(f"tidu: another build is running (process {first.pid}, since ")
    assert first.returncode == 0


def test_the_lock_of_a_killed_build_does_not_block(builder: Builder) -> None:
    assert builder.kill("lock", 0)
    assert "process" in (builder.data / "lock").read_text(encoding="utf-8")
    before = answer(builder.data)
    builder.finish()
    assert answer(builder.data) != before


def test_a_build_that_is_killed_at_any_moment_leaves_one_that_answers(builder: Builder) -> None:
    took = builder.durations()
    chance = random.Random(20211231)  # noqa: S311 # the moments of a test, the same each time
    killed = 0
    for number in range(TRIES):  # a build may also end before it is killed
        mark = list(MARKS)[number % len(MARKS)]
        killed += builder.kill(mark, chance.random() * took[mark])
        assert answer(builder.data) in Builds(builder.data).ids()
        if killed == KILLS:
            break
    assert killed == KILLS
    builder.finish()
    kept = Builds(builder.data).ids()
    assert {path.name for path in (builder.data / "builds").iterdir()} == set(kept)
    assert answer(builder.data) == kept[-1]
    assert len(kept) <= 3
