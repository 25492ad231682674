"""``python -m bench.endpoints``: measure the endpoints one after the other, and print tables. Takes some minutes."""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.endpoints import tables
from bench.endpoints.direct import Direct
from bench.endpoints.machine import clock, words
from bench.endpoints.measure import Found, Plan, measure
from bench.endpoints.questions import large, short
from bench.endpoints.servers import Endpoint, endpoints
from bench.endpoints.worker import pairs
from bench.processes import build
from graph.builds import Builds
from graph.stores import open_store


def main() -> None:
    """Build the default data in a folder of its own, and serve it by each in turn."""
    arguments = _arguments()
    with TemporaryDirectory(prefix="tidu-bench-") as folder:
        where = Path(folder)
        build(where / "data")
        builds = Builds(where / "data")
        store = builds.path(builds.current_id) / "store"
        quads = where / "build.nq"
        quads.write_bytes(b"".join(open_store(f"oxigraph:{store}").dump()))
        _print(store, quads, where, arguments.cache or where / "peers", arguments.seconds)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.endpoints", description=__doc__)
    parser.add_argument("--cache", type=Path, help="folder in which the peers are kept; a temporary one if not given")
    parser.add_argument("--seconds", type=float, default=3, help="of each load (3)")
    return parser.parse_args()


def _print(store: Path, quads: Path, where: Path, cache: Path, seconds: float) -> None:
    """Measure everything, then print it."""
    start, direct, asked, huge = clock(), Direct(store), short(store), large()
    sizes = {question.name: direct.sizes(question) for question in (*asked, *huge)}
    alone = pairs(store, asked, seconds)
    plan = Plan(asked, huge, sizes, seconds)
    found = [_measured(one, plan, where) for one in endpoints(where / "data", quads, cache.absolute())]
    count = quads.read_bytes().count(b"\n")
    print(f"{count} quads; {words(start, clock())}")
    print(f"each load {seconds:g} s; *: the client itself took over {tables.BUSY:.0%} of a core\n")
    parts = [tables.targets(found[0], alone), *(tables.load_table(one, alone[one.name], found) for one in asked)]
    parts += [tables.large_table(one, sizes[one.name][0], found) for one in huge]
    for one in found:
        if one.missing:
            print(f"{one.name} is {tables.MISSING}: {one.missing}\n")
    print("\n\n".join([*parts, tables.memory_table(found)]))


def _measured(endpoint: Endpoint, plan: Plan, where: Path) -> Found:
    """One endpoint, announced on standard error, since each takes a while."""
    print(f"… {endpoint.name}", file=sys.stderr, flush=True)
    return measure(endpoint, plan, where)


if __name__ == "__main__":
    main()
