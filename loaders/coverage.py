"""Coverage: which sentences of the documents hold something that a fact may hang on, and yet no claim quotes them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from loaders.corpus import Corpus
from loaders.documents import SourceText, read_texts
from loaders.leftovers import Leftover, Reason
from loaders.mentions import Kind, Mention, Names, mentions
from loaders.problems import Problems
from loaders.quoted import Spans, quoted, touches
from ontology.errors import Uncovered


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that mentions something: its document, where it starts, its words and what they mention."""

    document: str
    start: int
    words: str
    held: tuple[Mention, ...]

    def __str__(self) -> str:
        """Render as ``document@start: what it mentions: how it opens``."""
        said = ", ".join(f"{m.kind} {self.words[m.start - self.start : m.end - self.start]}" for m in self.held[:3])
        return f"{self.document}@{self.start}: {said}{', …' if self.held[3:] else ''}: {self.words[:60]}"


@dataclass
class Coverage:
    """Counts over the sentences that mention something.

    ``explained`` are left over with a reason, ``unexplained`` are neither that nor quoted. ``mentioned`` and ``quoted``
    count what is mentioned in all sentences but the explained ones, and what of it lies in a quote. ``idle`` are
    leftovers that explain no sentence.
    """

    sentences: int = 0
    explained: Counter[Reason] = field(default_factory=Counter)
    mentioned: Counter[Kind] = field(default_factory=Counter)
    quoted: Counter[Kind] = field(default_factory=Counter)
    unexplained: list[Sentence] = field(default_factory=list)
    idle: list[Leftover] = field(default_factory=list)

    @property
    def touched(self) -> int:
        """How many sentences claims quote."""
        return self.sentences - self.explained.total() - len(self.unexplained)

    def check(self) -> None:
        """Raise InvalidInput for leftovers that explain nothing, or Uncovered for sentences that nothing explains."""
        problems = Problems()
        for leftover in self.idle:
            problems.add(leftover.file, leftover.row, None, "holds no number, date or name: nothing is to be explained")
        problems.stop_if_any()
        if self.unexplained:
            raise Uncovered(len(self.unexplained))

    def by_kind(self) -> Iterator[tuple[Kind, int, int]]:
        """Of each kind, how many mentions lie in a quote, and how many there are."""
        for kind in Kind:
            yield kind, self.quoted[kind], self.mentioned[kind]


def coverage(corpus: Corpus, folder: Path) -> Coverage:
    """Look at every sentence of every document in ``folder``; raises InvalidInput for documents that are not there."""
    found, names, problems = Coverage(), Names(corpus.entities), Problems()
    texts = read_texts(folder, corpus.documents, problems)
    problems.stop_if_any()
    spans = quoted(corpus.claims)
    for document in corpus.documents:
        leftovers = [leftover for leftover in corpus.leftovers if leftover.passage.document == document.key]
        own = spans.get(document.key, ())
        sentences = [s for s in _sentences(document.key, texts[document.key], names) if s.held]
        useful = {leftover for sentence in sentences if (leftover := _count(sentence, own, leftovers, found))}
        found.idle += [leftover for leftover in leftovers if leftover not in useful]
    return found


def _sentences(document: str, text: SourceText, names: Names) -> Iterator[Sentence]:
    for start, end in text.sentences():
        words = text.text[start:end]
        held = (Mention(start + m.start, start + m.end, m.kind) for m in mentions(words, names))
        yield Sentence(document, start, words, tuple(held))


def _count(sentence: Sentence, spans: Spans, leftovers: list[Leftover], found: Coverage) -> Leftover | None:
    """Count a sentence into ``found``; returns the leftover that explains it."""
    start, end = sentence.start, sentence.start + len(sentence.words)
    found.sentences += 1
    leftover = next((one for one in leftovers if one.passage.start <= start and end <= one.passage.end), None)
    if leftover:
        found.explained[leftover.reason] += 1
        return leftover
    found.mentioned.update(mention.kind for mention in sentence.held)
    found.quoted.update(mention.kind for mention in sentence.held if touches(spans, mention.start, mention.end))
    if not touches(spans, start, end):
        found.unexplained.append(sentence)
    return None
