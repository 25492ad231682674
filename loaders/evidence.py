"""Spans and evidence: the stating span of a row, and the passages beside it that show what the span does not."""

from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from graph.facts import Context, Passage
from loaders.documents import clean
from loaders.problems import Problems, Row
from loaders.tables import read_table
from ontology.errors import InvalidValue
from ontology.values.vocabulary import Role

COLUMNS = ("claim", "role", "start", "end", "quote")
LONGEST_QUOTE = 30


def offset(text: str) -> int:
    """Read a code point offset."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise InvalidValue("offset", text, "a number of code points from the start of the text")
    return int(text)


def read_passage(row: Row, document: str) -> Passage | None:
    """The span that a row's ``start, end, quote`` give; None, and problems noted, where it cannot be one."""
    start, end, quote = row.need("start", offset), row.need("end", offset), row.need("quote", str)
    if start is None or end is None or quote is None:
        return None
    words = clean(quote)
    if not words:
        row.fail("quote", f"{quote!r} holds no words, tags and white space aside")
    if len(words) > LONGEST_QUOTE:
        row.fail("quote", f"has {len(words)} characters, {LONGEST_QUOTE} are the most")
    if end - start < len(words):
        row.fail("end", f"the span {start}-{end} is shorter than its quote ({len(words)} characters)")
    return Passage(document, start, end, quote)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The context passages of a document's claims, by claim id."""

    contexts: dict[str, list[Context]]
    rows: list[Row]

    def of(self, claim: str) -> tuple[Context, ...]:
        """The context of a claim, in the order of the table."""
        return tuple(self.contexts.get(claim, ()))

    def fail_unused(self, claims: Container[str]) -> None:
        """Note evidence rows whose claim is in no table."""
        for row in self.rows:
            if row["claim"] not in claims:
                row.fail("claim", f"there is no claim {row['claim']!r} in this folder")


def read_evidence(folder: Path, problems: Problems) -> Evidence:
    """Read ``evidence.csv`` of a document's folder."""
    rows = read_table(folder / "evidence.csv", f"{folder.name}/evidence.csv", COLUMNS, problems)
    contexts: dict[str, list[Context]] = defaultdict(list)
    for row in rows:
        role, passage = row.need("role", Role.parse), read_passage(row, folder.name)
        if role and passage:
            contexts[row["claim"]].append(Context(role, passage))
    return Evidence(contexts, rows)
