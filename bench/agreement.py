"""How far two independent readings of the documents agree: ``python -m bench.agreement`` prints three tables.

``docs/data-quality/<document>.csv`` has a row for each fact of the second reading and for each claim of the first that
the second did not find: where its words stand, of what kind it is (``observation``, or the property), which claims of
the seeds say it now, what was decided, and in which fields the two differed. ``third-reading.csv`` has a row for each
claim that a third reading, of the reconciled claims beside the sentences, corrected, removed or added.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.report import table

FOLDER = Path(__file__).parent.parent / "docs" / "data-quality"
COLUMNS = ("start", "end", "kind", "outcome", "claims", "differs", "note")

SAME = ("same", "said")  # said: in another form, such as the inverse property or two claims for one fact
DIFFERS = ("first-right", "second-right")  # both have the fact, a field differs
ONLY_SECOND = ("added", "elsewhere", "rejected")  # elsewhere: the first has it of another sentence
ONLY_FIRST = ("kept", "corrected", "removed")
THIRD = ("corrected", "removed", "added")
OUTCOMES = (*SAME, *DIFFERS, *ONLY_SECOND, *ONLY_FIRST)

KINDS = {
    "numbers": ("observation",),
    "tiers, groups, paths": ("inTier", "hasMember", "followsPath"),
    "policies and publications": (
        "issuedBy", "issuedOn", "issuerCount", "periodCovered", "signatory", "basedOn", "supersedes", "establishes",
        "publishedBy", "publishedOn", "contributor", "cites", "statedAt", "definedBy",
    ),
    "what regions do": ("jurisdiction", "targets", "implements", "kind"),
    "topics": ("topic", "hasDimension"),
    "places, owners, industries": ("locatedIn", "hosts", "operatedBy", "partOf", "inIndustry"),
    "use and development": ("applies", "develops", "participatesIn"),
    "people and events": ("affiliatedWith", "heldIn", "heldOn", "organisedBy"),
    "recommendations": ("addressedTo",),
    "names": ("name",),
    "descriptions": ("describedAs",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of one fact that one reading or both found."""

    document: str
    kind: str
    outcome: str
    claims: tuple[str, ...]
    differs: tuple[str, ...]


def decisions(folder: Path = FOLDER) -> list[Decision]:
    """All rows of the tables in ``folder``."""
    found = []
    for path in sorted(folder.glob("[0-9]*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                parts = tuple(row["claims"].split()), tuple(row["differs"].split())
                found.append(Decision(path.stem, row["kind"], row["outcome"], *parts))
    return found


Table = tuple[Sequence[str], list[Sequence[str]]]


def by_kind(found: Sequence[Decision]) -> Table:
    """By kind of fact: how many both have, how many only one has, and what became of those; header and lines."""
    head = ("kind", "both", "a field differed", "second only", "taken", "first only", "kept", "agreement")
    kinds = [*KINDS.items(), ("all", tuple(prop for properties in KINDS.values() for prop in properties))]
    counts = [(name, Counter(d.outcome for d in found if d.kind in properties)) for name, properties in kinds]
    return head, [(name, *_cells(counted)) for name, counted in counts]


def _cells(counts: Counter[str]) -> tuple[str, ...]:
    differed = sum(counts[outcome] for outcome in DIFFERS)
    both = sum(counts[outcome] for outcome in SAME) + differed
    second, first = (sum(counts[outcome] for outcome in only) for only in (ONLY_SECOND, ONLY_FIRST))
    share = 2 * both / (2 * both + second + first) if both else 0
    numbers = (both, differed, second, counts["added"], first, first - counts["removed"])
    return (*map(str, numbers), f"{share:.0%}")


def by_field(found: Sequence[Decision]) -> Table:
    """Of the numbers that both readings have: in which fields they differed, and which was right; header and lines."""
    pairs = [d for d in found if d.kind == "observation" and d.outcome in (*SAME, *DIFFERS)]
    head = ("field", "differed", "agreement", "the first was right", "the second was right")
    right = Counter((field, pair.outcome) for pair in pairs if pair.outcome in DIFFERS for field in pair.differs)
    sums = Counter({field: right[field, "first-right"] + right[field, "second-right"] for field, _ in right})
    return head, [
        (field, f"{number}", f"{1 - number / len(pairs):.1%}", *(f"{right[field, outcome]}" for outcome in DIFFERS))
        for field, number in sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    ]


def third_reading(folder: Path = FOLDER) -> list[tuple[str, str]]:
    """The claims that a third reading changed, each with what became of it."""
    with (folder / "third-reading.csv").open(encoding="utf-8", newline="") as lines:
        return [(row["claim"], row["outcome"]) for row in csv.DictReader(lines)]


def by_outcome(changed: Sequence[tuple[str, str]]) -> Table:
    """How many claims the third reading corrected, removed and added; header and line."""
    counts = Counter(outcome for _, outcome in changed)
    head = ("third reading", *THIRD)
    return head, [("claims", *(str(counts[outcome]) for outcome in THIRD))]


def main() -> None:
    """Print the tables."""
    found = decisions()
    tables = (by_kind(found), by_field(found), by_outcome(third_reading()))
    print("\n\n".join(table(*made) for made in tables))


if __name__ == "__main__":
    main()
