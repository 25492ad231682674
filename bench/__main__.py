"""``python -m bench``: measure, and print two tables. Takes about two minutes."""

import platform
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import peers, product
from bench.processes import build
from bench.report import Target, engines_table, targets_table
from graph.builds import Builds


def main() -> None:
    """Measure everything on the seeds of the package, in a folder of its own."""
    with TemporaryDirectory(prefix="tidu-bench-") as folder:
        data = Path(folder)
        build(data)
        store = Builds(data).path(Builds(data).current_id) / "store"
        print(f"{peers.quads(store)} quads; Python {platform.python_version()} on {platform.machine()}; medians\n")
        uncached, cached = product.answer_seconds(data, 0), product.answer_seconds(data, 16)
        targets = [
            Target("tidu build", 5, product.build_seconds(), "s"),
            Target("tidu serve to the first answer", 2, product.first_answer_seconds(data), "s"),
            *(Target(f"answer, {tier}, cache off", 5, uncached[tier] * 1000, "ms") for tier in uncached),
            *(Target(f"answer, {tier}, cache on", 1, cached[tier] * 1000, "ms") for tier in cached),
            Target(f"server's memory after {product.REQUESTS} requests", 200, product.resident_mb(data), "MB"),
        ]
        print(targets_table(targets), flush=True)
        engines = peers.peers(store)
        peers.agree(engines)
        served = {"tidu over HTTP, cache off": uncached, "tidu over HTTP, cache on": cached}
        print("\n" + engines_table(served | {peer.name: peers.times(peer) for peer in engines}))


if __name__ == "__main__":
    main()
