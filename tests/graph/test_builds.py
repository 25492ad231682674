import gc
import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from graph import build as building
from graph.build import STEPS, build
from graph.builds import KEPT, Builds, read_info
from graph.derive.described import described_in
from graph.facts import Entity, Fact
from graph.lookups import lookup
from loaders.corpus import read_corpus
from ontology.errors import BuildLocked, InvalidGraph, NoBuild
from tests.graph.publishing import info, publish, stage
from tests.tiny import Seeds


@pytest.fixture
def facts(tiny: Seeds) -> list[Fact]:
    return read_corpus(tiny.folder).facts()


def labels(data: Path) -> set[object]:
    opened = Builds(data).open()
    return {label for _, label, _ in opened.view.lines(lookup("labels"), {}).rows}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_build_is_put_in_service(facts: list[Fact], tmp_path: Path) -> None:
    steps: list[str] = []
    info = build(facts, tmp_path, steps.append)
    assert tuple(steps) == STEPS
    opened = Builds(tmp_path).open()
    assert (opened.id, opened.view.build) == (info.id, info.id)
    assert opened.info == info == read_info(tmp_path / "builds" / info.id)


def test_a_build_counts_what_it_holds(facts: list[Fact], tmp_path: Path) -> None:
    info = build(facts, tmp_path)
    assert info.documents == ("900", "901")
    counted = {name: info.counts[name] for name in ("statement", "observation", "entity", "passage", "region")}
    assert counted == {"statement": 13, "observation": 3, "entity": 17, "passage": 17, "region": 3}
    assert info.sentences is False


def test_equal_facts_have_an_equal_digest_in_any_order(facts: list[Fact], tmp_path: Path) -> None:
    first, second, other = (build(given, tmp_path) for given in (facts, facts[::-1], facts[:-1]))
    assert first.digest == second.digest != other.digest
    assert len({first.id, second.id, other.id}) == 3


def test_the_pointer_moves_to_the_new_build(tmp_path: Path) -> None:
    builds = Builds(tmp_path)
    publish(tmp_path, "a1")
    before = builds.stamp()
    publish(tmp_path, "a2")
    assert (builds.current_id, builds.stamp() != before) == ("a2", True)
    assert names(tmp_path) == {"current", "builds"}


def test_what_was_opened_stays_as_it_was(tmp_path: Path) -> None:
    publish(tmp_path, "a1")
    opened = Builds(tmp_path).open()
    publish(tmp_path, "a2")
    assert {row[1] for row in opened.view.lines(lookup("labels"), {}).rows} == {"a1"}
    assert labels(tmp_path) == {"a2"}


def test_three_builds_are_kept(tmp_path: Path) -> None:
    for number in range(KEPT + 2):
        publish(tmp_path, f"a{number}")
    assert names(tmp_path / "builds") == {"a2", "a3", "a4"}
    assert Builds(tmp_path).open("a2").id == "a2"


def test_a_build_that_is_open_is_not_removed(tmp_path: Path) -> None:
    publish(tmp_path, "a0")
    opened = Builds(tmp_path).open()
    for number in range(1, 6):
        publish(tmp_path, f"a{number}")
    assert Builds(tmp_path).ids() == ["a0", "a3", "a4", "a5"]
    del opened
    gc.collect()
    publish(tmp_path, "a6")
    assert Builds(tmp_path).ids() == ["a4", "a5", "a6"]


def test_a_build_in_service_is_not_removed_though_its_id_is_old(tmp_path: Path) -> None:
    for id_ in ("a1", "a2", "a3", "a0"):  # a clock that went back
        publish(tmp_path, id_)
    assert Builds(tmp_path).current_id == "a0"
    assert labels(tmp_path) == {"a0"}


def test_a_build_that_the_shapes_reject_leaves_the_last_good_one(facts: list[Fact], tmp_path: Path) -> None:
    good = build(facts, tmp_path)
    bad = [fact for fact in facts if not (isinstance(fact, Entity) and fact.ref == "indicator/platforms")]
    with pytest.raises(InvalidGraph) as refused:
        build(bad, tmp_path)
    assert "indicator" in str(refused.value)
    assert names(tmp_path / "builds") == {good.id} == {Builds(tmp_path).current_id}


