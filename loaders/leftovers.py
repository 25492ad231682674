"""``leftovers.csv``: sentences of a document that state no fact, though they hold a number, a date or a name, and why.

A row may span several sentences (a table of contents). Its quote is how the first of them opens.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.facts import Claim, Passage
from loaders.documents import SourceText, clean
from loaders.evidence import read_passage
from loaders.problems import Problems
from loaders.tables import read_table
from ontology.values.vocabulary import Word

COLUMNS = ("start", "end", "quote", "reason", "note")


class Reason(Word):
    """Why words state no fact of the document's matter."""

    BOILERPLATE = "boilerplate"  # legal notice, thanks, addresses
    NAVIGATION = "navigation"  # menus, share buttons, links of the site
    RELATED_STORIES = "related-stories"  # teasers of other articles
    TABLE_OF_CONTENTS = "table-of-contents"
    PAGE_HEAD = "page-head"  # running heads and foots
    MARKUP = "markup"  # what a browser does not show
    HEADING = "heading"  # a heading that only announces what the sentences below it state
    REMARK = "remark"  # a general statement: nothing is said of a thing that has a name, and nothing is counted


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words that state no fact, with the reason, and where the row stands that says so."""

    passage: Passage
    reason: Reason
    file: str
    row: int


def read_leftovers(folder: Path, problems: Problems) -> list[Leftover]:
    """Read ``leftovers.csv`` of a document's folder."""
    found = []
    for row in read_table(folder / "leftovers.csv", f"{folder.name}/leftovers.csv", COLUMNS, problems):
        passage, reason = read_passage(row, folder.name), row.need("reason", Reason.parse)
        if passage and reason:
            found.append(Leftover(passage, reason, row.file, row.number))
    return found


def check_nothing_stands_on(leftovers: Iterable[Leftover], claims: Sequence[Claim], problems: Problems) -> None:
    """Note each leftover whose words a claim quotes: menus and other people's stories never become facts."""
    for leftover in leftovers:
        span = leftover.passage
        quoting = (c.id for c in claims if c.document == span.document and any(overlap(span, p) for p in c.passages))
        if claim := next(quoting, None):
            reason = f"{span.start}-{span.end} are left over as {leftover.reason}, yet {claim} quotes words of them"
            problems.add(leftover.file, leftover.row, "start", reason)


def overlap(one: Passage, other: Passage) -> bool:
    """Whether two passages of one document share a character."""
    return one.start < other.end and other.start < one.end


def check_openings(leftovers: Iterable[Leftover], texts: dict[str, SourceText], problems: Problems) -> None:
    """Note each leftover whose quote is not how the words of its span open."""
    for leftover in leftovers:
        span = leftover.passage
        words = texts[span.document].span(span.start, span.end)
        if words is None:
            reason = f"{span.start}-{span.end} lies outside the document ({len(texts[span.document].text)})"
            problems.add(leftover.file, leftover.row, "start", reason)
        elif not clean(words).startswith(clean(span.quote)):
            reason = f"{span.quote!r} is not at {span.start}, where {words[:30]!r} stands"
            problems.add(leftover.file, leftover.row, "quote", reason)
