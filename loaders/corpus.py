"""A corpus: the seed folder as a whole, read into facts or refused with every problem in it.

::

    seeds/entities/<segment>.csv              shared entities
    seeds/<document>/document.yaml            publication, stem, sha256, language, title, published
    seeds/<document>/{observations,claims,evidence}.csv
    seeds/<document>/leftovers.csv          sentences that state no fact, with the reason
"""

from collections.abc import Collection
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from graph.derive.described import above, closure, refs_of
from graph.facts import Document, Entity, Fact, Observation, Statement
from loaders.claims import read_statements
from loaders.documents import read_document
from loaders.entities import read_entities
from loaders.evidence import read_evidence
from loaders.integrity import (
    check_claimed_once,
    check_entities_are_claimed,
    check_files,
    check_held_once,
    check_quoted_alike,
)
from loaders.leftovers import Leftover, check_apart, check_nothing_stands_on, read_leftovers
from loaders.observations import read_observations
from loaders.problems import Problems
from loaders.references import References
from ontology.errors import UnknownName
from ontology.nearest import nearest


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents, the entities that their claims speak of, and the claims."""

    documents: tuple[Document, ...]
    entities: tuple[Entity, ...]
    claims: tuple[Statement | Observation, ...]
    places: dict[str, tuple[str, int]]  # where each claim stands: file and row
    leftovers: tuple[Leftover, ...] = ()

    @property
    def observations(self) -> int:
        """How many of the claims are observations."""
        return sum(isinstance(claim, Observation) for claim in self.claims)

    def facts(self) -> list[Fact]:
        """Everything, as a build takes it."""
        return [*self.documents, *self.entities, *self.claims]


def seed_folder() -> Path:
    """The seeds that come with the package."""
    return Path(str(files("seeds")))


def read_corpus(folder: Path, without: Collection[str] = ()) -> Corpus:
    """Read and check the whole folder; raise InvalidInput with every problem.

    ``without`` names documents to leave out; entities that only they speak of are left out with them.
    """
    problems = Problems()
    if not folder.is_dir():
        problems.add(str(folder), None, None, "is not a folder")
        problems.stop_if_any()
    keys = sorted(path.name for path in folder.iterdir() if (path / "document.yaml").exists())
    for key in without:
        if key not in keys:
            raise UnknownName("document", key, nearest(key, keys))
    entities, rows = read_entities(folder, problems)
    references = References({entity.ref: entity.cls for entity in entities})
    documents: list[Document] = []
    claims: list[Statement | Observation] = []
    leftovers: list[Leftover] = []
    places: dict[str, tuple[str, int]] = {}
    for key in keys:
        document = read_document(folder / key, references, problems)
        read, where = _read_claims(folder / key, references, problems)
        left = read_leftovers(folder / key, problems)
        places |= where
        if document and key not in without:
            documents.append(document)
            claims += read
            leftovers += left
    check_files(folder, keys, problems)
    check_held_once(documents, problems)
    check_claimed_once(claims, places, problems)
    check_quoted_alike(claims, places, problems)
    check_apart(leftovers, problems)
    check_nothing_stands_on(leftovers, claims, problems)
    named = [ref for claim in claims for ref in refs_of(claim)] + [document.publication for document in documents]
    used = closure(named, above(entities))
    if not without and not any(problem.is_structural for problem in problems.found):
        check_entities_are_claimed(entities, closure(references.named, above(entities)), rows, problems)
    problems.stop_if_any()
    kept = tuple(entity for entity in entities if entity.ref in used)
    return Corpus(tuple(documents), kept, tuple(claims), places, tuple(leftovers))


def _read_claims(
    folder: Path, references: References, problems: Problems
) -> tuple[list[Statement | Observation], dict[str, tuple[str, int]]]:
    before = len(problems.found)
    evidence = read_evidence(folder, problems)
    places: dict[str, tuple[str, int]] = {}
    statements = read_statements(folder, references, evidence, places, problems)
    observations = read_observations(folder, references, evidence, places, problems)
    if not any(problem.is_structural for problem in problems.found[before:]):
        evidence.fail_unused(places)
    return [*statements, *observations], places
