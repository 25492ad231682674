"""``tidu neo4j``: a Neo4j server of our own, one in each data folder."""

import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from api.commands import neo4j_load
from api.commands.options import Data, progress, read_settings
from graph import neo4j_server
from graph.neo4j_server import LocalServer
from graph.stores.neo4j.access import access_of, configured
from ontology.errors import ServerError

app = typer.Typer(help="Run a Neo4j server with Neo4j Browser, no container needed.", no_args_is_help=True)

GUIDE = "http://127.0.0.1:8000/neo4j"  # of a server on its usual port

Port = Annotated[int, typer.Option(min=0, max=65535, show_default="that of the last start, or a free one")]


@app.command()
def start(data: Data = None, bolt_port: Port = 0, http_port: Port = 0) -> None:
    """Start Neo4j in the data folder, and wait until it answers.

    It listens on this machine alone. The first start fetches Neo4j Community from Maven Central; it needs Java 17 and
    Maven, and installs them where it may (as root, on Debian). Its memory is set by TIDU_NEO4J_HEAP.

    Examples:

      tidu neo4j start

      tidu neo4j start --bolt-port 7687 --http-port 7474
    """
    settings = read_settings(data)
    before = neo4j_server.running(settings.data)
    with _reported() as report:
        server = neo4j_server.start(settings.data, settings, report, bolt_port=bolt_port, http_port=http_port)
    again = " already" if before == server else ""
    typer.echo(f"Neo4j {server.version} runs{again}, process {server.pid}")
    _describe(server)
    _check_ports(server, bolt_port, http_port)
    typer.echo("next      tidu neo4j load")
    typer.echo(f"          TIDU_NEO4J_URI={server.bolt_uri} tidu serve    # serves /cypher too")
    typer.echo(f"          in Browser, while it serves: :style {GUIDE}/style.grass and :guide {GUIDE}/guide")
    named = configured(settings)
    if named and named != server.bolt_uri:
        typer.echo(f"note: loads go to {named}, which TIDU_NEO4J_URI or the store names, not to this server", err=True)


def _check_ports(server: LocalServer, bolt_port: int, http_port: int) -> None:
    """Refuse ports that a server that runs already does not have."""
    for option, asked, found in (
        ("--bolt-port", bolt_port, server.bolt_port), ("--http-port", http_port, server.http_port),
    ):  # fmt: skip
        if asked not in (0, found):
            raise ServerError(f"it runs already, on {found} and not on {option} {asked}: run `tidu neo4j stop` first")


@app.command()
def status(data: Data = None) -> None:
    """Say whether Neo4j runs, where, and which build is loaded.

    With TIDU_NEO4J_URI it is that Neo4j whose load is looked at. The exit status is 1 where none runs, and where a load
    has not finished.
    """
    settings = read_settings(data)
    server = neo4j_server.running(settings.data)
    if server:
        typer.echo(f"Neo4j {server.version} runs, process {server.pid}")
        _describe(server)
    elif not configured(settings):
        words = neo4j_server.died(settings.data)
        typer.echo(
            f"Neo4j has died: {words}; run `tidu neo4j start`" if words else f"Neo4j does not run in {settings.data}"
        )
        raise typer.Exit(1)
    words, is_whole = neo4j_load.standing(access_of(settings))
    typer.echo(f"loaded    {words}")
    raise typer.Exit(0 if is_whole else 1)


@app.command()
def stop(data: Data = None) -> None:
    """Stop the Neo4j that was started in the data folder, and nothing else."""
    folder = read_settings(data).data
    words = neo4j_server.died(folder)
    with _reported() as report:
        server = neo4j_server.stop(folder, report)
    if server:
        typer.echo(f"Neo4j, process {server.pid}, was stopped")
    elif words:
        typer.echo(f"Neo4j had died already, and nothing was stopped: {words}")
    else:
        typer.echo(f"Neo4j does not run in {folder}")


def _describe(server: LocalServer) -> None:
    """Where it is reached; the password itself is never printed."""
    typer.echo(f"browser   {server.browser_uri}")
    typer.echo(f"bolt      {server.bolt_uri}")
    typer.echo(f"password  of the user neo4j: cat {shlex.quote(str(server.password_file))}")


@contextmanager
def _reported() -> Iterator[Callable[[str], None]]:
    """What is being done, on standard error: one moving line on a terminal, else a line for each step."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=progress, transient=True, disable=not progress.is_terminal) as bar:
        task = bar.add_task("", total=None)
        steps = [""]

        def report(text: str) -> None:
            bar.update(task, description=text)
            step = text.partition(":")[0]  # what follows only counts
            if not progress.is_terminal and step != steps[-1]:
                progress.print(step, highlight=False)
            steps.append(step)

        yield report
