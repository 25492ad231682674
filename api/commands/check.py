"""``tidu check``: read the seed tables, and every span and number back from the documents."""

import typer

from api.commands.options import Documents, Seeds, counted, seeds_or_default
from loaders.corpus import read_corpus
from loaders.verify import spans, verify


def command(documents: Documents = None, seeds: Seeds = None) -> None:
    """Check the seed tables; with the documents at hand, also every span, number and unit.

    Examples:

      tidu check

      tidu check --documents ../documents
    """
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
