"""``leftovers.csv``: sentences of a document that state no fact, though they hold a number, a date or a name, and why.

A row may span several sentences (a table of contents). Its quote is how the first of them opens.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
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


def check_nothing_stands_on(leftovers: Iterable[Leftover], claims: Iterable[Claim], problems: Problems) -> None:
    """Note each leftover whose words a claim quotes: menus and other people's stories never become facts."""
    quoted: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for claim in claims:
        quoted[claim.document] += [(p.start, p.end, claim.id) for p in claim.passages]
    for spans in quoted.values():
        spans.sort()
    for leftover in leftovers:
        span = leftover.passage
        spans = quoted[span.document]
        near = spans[: bisect_left(spans, (span.end, 0, ""))]
        if claim_id := next((id_ for _, end, id_ in reversed(near) if end > span.start), None):
            reason = f"{span.start}-{span.end} are left over as {leftover.reason}, yet {claim_id} quotes words of them"
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
        span = leftover.passage
        words = texts[span.document].span(span.start, span.end)
        if words is None:
            reason = f"{span.start}-{span.end} lies outside the document ({len(texts[span.document].text)})"
            problems.add(leftover.file, leftover.row, "start", reason)
        elif not clean(words).startswith(clean(span.quote)):
            reason = f"{span.quote!r} is not at {span.start}, where {words[:30]!r} stands"
            problems.add(leftover.file, leftover.row, "quote", reason)
        else:
            _check_whole(leftover, texts[span.document], problems)


def _check_whole(leftover: Leftover, text: SourceText, problems: Problems) -> None:
    start, end = leftover.passage.start, leftover.passage.end
    first, last = text.bounds(start)[0], text.bounds(end - 1)[1]
    if text.text[first:start].strip():
        problems.add(leftover.file, leftover.row, "start", f"{start} lies within a sentence, which begins at {first}")
    if text.text[end:last].strip():
        problems.add(leftover.file, leftover.row, "end", f"{end} lies within a sentence, which ends at {last}")
