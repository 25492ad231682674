"""The same build by ``neo4j-admin database import``: no server writes it, and nothing may stand there before."""

from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bench.neo4j.servers import Watch, started, stop
from bench.neo4j.synthetic import facts
from bench.timing import seconds
from graph.neo4j_server import Home, admin
from graph.property_graph.csv_import import arguments, write_elements
from graph.property_graph.mapping import elements


@dataclass(frozen=True, slots=True)
class Imported:
    """Seconds to write the files and to import them."""

    written: float
    imported: float


def imported(folder: Path, claims: int, watch: Watch) -> Imported:
    """Write the files of synthetic facts, and import them into a home that was just made."""
    data, files = folder / "import", folder / "csv"
    with started(data, watch):  # makes the home and its password
        stop(data, watch)
    files.mkdir()
    began = perf_counter()
    written = write_elements(files, lambda: elements(facts(claims)))
    took = perf_counter() - began
    options = files / "import.args"
    options.write_text(_absolute(arguments(written), files), encoding="utf-8")
    command = ("database", "import", "full", "neo4j", "--overwrite-destination=true", f"@{options}")
    return Imported(took, seconds(lambda: admin(Home.of(data), *command)))


def _absolute(given: str, folder: Path) -> str:
    """The arguments with paths that hold from anywhere; ``neo4j-admin`` runs where we run."""
    for option in ("--nodes=", "--relationships=", "--report-file="):
        given = given.replace(option, f"{option}{folder}/")
    return given
