"""What a loader says of bad input."""

import pytest

from loaders.corpus import read_corpus
from loaders.verify import verify
from ontology.errors import InvalidInput, Problem
from tests.tiny import Seeds


def problems(seeds: Seeds) -> list[Problem]:
    """The problems for which the seed folder is refused."""
    with pytest.raises(InvalidInput) as refused:
        read_corpus(seeds.folder)
    return refused.value.problems


def mismatches(seeds: Seeds) -> list[Problem]:
    """The problems that only the documents show."""
    corpus = read_corpus(seeds.folder)
    with pytest.raises(InvalidInput) as refused:
        verify(corpus, seeds.documents)
    return refused.value.problems


def places(found: list[Problem]) -> list[tuple[str, int | None, str | None]]:
    """Where the problems stand."""
    return [(problem.file, problem.row, problem.column) for problem in found]