def test_a_build_that_cannot_be_written_leaves_the_last_good_one(
    facts: list[Fact], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = build(facts, tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(building, "write", _disk_full)
        with pytest.raises(OSError, match="No space left"):
            build(facts, tmp_path)
    assert Builds(tmp_path).open().id == good.id
    after = build(facts, tmp_path)
    assert names(tmp_path / "builds") == {good.id, after.id}


def _disk_full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_facts_that_fail_while_they_are_read_leave_the_last_good_build(tmp_path: Path) -> None:
    publish(tmp_path, "a1")

    def failing() -> Iterable[Fact]:
        yield from ()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        build(failing(), tmp_path)
    assert labels(tmp_path) == {"a1"}
    with Builds(tmp_path).lock():
        pass


def leave_staging(data: Path) -> None:
    stage(data, "a9")


def leave_half_removed(data: Path) -> None:
    folder = data / "builds" / "a9"
    (folder / "store").mkdir(parents=True)
    (folder / "open").touch()


def leave_pointer(data: Path) -> None:
    (data / "current.new").write_text("a9\n", encoding="utf-8")


@pytest.mark.parametrize("leave", [leave_staging, leave_half_removed, leave_pointer])
def test_leftovers_of_a_killed_build_are_removed_by_the_next(tmp_path: Path, leave: Callable[[Path], None]) -> None:
    publish(tmp_path, "a1")
    leave(tmp_path)
    assert Builds(tmp_path).ids() == ["a1"]
    publish(tmp_path, "a2")
    assert (names(tmp_path), names(tmp_path / "builds")) == ({"current", "builds"}, {"a1", "a2"})


@pytest.mark.parametrize("id_", [None, "a9", "..", "../builds/a9"])
def test_without_a_build_there_is_none_to_open(tmp_path: Path, id_: str | None) -> None:
    with pytest.raises(NoBuild, match="run `tidu build` first"):
        Builds(tmp_path).open(id_)
    assert (Builds(tmp_path).stamp(), Builds(tmp_path).ids()) == ((0, 0), [])


def test_a_pointer_to_a_build_that_is_gone_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "current").write_text("a9\n", encoding="utf-8")
    with pytest.raises(NoBuild):
        Builds(tmp_path).open()


def test_a_build_that_is_removed_while_it_is_opened_is_none(tmp_path: Path) -> None:
    publish(tmp_path, "a1")
    (tmp_path / "builds" / "a1" / "open").unlink()
    with pytest.raises(NoBuild):
        Builds(tmp_path).open("a1")


def test_the_lock_is_held_by_one_builder_who_is_named(tmp_path: Path) -> None:
    builds = Builds(tmp_path)
    with builds.lock(), pytest.raises(BuildLocked, match=r"process \d+, since \d{4}-"), builds.lock():
        pass
    with builds.lock():
        pass


def test_readers_do_not_wait_for_a_builder(tmp_path: Path) -> None:
    publish(tmp_path, "a1")
    with Builds(tmp_path).lock():
        assert labels(tmp_path) == {"a1"}


def test_the_text_that_a_dead_process_left_in_the_lock_blocks_nobody(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("process 1, since 2020-01-01 00:00:00 UTC\n", encoding="utf-8")
    with Builds(tmp_path).lock():
        assert "process 1," not in (tmp_path / "lock").read_text(encoding="utf-8")


def test_what_a_build_says_of_itself_is_plain_json(tmp_path: Path) -> None:
    publish(tmp_path, "a1")
    given = json.loads((tmp_path / "builds" / "a1" / "build.json").read_text(encoding="utf-8"))
    assert set(given) == {"id", "created", "documents", "sentences", "counts", "digest"}
    assert read_info(tmp_path / "builds" / "a1") == info("a1")


def test_reference_things_are_described_in_no_document(facts: list[Fact]) -> None:
    described = described_in(facts)
    assert {str(ref): sorted(keys) for ref, keys in described.items() if ref.segment in ("group", "region", "org")} == {
        "group/twin": ["900", "901"],
        "org/ministry": ["900"],
    }


def test_publishing_that_is_killed_at_any_step_leaves_a_build_that_answers(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.graph.killed_publish", str(tmp_path)],
        capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    kills, kept, *left = done.stdout.split()
    assert int(kills) > 25
    assert (kept, left) == ("3", [])
