"""A data folder that keeps three builds, for tests of their difference: two older ones are the current one, altered."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from graph.archive import FILE, read_facts, write_facts
from graph.builds import Builds, read_info
from graph.facts import Fact

OLDEST, PREVIOUS = "20210101T000000000000-aaaaaaaaaaaa", "20210102T000000000000-bbbbbbbbbbbb"

Alter = Callable[[list[Fact]], list[Fact]]


def keep(build: Path, folder: Path, oldest: Alter, previous: Alter) -> Path:
    """``folder`` with the current build of the data folder ``build`` and two that came before it, without stores."""
    builds, kept = Builds(build), Builds(folder)
    current = builds.path(builds.current_id)
    facts = list(read_facts(current / FILE))
    (folder / "builds").mkdir(parents=True)
    kept.path(current.name).symlink_to(current)
    (folder / "current").write_text(current.name, encoding="utf-8")
    for name, alter in ((OLDEST, oldest), (PREVIOUS, previous)):
        kept.path(name).mkdir()
        info = asdict(replace(read_info(current), id=name))
        (kept.path(name) / "build.json").write_text(json.dumps(info), encoding="utf-8")
        write_facts(kept.path(name) / FILE, alter(facts))
    return folder
