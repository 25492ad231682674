"""``tidu neo4j load``: the current build into Neo4j; and what a database says of its last load."""

import time

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from api.commands.options import Data, counted, progress, read_settings
from graph.builds import Builds
from graph.settings import Settings
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
    try:
        _load(settings, access)
    except KeyboardInterrupt:
        typer.echo("tidu: interrupted; run `tidu neo4j load` again to finish the load", err=True)
        raise typer.Exit(130) from None  # as shells say it
    typer.echo(f"{standing(access)[0]}, in {time.monotonic() - began:.1f} s")


def standing(access: Access) -> tuple[str, bool]:
    """What stands in a database, in one line, and whether no load is unfinished; raises StoreError without answer."""
    from graph.stores.neo4j.store import Neo4jStore  # noqa: PLC0415 # the other commands do not pay for the driver

    store = Neo4jStore(access)
    state = store.state()
    if state is None:
        return f"nothing of Tidu's is in Neo4j at {access.uri}; run `tidu neo4j load`", True
    if not state.is_ready:
        began = f"{state.started:%Y-%m-%d %H:%M:%S} UTC"
        last = f"its last batch came {state.quiet:.0f} s ago"
        unfinished = f"load {state.load} into Neo4j at {access.uri} began {began} and has not finished ({last})"
        return f"{unfinished}; if nobody is loading, run `tidu neo4j load` again", False
    counts = f"{counted(state.nodes, 'node')}, {counted(state.relationships, 'relationship')}"
    others = store.others()
    beside = f"; beside {counted(others, 'node')} not of Tidu's making, left as they are" if others else ""
    return f"build {state.build} is in Neo4j at {access.uri}: {counts}{beside}", True


def _load(settings: Settings, access: Access) -> None:
    from graph.loading import load  # noqa: PLC0415 # the other commands do not pay for it
    from graph.stores.neo4j.store import Neo4jStore  # noqa: PLC0415 # the same

    columns = (TextColumn("{task.description:<22}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=progress, transient=True, disable=not progress.is_terminal) as bar:
        task = bar.add_task("reading", total=None)

        def report(stage: str, done: int, total: int) -> None:
            bar.update(task, description=STAGES[stage], completed=done, total=total or None)

        builds = Builds(settings.data)
        opened = builds.open()  # held open, so that no other build removes it
        load(builds.path(opened.id), Neo4jStore(access, report))
