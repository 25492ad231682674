"""The export of the small seed folder as one text, all files behind each other.

``python -m tests.graph.property_graph.golden`` writes it anew. The ontology's own nodes and the constraints are left
out: they change with every edit of the ontology.
"""

import tempfile
from pathlib import Path

from graph.builds import BuildInfo
from graph.derive import derive
from graph.property_graph.csv_cells import SEPARATOR
from graph.property_graph.csv_import import SCHEMA, write_csv
from loaders.corpus import read_corpus
from tests.tiny import Seeds, make

GOLDEN = Path(__file__).parent / "tiny-neo4j-csv.txt"
INFO = BuildInfo("20220105T000000000000-0123456789ab", "2022-01-05T00:00:00+00:00", ("900", "901"), False, {}, "0" * 64)  # noqa: FBT003 # a field


def rendered(seeds: Seeds, folder: Path) -> str:
    """Export into an empty folder, and read it as one text; what separates items is shown as ␟."""
    given = list(read_corpus(seeds.folder).facts())
    write_csv(folder, INFO, [*given, *derive(given)])
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SCHEMA)
    texts = [f"==> {path.relative_to(folder).as_posix()}\n{path.read_text(encoding='utf-8')}" for path in paths]
    return "\n".join(texts).replace(SEPARATOR, "␟")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as out:
        GOLDEN.write_text(rendered(make(Path(made)), Path(out)), encoding="utf-8")
