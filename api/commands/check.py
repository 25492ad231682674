"""``tidu check``: read the seed tables, and every span and number back from the documents."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.options import Documents, Seeds, counted, seeds_or_default
from loaders.corpus import Corpus, read_corpus
from loaders.coverage import Coverage, coverage
from loaders.twins import twins
from loaders.verify import spans, verify


def command(
    documents: Documents = None,
    seeds: Seeds = None,
    covered: Annotated[  # noqa: FBT002 # a flag of the command line
        bool, typer.Option("--coverage", help="Also list the sentences of the documents that no claim quotes.")
    ] = False,
) -> None:
    """Check the seed tables; with the documents at hand, also every span, number and unit.

    Entities of one class that share a name are reported, for they look like one thing entered twice; where they are
    not, nothing has to be done. With --coverage, every sentence that holds a number, a date, a title, an organisation
    or a region must be quoted by a claim or stand in its document's leftovers.csv with the reason: those that do not
    are listed, and the exit status is 1.

    Examples:

      tidu check

      tidu check --documents ../documents

      tidu check --documents ../documents --coverage
    """
    if covered and not documents:
        raise typer.BadParameter("needs the documents: add --documents DIR", param_hint="--coverage")
    corpus = read_corpus(seeds_or_default(seeds))
    verified = ""
    if documents:
        corpus = verify(corpus, documents)
        read = f"{counted(spans(corpus), 'span')} and {counted(corpus.observations, 'number')}"
        verified = f"; {read} read back from the documents"
    typer.echo(
        f"{counted(len(corpus.claims), 'claim')} of {counted(len(corpus.documents), 'document')} and "
        f"{counted(len(corpus.entities), 'entity', 'entities')}: no problem found{verified}"
    )
    for pair in twins(corpus.entities):
        typer.echo(f"one thing twice? {pair}")
    if covered and documents:
        _cover(corpus, documents)


def _cover(corpus: Corpus, documents: Path) -> None:
    """Print what the claims quote of the documents, and list what they do not; raises what is wrong with that."""
    found = coverage(corpus, documents)
    typer.echo(
        f"{counted(found.sentences, 'sentence')} with a number, a date, a title, an organisation or a region: "
        f"{found.touched} quoted, {_left(found)}"
    )
    typer.echo("quoted, leftovers aside: " + ", ".join(f"{q} of {n} {kind}s" for kind, q, n in found.by_kind()))
    for sentence in found.unexplained:
        typer.echo(str(sentence))
    found.check()


def _left(found: Coverage) -> str:
    reasons = ", ".join(f"{reason} {n}" for reason, n in found.explained.most_common())
    return f"{found.explained.total()} left over ({reasons})" if reasons else "none left over"
