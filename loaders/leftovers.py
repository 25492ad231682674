"""``leftovers.csv``: sentences of a document that state no fact, though they hold a number, a date or a name, and why.

A row may span several sentences (a table of contents). Its quote is how the first of them opens.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from graph.facts import Claim, Passage
from loaders.documents import SourceText
from loaders.evidence import read_passage
from loaders.problems import Problems
from loaders.quoted import quoted, touches
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
    spans = quoted(claims)
    for leftover in leftovers:
        span = leftover.passage
        if touches(spans.get(span.document, ()), span.start, span.end):
            mine = [claim for claim in claims if claim.document == span.document]
            claim = max((p.start, p.end, c.id) for c in mine for p in c.passages if overlap(span, p))[2]
            reason = f"{span.start}-{span.end} are left over as {leftover.reason}, yet {claim} quotes words of them"
            problems.add(leftover.file, leftover.row, "start", reason)


def overlap(one: Passage, other: Passage) -> bool:
    """Whether two passages of one document share a character."""
    return one.start < other.end and other.start < one.end


def check_apart(leftovers: Sequence[Leftover], problems: Problems) -> None:
    """Note each leftover that shares words with one before it: a sentence is left over once."""
    ordered = sorted(leftovers, key=lambda one: (one.passage.document, one.passage.start, one.row))
    for one, other in pairwise(ordered):
        if one.passage.document == other.passage.document and overlap(one.passage, other.passage):
            reason = f"{other.passage.start}-{other.passage.end} overlaps row {one.row}"
            problems.add(other.file, other.row, "start", reason)


def check_openings(leftovers: Iterable[Leftover], texts: dict[str, SourceText], problems: Problems) -> None:
    """Note each leftover whose quote is not how its words open, or that begins or ends within a sentence."""
    for leftover in leftovers:
        text = texts[leftover.passage.document]
        if wrong := text.misquoted(leftover.passage, opening=True):
            problems.add(leftover.file, leftover.row, *wrong)
        else:
            _check_whole(leftover, text, problems)


def _check_whole(leftover: Leftover, text: SourceText, problems: Problems) -> None:
    start, end = leftover.passage.start, leftover.passage.end
    first, last = text.bounds(start)[0], text.bounds(end - 1)[1]
    if text.text[first:start].strip():
        problems.add(leftover.file, leftover.row, "start", f"{start} lies within a sentence, which begins at {first}")
    if text.text[end:last].strip():
        problems.add(leftover.file, leftover.row, "end", f"{end} lies within a sentence, which ends at {last}")
