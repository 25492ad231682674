"""``python -m bench.questions``: each question of ours beside the same from other servers. Takes some minutes."""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.neo4j.servers import Watch
from bench.processes import build
from bench.questions import tables
from bench.questions.asked import cases
from bench.questions.contestants import contestants
from bench.questions.measuring import Found, measure
from graph.builds import Builds
from graph.editions import Editions
from graph.settings import settings
from graph.stores import open_store


def main() -> None:
    """Build the default data in a folder of its own, let each contestant answer in turn, and print."""
    arguments, watch = _arguments(), Watch()
    with TemporaryDirectory(prefix="tidu-bench-") as folder:
        where = Path(folder)
        build(where / "data")
        builds = Builds(where / "data")
        quads = where / "build.nq"
        store = builds.path(builds.current_id) / "store"
        quads.write_bytes(b"".join(open_store(f"oxigraph:{store}").dump()))
        asked = cases(Editions(settings(data=where / "data", store="")).current())
        cache = (arguments.cache or where / "peers").absolute()
        found: list[Found] = []
        for one in contestants(where / "data", quads, cache, watch):
            print(f"… {one.name}", file=sys.stderr, flush=True)
            found.append(measure(one, asked, arguments.seconds))
    print(f"{watch.words()}\neach load {arguments.seconds:g} s; *: the client itself took most of a core\n")
    parts = [tables.load_table(name, asked, found) for name in asked]
    print("\n\n".join([*parts, tables.memory_table(found), tables.aims_table(asked, found)]))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.questions", description=__doc__)
    parser.add_argument("--cache", type=Path, help="folder in which the others are kept; a temporary one if not given")
    parser.add_argument("--seconds", type=float, default=3, help="of each load (3)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
