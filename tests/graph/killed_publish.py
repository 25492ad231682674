"""Publishes build after build, killing itself at the first, second, third … thing it does to files.

Run as ``python -m tests.graph.killed_publish DATA``, in a process of its own: it forks. Prints how often it was killed;
fails when a kill leaves anything but a build that opens.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from graph.builds import Builds
from graph.lookups import lookup
from tests.graph.publishing import info, publish, stage

WATCHED = frozenset({"open", "os.rename", "os.remove", "os.rmdir", "os.listdir", "os.scandir", "os.mkdir"})


def forked(work: Callable[[], None]) -> int:
    """Run ``work`` in a forked process; its exit status, negative for a signal."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill_at(count: int) -> None:
    """From now on, kill this process as it begins the ``count``-th thing it does to files."""
    seen = 0

    def hook(event: str, _: object) -> None:
        nonlocal seen
        if event in WATCHED:
            seen += 1
            if seen == count:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def make_model(data: Path) -> None:
    shutil.move(stage(data, "model"), data / "model")


def publish_killed(builds: Builds, model: Path, id_: str, count: int) -> int:
    staging = Path(shutil.copytree(model, builds.data / "builds" / f".new-{id_}"))

    def work() -> None:
        kill_at(count)
        with builds.lock():
            builds.publish(staging, info(id_))

    return forked(work)


def answers(builds: Builds, expected: set[str]) -> None:
    """Fail unless the build in service is one of those expected, opens and answers."""
    opened = builds.open()
    if opened.id not in expected or len(list(opened.view.lines(lookup("labels"), {}).rows)) != 2:
        os._exit(1)


def main(data: Path) -> int:
    builds = Builds(data)
    for number in range(4):  # so that there are old builds to remove
        forked(lambda id_=f"a{number}": publish(data, id_))  # type: ignore[misc] # the default binds the loop's value
    forked(lambda: make_model(data))
    for count in range(1, 1000):
        before, id_ = builds.current_id, f"b{count:03}"
        ended = publish_killed(builds, data / "model", id_, count)
        if forked(lambda ids={before, id_}: answers(builds, ids)):  # type: ignore[misc] # the same
            print(f"killed at {count}: {builds.current_id} does not answer")
            return 1
        if ended == 0:
            left = [path.name for path in (data / "builds").iterdir() if path.name not in builds.ids()]
            print(count - 1, len(builds.ids()), *left)
            return 0
    return 2


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
