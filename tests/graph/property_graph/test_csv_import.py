import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.builds import BuildInfo, Builds
from graph.neo4j_server import Home
from graph.property_graph.csv_cells import SEPARATOR
from graph.property_graph.csv_import import arguments, export_csv, write_csv, write_elements
from graph.property_graph.elements import Element, Node, Property, Relationship
from graph.stores.neo4j import constraints
from ontology.errors import StoreError
from tests.graph.property_graph.golden import GOLDEN, rendered
from tests.graph.property_graph.importing import imported, run_script
from tests.neo4j import serving
from tests.tiny import Seeds

# What CSV, the import's own options, Java and Cypher might each take for something else.
SIGNS = "\"'`\\,;:|#/{}()[]$@%\t\n\r\v\f \x00\x1e\x7f\x85\xa0\u2028\u2029\u3000\ufeff\uffff😀é北"
WORDS = ("", "null", "NULL", "true", "1", "\\N", "\\n", "''", '""', '"', ",", "\r\n", "\n\n", " ", "a" * 100_000)


def nasty() -> list[str]:
    """Some hundred texts, of which Hypothesis makes the most; one import takes them all."""
    found = list(WORDS)
    texts = st.text(st.sampled_from(SIGNS) | st.characters(exclude_characters=SEPARATOR, codec="utf-8"), max_size=30)

    @settings(max_examples=400, deadline=None, database=None)
    @given(texts)
    def collect(text: str) -> None:
        found.append(text)

    collect()
    return found


def elements(texts: list[str]) -> Iterator[Element]:
    """A node for each text, which has it in every place that a text can have, and a relationship to the next."""
    for number, text in enumerate(texts):
        yield Node(f"passage/{number}", "Passage", {"name": text, "aliases": [text, "a", text], "start": number})
    for number, text in enumerate(texts[1:]):
        lists: dict[str, Property] = {"quotes": [text, text], "empty": ["", ""], "derived": True, "share": -0.1}
        yield Relationship(f"passage/{number}", "contextPassage", f"passage/{number + 1}", {**lists, "note": text})


def test_every_text_survives_an_import(tmp_path: Path) -> None:
    serving.need_java()
    texts = nasty()
    folder = tmp_path / "a folder, 导出"
    folder.mkdir()
    files = write_elements(folder, lambda: elements(texts))
    for name, text in {"import.args": arguments(files), "import.sh": script(tmp_path)}.items():
        (folder / name).write_text(text, encoding="utf-8")
    with imported(folder, tmp_path / "data") as neo4j:
        nodes = neo4j.ask("MATCH (n:Passage) RETURN n.name AS name, n.aliases AS aliases ORDER BY n.start")
        joined = neo4j.ask("MATCH (s)-[r]->(e) RETURN r.note AS note, properties(r) AS found ORDER BY e.start")
    assert [row["name"] for row in nodes] == texts
    assert [row["aliases"] for row in nodes] == [[text, "a", text] for text in texts]
    assert [row["note"] for row in joined] == texts[1:]
    assert [row["found"] for row in joined] == [
        {"note": text, "quotes": [text, text], "empty": ["", ""], "derived": True, "share": -0.1, "tiduLoad": 1}
        for text in texts[1:]
    ]


def script(folder: Path) -> str:
    """The script of an export."""
    info = BuildInfo("b", "2022-01-05T00:00:00+00:00", (), False, {}, "")  # noqa: FBT003 # a field
    (folder / "empty").mkdir()
    write_csv(folder / "empty", info, [])
    return (folder / "empty" / "import.sh").read_text(encoding="utf-8")


def test_the_import_refuses_a_relationship_to_nowhere(tmp_path: Path) -> None:
    serving.need_java()
    (tmp_path / "import.sh").write_text(script(tmp_path), encoding="utf-8")
    lost: list[Element] = [Node("passage/1", "Passage", {}), Relationship("passage/1", "document", "document/none")]
    (tmp_path / "import.args").write_text(arguments(write_elements(tmp_path, lambda: lost)), encoding="utf-8")
    home = Home.of(tmp_path / "data")
    home.make()
    done = run_script(tmp_path, home, "--verbose")
    assert done.returncode != 0
    assert "document/none" in done.stdout + done.stderr


def test_the_export_of_the_small_seeds_is_as_it_was(tiny: Seeds, tmp_path: Path) -> None:
    again = "make it anew with: python -m tests.graph.property_graph.golden"
    assert rendered(tiny, tmp_path) == GOLDEN.read_text(encoding="utf-8"), again


def test_a_build_gives_the_same_bytes_each_time(tiny_build: Path, tmp_path: Path) -> None:
    outs = [tmp_path / "one", tmp_path / "two"]
    for out, seed in zip(outs, "12", strict=True):
        command = [sys.executable, "-m", "api.cli", "export", "neo4j-csv", "-o", str(out), "--data", str(tiny_build)]
        subprocess.run(command, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True)
    one, two = ({p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()} for out in outs)
    assert one == two
    assert len(one) > 50


def test_the_constraints_of_a_load_are_beside_the_files(tiny_build: Path, tmp_path: Path) -> None:
    builds = Builds(tiny_build)
    export_csv(builds.path(builds.current_id), tmp_path / "out")
    text = (tmp_path / "out" / "constraints.cypher").read_text(encoding="utf-8")
    assert text.split(";\n") == [*constraints.statements(), ""]


def test_a_build_without_its_facts_is_refused_and_nothing_written(tiny_build: Path, tmp_path: Path) -> None:
    builds = Builds(tiny_build)
    (tmp_path / "build").mkdir()
    shutil.copy(builds.path(builds.current_id) / "build.json", tmp_path / "build")
    with pytest.raises(StoreError, match="keeps no facts"):
        export_csv(tmp_path / "build", tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["build"]
