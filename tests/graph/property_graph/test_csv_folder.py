import fcntl
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.property_graph.csv_folder import MARKER, replaced
from ontology.errors import StoreError


def export(target: Path, **files: str) -> None:
    with replaced(target, "test", left=["left.report"]) as folder:
        (folder / "sub").mkdir()
        for name, text in files.items():
            (folder / "sub" / name).write_text(text, encoding="utf-8")


def held(target: Path) -> dict[str, str]:
    files = {path.relative_to(target).as_posix(): path for path in target.rglob("*") if path.is_file()}
    return {name: path.read_text(encoding="utf-8") for name, path in files.items() if name != MARKER}


def test_a_folder_appears_whole_and_says_what_is_in_it(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "out"
    with replaced(target, "test") as folder:
        (folder / "a").write_text("1", encoding="utf-8")
        assert not target.exists()
    assert held(target) == {"a": "1"}
    assert json.loads((target / MARKER).read_text(encoding="utf-8")) == {"format": "test", "files": ["a"]}
    assert os.listdir(target.parent) == ["out"]  # noqa: PTH208 # names, also hidden ones


def test_an_earlier_export_and_what_tools_leave_in_it_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "out"
    export(target, a="1", b="1")
    (target / "left.report").write_text("", encoding="utf-8")
    export(target, b="2")
    assert held(target) == {"sub/b": "2"}


def test_an_empty_folder_is_taken_and_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "link").symlink_to("out")
    export(tmp_path / "link", a="1")
    assert (tmp_path / "link").is_symlink()
    assert held(tmp_path / "out") == {"sub/a": "1"}


@pytest.mark.parametrize("kind", ["file", "hidden", "below", "link", "forged"])
def test_other_files_are_never_touched(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "out"
    export(target, a="1")
    match kind:
        case "file":
            (target / "notes.txt").write_text("mine", encoding="utf-8")
        case "hidden":
            (target / ".notes").write_text("mine", encoding="utf-8")
        case "below":
            (target / "sub" / "notes").write_text("mine", encoding="utf-8")
        case "link":
            (target / "notes").symlink_to(tmp_path)
        case _:
            (target / MARKER).write_text("[]", encoding="utf-8")
    before = sorted(map(str, target.rglob("*")))
    with pytest.raises(StoreError, match="which no export has written"):
        export(target, a="2")
    assert sorted(map(str, target.rglob("*"))) == before
    assert held(target)["sub/a"] == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_file_or_the_folder_one_stands_in_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="is a file"):
        export(tmp_path / "file")
    (tmp_path / "out" / "sub").mkdir(parents=True)
    for folder in (tmp_path / "out", tmp_path / "out" / "sub"):
        monkeypatch.chdir(folder)
        with pytest.raises(StoreError, match="in use"):
            export(tmp_path / "out", a="1")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_after_an_error_all_is_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "out"
    export(target, a="1")
    with pytest.raises(UnicodeEncodeError):
        export(target, a="2", b="\ud800")
    assert held(target) == {"sub/a": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_one_export_at_a_time_writes_a_folder(tmp_path: Path) -> None:
    target = tmp_path / "out"
    with replaced(target, "test") as folder:
        (folder / "a").write_text("1", encoding="utf-8")
        with pytest.raises(StoreError, match="another export"):
            export(target, a="2")
    assert held(target) == {"a": "1"}


def test_what_a_killed_export_left_is_no_obstacle_and_goes(tmp_path: Path) -> None:
    left = tmp_path / ".out.tidu-new"
    (left / "sub").mkdir(parents=True)
    (left / "half").write_text("…", encoding="utf-8")
    export(tmp_path / "out", a="1")
    assert held(tmp_path / "out") == {"sub/a": "1"}
    handle = os.open(tmp_path / "out", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)  # nobody holds it any more
    os.close(handle)


def test_killed_at_any_moment_the_old_or_the_new_folder_is_there(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.graph.property_graph.killed_export", str(tmp_path / "out")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert int(result.stdout) > 10
