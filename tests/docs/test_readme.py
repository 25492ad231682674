import re

import pytest

from tests.docs.examples import FILES, ROOT, Example, Session, examples, normal, same

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = [example for file in FILES for example in examples(file)]


@pytest.mark.parametrize("example", SHOWN, ids=lambda example: example.title)
def test_a_command_in_the_docs_prints_what_they_show(example: Example, opened: Session) -> None:
    printed = opened.run(example)
    assert same(example.output, printed), f"run `make docs`, then look at the difference\n{normal(printed)}"


def test_readme_leads_with_run_and_test() -> None:
    commands = re.findall(r"^(?:apt install|make) .*$", README, re.MULTILINE)
    assert [re.split(r"\s+#", command)[0] for command in commands[:3]] == [
        "apt install git make python3", "make run", "make test",
    ]  # fmt: skip


def test_readme_shows_five_commands_with_their_output() -> None:
    assert len(examples(ROOT / "README.md")) == 5
    assert all(example.output.strip() for example in examples(ROOT / "README.md"))


def test_targets_of_make_in_the_docs_exist() -> None:
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    pages = [*FILES, ROOT / "CONTRIBUTING.md"]
    named = {
        n for page in pages for n in re.findall(r"(?:^|`)make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert named <= made


def test_build_ids_cursors_and_tags_may_vary_and_nothing_else() -> None:
    build = "20261121T104632851581-5047dd8bfe1b"
    assert same(f'W/"{build}.22e1af5021d91c0b"', f'W/"{build}.0000000000000000"')
    assert not same(f'W/"{build}.22e1af5021d91c0b"', f'W/"{build}."')
    assert same("build 20261121T104632851581-5047dd8bfe1b: 5", "build 20270101T000000000000-aaaaaaaaaaaa: 5\n")
    assert not same("build 20261121T104632851581-5047dd8bfe1b: 5", "build 20261121T104632851581-5047dd8bfe1b: 6")
