"""A build as a folder for ``neo4j-admin database import``: what it makes is what ``tidu neo4j load`` would have made.

Times of the load are those of the build, so that a build gives the same bytes each time.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from graph.build import no_cycles
from graph.builds import BuildInfo, read_info
from graph.facts import Fact
from graph.loading import facts_of
from graph.property_graph.csv_cells import SEPARATOR_NAME, Cell
from graph.property_graph.csv_files import ID, File, Row, write_rows
from graph.property_graph.csv_folder import replaced
from graph.property_graph.elements import Element, Node, Relationship, labels
from graph.property_graph.mapping import elements
from graph.stores.neo4j import constraints
from graph.stores.neo4j.state import READY
from graph.stores.neo4j.statements import MARK, every_label
from ontology.cypher_names import relationship_type

FORMAT = "neo4j-csv"
ARGUMENTS, SCRIPT, SCHEMA, REPORT = "import.args", "import.sh", "constraints.cypher", "import.report"
LOAD = 1  # an import is the first load of its database

_NODES, _RELATIONSHIPS = "nodes/", "relationships/"

_SCRIPT = f"""\
#!/bin/sh
# sh {SCRIPT} [DATABASE [OPTION …]]: import this folder into an empty database of a Neo4j that does not run.
# neo4j-admin is taken from NEO4J_HOME, where that is set, else from the PATH.
set -eu
CDPATH= cd -- "$(dirname -- "$0")"
database=${{1:-neo4j}}
[ $# -eq 0 ] || shift
exec "${{NEO4J_HOME:+$NEO4J_HOME/bin/}}neo4j-admin" database import full "$database" "$@" @{ARGUMENTS}
"""

_README = """\
Build {build} of Tidu, for Neo4j 5.26 or newer: {nodes} nodes, {relationships} relationships.

1. Stop Neo4j; the database that is imported into must be empty (or add --overwrite-destination).
2. In this folder:

       neo4j-admin database import full neo4j @{arguments}

   or, from anywhere: sh {script} [DATABASE [OPTION ...]]. {arguments} has the options and every file. Enterprise
   Edition has to be told of a new database afterwards: CREATE DATABASE.
3. Start Neo4j, then create constraints and full-text indexes, without which questions run into the time limit
   (--schema of the import is not for Community Edition):

       cypher-shell -u neo4j -f {schema}

   or, with Tidu and without cypher-shell: tidu neo4j load. The database counts as loaded by Tidu in any case.

The files are UTF-8, with commas between columns and quotes round every text; a quote within is doubled, a line break
stays as it is. "" is an empty text, nothing at all is no property. The items of a list are separated by {separator}.
Every file in this folder is replaced by the next export into it.
"""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: of which build, how many files of CSV, nodes and relationships of the graph."""

    build: str
    files: int
    nodes: int
    relationships: int


def export_csv(build: Path, target: Path) -> Exported:
    """Write the build in a folder as the folder ``target``; raises StoreError, and then leaves ``target`` as it was."""
    with replaced(target, FORMAT, left=[REPORT]) as folder, no_cycles():
        return write_csv(folder, read_info(build), facts_of(build))


def write_csv(folder: Path, info: BuildInfo, facts: Sequence[Fact]) -> Exported:
    """Write all files into an empty folder."""
    files = write_elements(folder, lambda: elements(facts))
    done = Exported(info.id, len(files) + 1, _rows(files, _NODES), _rows(files, _RELATIONSHIPS))
    files += write_rows(folder, lambda: [_build_row(info, done)])
    _write(folder / ARGUMENTS, arguments(files))
    _write(folder / SCHEMA, "".join(f"{text};\n" for text in constraints.statements()))
    _write(folder / "README.txt", _readme(done))
    _write(folder / SCRIPT, _SCRIPT)
    (folder / SCRIPT).chmod(0o755)
    return done


def write_elements(folder: Path, given: Callable[[], Iterable[Element]]) -> list[File]:
    """Write nodes and relationships, a file for each class and each type; they are asked for twice."""
    return write_rows(folder, lambda: map(_row, given()))


def arguments(files: Iterable[File]) -> str:
    """The arguments file of the import. Lines are only looked for in cells where there are any: that is slower."""
    breaks = any(file.breaks_lines for file in files)
    options = [
        f"--array-delimiter={SEPARATOR_NAME}", "--ignore-empty-strings=false", "--trim-strings=false", "--strict=true",
        f"--multiline-fields={str(breaks).lower()}", f"--report-file={REPORT}",
    ]  # fmt: skip
    named = sorted(file.path for file in files)
    options += [f"--nodes={path}" for path in named if path.startswith(_NODES)]
    options += [f"--relationships={path}" for path in named if path.startswith(_RELATIONSHIPS)]
    return "".join(f"{option}\n" for option in options)


def _row(element: Element) -> Row:
    return _node(element) if isinstance(element, Node) else _relationship(element)


def _node(node: Node) -> Row:
    own: dict[str, Cell] = {ID: node.id, ":LABEL": list(labels(node.cls)), MARK: LOAD}
    return Row(_NODES + node.cls, node.id, own | node.written)


def _relationship(found: Relationship) -> Row:
    type_ = relationship_type(found.property)
    own: dict[str, Cell] = {":START_ID": found.start, ":TYPE": type_, ":END_ID": found.end, MARK: LOAD}
    return Row(_RELATIONSHIPS + type_, f"{found.start} {type_} {found.end}", {**own, **found.properties})


def _build_row(info: BuildInfo, done: Exported) -> Row:
    """The node that says which build stands in the database."""
    created = datetime.fromisoformat(info.created)
    cells: dict[str, Cell] = {
        ":LABEL": [constraints.BUILD], "key": "current", "name": "Tidu", "state": READY, "build": info.id, "load": LOAD,
        "loader": FORMAT, "batch": 0, "labels": every_label(), "startedAt": created, "seenAt": created,
        "finishedAt": created, "nodes": done.nodes, "relationships": done.relationships,
    }  # fmt: skip
    return Row(_NODES + constraints.BUILD, constraints.BUILD, cells)


def _rows(files: Iterable[File], folder: str) -> int:
    return sum(file.rows for file in files if file.path.startswith(folder))


def _readme(done: Exported) -> str:
    return _README.format(
        build=done.build, nodes=done.nodes, relationships=done.relationships, arguments=ARGUMENTS, script=SCRIPT,
        schema=SCHEMA, separator=SEPARATOR_NAME,
    )  # fmt: skip


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")
