"""``tidu neo4j load``: the current build into Neo4j."""

import time
from pathlib import Path

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from api.commands.options import Data, counted, progress, read_settings
from graph.builds import Builds
from graph.loading import load
from graph.settings import Settings
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j.access import Access, access_of

STAGES = {"nodes": "nodes", "relationships": "relationships", "removing": "removing what is gone", "indexes": "indexes"}


def command(data: Data = None) -> None:
    """Load the current build into Neo4j: the server of `tidu neo4j start`, or the one that TIDU_NEO4J_URI names.

    What Tidu loaded before is replaced; nodes that are not Tidu's are never touched. A load that was interrupted is
    finished by running it again.

    Examples:

      tidu neo4j load

      TIDU_NEO4J_URI=neo4j+s://db.example.org TIDU_NEO4J_PASSWORD=… tidu neo4j load
    """
    settings = read_settings(data)
    access = access_of(settings)
    began = time.monotonic()
    build = _load(settings, access)
    store = Neo4jStore(access)
    state = store.state()
    if state:
        typer.echo(
            f"build {build} is in Neo4j at {access.uri}: {counted(state.nodes, 'node')}, "
            f"{counted(state.relationships, 'relationship')}, in {time.monotonic() - began:.1f} s"
        )
    if others := store.others():
        typer.echo(f"{counted(others, 'node')} in the same database not of Tidu's making: left as they were", err=True)


def _load(settings: Settings, access: Access) -> str:
    """Load with a progress bar; the id of the build."""
    columns = (TextColumn("{task.description:<22}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=progress, transient=True, disable=not progress.is_terminal) as bar:
        task = bar.add_task("reading", total=None)

        def report(stage: str, done: int, total: int) -> None:
            bar.update(task, description=STAGES[stage], completed=done, total=total or None)

        builds = Builds(settings.data)
        opened = builds.open()  # held open, so that no other build removes it
        load(Path(builds.path(opened.id)), Neo4jStore(access, report))
        return opened.id
