"""What no single row shows: entities that no claim speaks of, facts and files held twice, files that nothing reads."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from graph.facts import Claim, Document, Entity, Observation, Statement
from loaders.problems import Problems
from ontology.identifiers import Ref
from ontology.values.quantity import decimal


def check_entities_are_claimed(
    entities: Iterable[Entity], used: set[Ref], rows: dict[Ref, tuple[str, int]], problems: Problems
) -> None:
    """Note each entity that no claim speaks of, with its row."""
    for entity in entities:
        if entity.ref not in used:
            file, row = rows[entity.ref]
            problems.add(file, row, "key", f"no claim speaks of {entity.ref}")


def check_held_once(documents: Iterable[Document], problems: Problems) -> None:
    """Note documents that are the same file: its claims would count twice."""
    held: dict[str, str] = {}
    for document in documents:
        if document.sha256 in held:
            reason = f"is the file that {held[document.sha256]}/document.yaml names"
            problems.add(f"{document.key}/document.yaml", None, "sha256", reason)
        held.setdefault(document.sha256, document.key)


def check_claimed_once(claims: Iterable[Claim], places: Mapping[str, tuple[str, int]], problems: Problems) -> None:
    """Note each claim that says what another says, of the same words: it would count twice as evidence."""
    held: dict[tuple[object, ...], str] = {}
    for claim in claims:
        if isinstance(claim, Statement) and claim.object is None and claim.value is None:
            continue  # what it says does not parse, which is a problem of its own
        said = (claim.document, claim.passage.start, claim.passage.end, *_said(claim))
        if said in held:
            file, row = places[claim.id]
            problems.add(file, row, "id", f"{claim.id} says of the same words what {held[said]} says")
        held.setdefault(said, claim.id)


def check_quoted_alike(claims: Iterable[Claim], places: Mapping[str, tuple[str, int]], problems: Problems) -> None:
    """Note each span that is quoted in two ways (5G 网络, 5G网络): it is one passage, with one quote."""
    quotes: dict[Ref, str] = {}
    for claim in claims:
        for passage in claim.passages:
            quote = quotes.setdefault(passage.ref, passage.quote)
            if passage.quote != quote:
                file, row = places[claim.id]
                reason = f"{claim.id} quotes {passage.start}-{passage.end} as {passage.quote!r}, others as {quote!r}"
                problems.add(file, row, "quote", reason)


def _said(claim: Claim) -> tuple[object, ...]:
    """What a claim says, but for when, how surely and through whom: of the same words only one of those is right."""
    if isinstance(claim, Observation):
        q = claim.quantity
        what = (
            claim.subject,
            claim.indicator,
            claim.breakdown,
            claim.population,
            claim.measure,
            claim.base,
            claim.phase,
        )
        return (*what, q.number, q.lower and decimal(q.lower), q.upper and decimal(q.upper))
    if isinstance(claim, Statement):
        return (claim.subject, claim.property, claim.object, claim.value)
    raise TypeError(claim)


def check_files(folder: Path, keys: Iterable[str], problems: Problems) -> None:
    """Note files and folders that no loader reads, so that nothing is lost in silence."""
    known = {"document.yaml", "observations.csv", "claims.csv", "evidence.csv", "leftovers.csv", "README.md"}
    keys = list(keys)
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in ("entities", "__pycache__", *keys):
            problems.add(f"{path.name}/document.yaml", None, None, "is missing")
        if path.is_file() and path.name not in ("__init__.py", "README.md"):
            problems.add(path.name, None, None, "is not a file that the folder of the seeds holds")
    for path in sorted((folder / "entities").glob("*")):
        if path.suffix != ".csv" and path.name != "README.md":
            problems.add(f"entities/{path.name}", None, None, "is not a table of entities (.csv)")
    for key in keys:
        for path in sorted((folder / key).iterdir()):
            if path.name not in known:
                problems.add(f"{key}/{path.name}", None, None, "is not a file that a document's folder holds")
