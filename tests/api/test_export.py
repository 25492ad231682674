"""``tidu export``: what it writes becomes, in a real Neo4j, what ``tidu neo4j load`` makes."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.builds import Builds, read_info
from graph.loading import load
from graph.stores.neo4j.access import Access
from graph.stores.neo4j.store import Neo4jStore
from tests.graph.property_graph.importing import imported
from tests.neo4j.serving import Neo4j

MARK = "tiduLoad"
LOADED = {"load", "loader", "batch", "startedAt", "seenAt", "finishedAt"}  # what tells one load from another


def tidu(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "api.cli", *arguments]
    plain = {"PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}
    return subprocess.run(command, env=plain | env, capture_output=True, text=True, check=False)


@dataclass(frozen=True)
class Both:
    """The same build in two databases: imported, and loaded."""

    data: Path
    imported: Neo4j
    loaded: Neo4j


@pytest.fixture(scope="module")
def both(default_build: Path, neo4j_server: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    folder = tmp_path_factory.mktemp("exported")
    done = tidu("export", "neo4j-csv", "-o", str(folder), "--data", str(default_build))
    assert done.returncode == 0, done.stderr
    neo4j_server.wipe()
    load(current(default_build), store(neo4j_server))
    with imported(folder, tmp_path_factory.mktemp("imported")) as found:
        for text in (folder / "constraints.cypher").read_text(encoding="utf-8").split(";\n")[:-1]:
            found.ask(text)
        found.ask("CALL db.awaitIndexes(60)")
        yield Both(default_build, found, neo4j_server)


def current(data: Path) -> Path:
    return Builds(data).path(Builds(data).current_id)


def store(neo4j: Neo4j) -> Neo4jStore:
    return Neo4jStore(Access(neo4j.uri, neo4j.user, neo4j.password, neo4j.database or None))


def nodes(neo4j: Neo4j) -> dict[object, object]:
    """Labels and properties of every node of ours, by its identifier."""
    rows = neo4j.ask("MATCH (n:Tidu) RETURN n.id AS id, labels(n) AS labels, properties(n) AS found")
    assert len({row["id"] for row in rows}) == len(rows)
    return {row["id"]: (frozenset(strings(row["labels"])), without(row["found"], {MARK})) for row in rows}


def relationships(neo4j: Neo4j) -> dict[object, object]:
    """Properties of every relationship, by its ends and type."""
    rows = neo4j.ask("MATCH (s)-[r]->(e) RETURN s.id AS s, type(r) AS t, e.id AS e, properties(r) AS found")
    found: dict[object, object] = {(row["s"], row["t"], row["e"]): without(row["found"], {MARK}) for row in rows}
    assert len(found) == len(rows)
    return found


def strings(value: object) -> list[str]:
    assert isinstance(value, list)
    return value


def without(value: object, names: set[str]) -> Mapping[str, object]:
    """Properties but some, each beside its type: 1 is not 1.0."""
    assert isinstance(value, dict)
    return {name: (type(found), found) for name, found in value.items() if name not in names}


def check_equal(one: dict[object, object], other: dict[object, object]) -> None:
    """Say what differs, not everything."""
    assert len(one) > 1000
    assert one.keys() == other.keys()
    assert [(key, one[key], other[key]) for key in one if one[key] != other[key]] == []


def test_nodes_are_those_of_a_load(both: Both) -> None:
    check_equal(nodes(both.imported), nodes(both.loaded))


def test_relationships_are_those_of_a_load(both: Both) -> None:
    check_equal(relationships(both.imported), relationships(both.loaded))


def test_there_is_nothing_else(both: Both) -> None:
    others = "MATCH (n) WHERE NOT n:Tidu RETURN labels(n) AS labels, properties(n) AS found"
    ((one,), (other,)) = (neo4j.ask(others) for neo4j in (both.imported, both.loaded))
    assert one["labels"] == other["labels"] == ["TiduBuild"]
    assert without(one["found"], LOADED) == without(other["found"], LOADED)


def test_all_of_it_is_of_the_first_load(both: Both) -> None:
    marks = (
        f"MATCH (n:Tidu) OPTIONAL MATCH (n)-[r]->() RETURN collect(DISTINCT n.{MARK}) + collect(DISTINCT r.{MARK}) AS m"
    )
    assert both.imported.ask(marks) == [{"m": [1, 1]}]


def test_the_state_is_that_of_a_load(both: Both) -> None:
    found, loaded = store(both.imported).state(), store(both.loaded).state()
    assert found
    assert loaded
    assert found.is_ready
    assert (found.load, found.build, found.nodes, found.relationships) == (
        1,
        loaded.build,
        loaded.nodes,
        loaded.relationships,
    )
    assert found.started.isoformat(timespec="seconds") == read_info(current(both.data)).created


def test_facts_are_read_from_it_byte_for_byte(both: Both) -> None:
    local = tidu("facts", "--data", str(both.data))
    url = ("--store", both.imported.uri)
    remote = tidu("facts", "--data", str(both.data), *url, TIDU_NEO4J_PASSWORD=both.imported.password)
    assert (remote.returncode, remote.stderr) == (0, "")
    assert remote.stdout == local.stdout
    assert local.stdout.count("\n") > 1000


@pytest.mark.parametrize("kind", ["CONSTRAINTS", "INDEXES"])
def test_constraints_and_indexes_are_those_of_a_load(both: Both, kind: str) -> None:
    columns = "name, type, labelsOrTypes, properties" + (", options" if kind == "INDEXES" else "")
    query = f"SHOW {kind} YIELD {columns} WHERE name STARTS WITH 'tidu_' RETURN * ORDER BY name"
    assert both.imported.ask(query) == both.loaded.ask(query) != []


def test_a_load_goes_on_from_an_import(both: Both) -> None:
    load(current(both.data), store(both.imported))
    state = store(both.imported).state()
    assert state
    assert (state.load, state.is_ready) == (2, True)
    check_equal(nodes(both.imported), nodes(both.loaded))
    check_equal(relationships(both.imported), relationships(both.loaded))


def test_the_command_says_what_it_wrote_and_what_comes_next(tiny_build: Path, tmp_path: Path) -> None:
    out = tmp_path / "a folder"
    done = tidu("export", "neo4j-csv", "-o", str(out), "--data", str(tiny_build))
    assert (done.returncode, done.stderr) == (0, "")
    assert f"build {Builds(tiny_build).current_id} is in {out}: " in done.stdout
    assert f"cd '{out}' && neo4j-admin database import full neo4j @import.args" in done.stdout
    assert "cypher-shell" in done.stdout


def test_without_an_output_the_folder_is_named_after_the_format(
    tiny_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path.cwd()
    monkeypatch.chdir(tmp_path)
    done = tidu("export", "neo4j-csv", "--data", str(tiny_build), PYTHONPATH=str(root))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "tidu-neo4j-csv" / "import.args").is_file()


def test_refusals_are_one_line(tiny_build: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    for given, status, words in (
        (("neo4j-csv", "-o", str(tmp_path), "--data", str(tiny_build)), 1, "tidu: "),
        (("neo4j-csv", "-o", str(tmp_path / "notes.txt" / "out"), "--data", str(tiny_build)), 1, "tidu: "),
        (("neo4j-csv", "-o", str(tmp_path / "out"), "--data", str(tmp_path / "none")), 1, "tidu build"),
    ):
        done = tidu("export", *given)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (status, "", 1), done.stderr
        assert words in done.stderr
    assert tidu("export", "xlsb").returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
