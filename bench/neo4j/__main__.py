"""``python -m bench.neo4j``: start servers of our own, load them, ask them, and print tables. Takes some minutes."""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.neo4j import tables
from bench.neo4j.importing import Imported, imported
from bench.neo4j.loads import Load, loads
from bench.neo4j.questions import Asked, ask
from bench.neo4j.servers import Watch, started, stop, tidu
from bench.neo4j.synthetic import CLAIMS
from bench.neo4j.tables import Line
from bench.processes import build
from graph.builds import Builds
from graph.settings import settings
from graph.stores import open_store
from graph.stores.neo4j.access import access_of


def main() -> None:
    """Measure everything in a folder of its own, then print it."""
    arguments, watch = _arguments(), Watch()
    with TemporaryDirectory(prefix="tidu-bench-") as folder:
        data = Path(folder) / "data"
        _tell("the product's commands")
        lines = product(data, watch)
        _tell("questions")
        asked = questions(data, arguments.runs, watch)
        _tell("large loads")
        found = loads(Path(folder), arguments.claims, watch)
        _tell("neo4j-admin import")
        files = imported(Path(folder), arguments.claims, watch)
    lines += [*_of_loads(found), *_of_import(files), *_of_questions(asked)]
    parts = [watch.words(), tables.targets(lines), tables.loads_table(found), tables.questions_table(asked)]
    print("\n\n".join(parts))


def product(data: Path, watch: Watch) -> list[Line]:
    """``tidu neo4j start`` and ``tidu neo4j load`` of the default build, in a new home and in one that was made."""
    build(data)
    try:
        first, load = tidu(data, "neo4j", "start"), tidu(data, "neo4j", "load")
        again = tidu(data, "neo4j", "load")
    finally:
        stop(data, watch)
    try:
        cold = tidu(data, "neo4j", "start")
        merged = tidu(data, "neo4j", "load")
    finally:
        stop(data, watch)
    return [
        Line("tidu neo4j start, a new home", first, "s"),
        Line("tidu neo4j load, an empty database", load, "s"),
        Line("both, a new home", first + load, "s", 15),
        Line("tidu neo4j start, a home that was made", cold, "s"),
        Line("tidu neo4j load, over the same build", merged, "s"),
        Line("both, a home that was made", cold + merged, "s", 15),
        Line("tidu neo4j load, over the same build, server warm", again, "s"),
    ]


def questions(data: Path, runs: int, watch: Watch) -> list[Asked]:
    """The questions, of the default build that ``product`` has loaded."""
    builds = Builds(data)
    embedded = open_store(f"oxigraph:{builds.path(builds.current_id) / 'store'}").view()
    with started(data, watch):
        found = ask(access_of(settings(data=data)), embedded, runs)
    embedded.close()
    return found


def _of_loads(found: list[Load]) -> list[Line]:
    first, second, plain = found
    return [
        Line(f"load of {first.loaded.relationships:,} relationships", first.seconds, "s", 40),
        Line("the same, the loader's peak memory", first.loaded.peak, "MB", 500),
        Line("the same, beside the plain driver's time", first.seconds / plain.seconds, "times", 1),
        Line("the same, processor time beside the plain driver's", _processor(first) / _processor(plain), "times", 1),
        Line("the same a second time", second.seconds, "s"),
    ]


def _of_import(files: Imported) -> list[Line]:
    return [
        Line("the same as files of CSV", files.written, "s"),
        Line("the files by neo4j-admin database import", files.imported, "s"),
    ]


def _processor(load: Load) -> float:
    return load.server + load.loaded.processor


def _of_questions(asked: list[Asked]) -> list[Line]:
    return [
        Line(f"{one.name}, view beside driver, p{percent}", one.ratio(percent), "times", 2)
        for one in asked
        for percent in (50, 99)
    ]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.neo4j", description=__doc__)
    parser.add_argument("--claims", type=int, default=CLAIMS, help=f"of the large load ({CLAIMS})")
    parser.add_argument("--runs", type=int, default=300, help="of each question (300)")
    return parser.parse_args()


def _tell(what: str) -> None:
    """Say on standard error what begins, since each takes a while."""
    print(f"… {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
