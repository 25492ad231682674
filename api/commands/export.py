"""``tidu export``: the current build as files for other programs."""

import shlex
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.commands.options import Data, counted, progress, read_settings
from graph.builds import Builds
from ontology.errors import StoreError


class Format(StrEnum):
    """Formats of an export."""

    NEO4J_CSV = "neo4j-csv"


OUTPUTS = {Format.NEO4J_CSV: Path("tidu-neo4j-csv")}
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", help="Where to.", show_default="tidu-FORMAT"),
]


def command(
    format_: Annotated[Format, typer.Argument(metavar="FORMAT", help=f"One of: {', '.join(Format)}.")],
    output: Output = None,
    data: Data = None,
) -> None:
    """Write the current build in a format of other programs.

    neo4j-csv is a folder for `neo4j-admin database import`, which fills an empty Neo4j with what `tidu neo4j load`
    would have put there. A folder is replaced as a whole if an earlier export has written all that is in it; else
    nothing is.

    Examples:

      tidu export neo4j-csv

      tidu export neo4j-csv -o ../graph-csv
    """
    target = output or OUTPUTS[format_]
    from graph.property_graph.csv_import import export_csv  # noqa: PLC0415 # as in `tidu build`

    builds = Builds(read_settings(data).data)
    opened = builds.open()  # held open, so that no other build removes it
    try:
        with progress.status(f"exporting build {opened.id}"):
            done = export_csv(builds.path(opened.id), target)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror or error}") from error
    typer.echo(
        f"build {done.build} is in {target}: {counted(done.nodes, 'node')} and "
        f"{counted(done.relationships, 'relationship')} in {counted(done.files, 'file')} of CSV"
    )
    folder = shlex.quote(str(target))
    typer.echo("next      into an empty database of a Neo4j that does not run:")
    typer.echo(f"          cd {folder} && neo4j-admin database import full neo4j @import.args")
    typer.echo(
        "then      start it, and create constraints and indexes: it is slow without (`tidu neo4j load` does so, too)"
    )
    typer.echo(f"          cypher-shell -u neo4j -f {folder}/constraints.cypher")
