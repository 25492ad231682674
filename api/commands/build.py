"""``tidu build``: seed tables into a build."""

from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from api.commands.options import Data, Documents, Seeds, counted, progress, read_settings, seeds_or_default
from loaders.corpus import read_corpus
from loaders.verify import verify


def command(
    data: Data = None,
    documents: Documents = None,
    seeds: Seeds = None,
    without: Annotated[
        list[str] | None, typer.Option(help="Leave out a document, by its key. May be repeated.")
    ] = None,
) -> None:
    """Build the graph from the seed tables and put it in service.

    The build is checked first; if anything is wrong, every problem is listed and the last good build stays in service.

    Examples:

      tidu build

      tidu build --documents ../documents     # also verify each span, and keep the sentence round it

      tidu build --without 002                # as if that document did not exist
    """
    from graph.build import STEPS, build  # noqa: PLC0415 # the other commands do not pay for the SHACL engine

    steps = ["read", *(["verify"] if documents else []), *STEPS]
    columns = (TextColumn("{task.description:<14}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=progress, transient=True, disable=not progress.is_terminal) as bar:
        task = bar.add_task("read", total=len(steps))

        def step(name: str) -> None:
            bar.update(task, description=name, completed=steps.index(name))

        corpus = read_corpus(seeds_or_default(seeds), without or ())
        if documents:
            step("verify")
            corpus = verify(corpus, documents)
        info = build(corpus.facts(), read_settings(data).data, step)
    counts = info.counts
    typer.echo(
        f"build {info.id}: {counted(counts.get('statement', 0), 'statement')} and "
        f"{counted(counts.get('observation', 0), 'observation')} from {counted(len(info.documents), 'document')}, "
        f"{counted(counts.get('entity', 0), 'entity', 'entities')}, {counted(counts.get('passage', 0), 'passage')}"
    )
