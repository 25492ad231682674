"""Verifying: every span is read again in the document's file, and numbers and units are read back from the words.

A mismatch is an error with file, row and both readings; nothing is moved to fit.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from graph.facts import Claim, Context, Observation, Passage, Statement
from loaders.beside import hedge_reason, unit_reason
from loaders.corpus import Corpus
from loaders.documents import SourceText, clean, read_texts
from loaders.leftovers import check_openings
from loaders.problems import Problems
from loaders.reading import Reading, date_numbers, readings
from ontology.identifiers import Ref
from ontology.values.period import Period
from ontology.values.quantity import Quantity, decimal
from ontology.values.units import Unit
from ontology.values.vocabulary import Measure, Role

CHANGES = (Measure.GROWTH, Measure.DIFFERENCE, Measure.MEAN_GROWTH)
_FALL = re.compile("下降|降低|减少|缩短|下滑|下跌|降本|降至|收窄")
_ANY_FALL = re.compile("降|跌|减|缩|下滑|收窄|节")  # a saving may be entered as a fall
_MINUS = re.compile("[-−–负]$|零下$")


def verify(corpus: Corpus, folder: Path) -> Corpus:
    """Check all spans and numbers against the documents in ``folder``; raise InvalidInput with every problem.

    Returns the corpus with the sentence round each passage.
    """
    problems = Problems()
    texts = read_texts(folder, corpus.documents, problems)
    problems.stop_if_any()
    years = {
        document.key: {int(year) for year in re.findall(r"\d{4}", document.published.text)}
        for document in corpus.documents
    }
    given = ((entity.ref, name, value) for entity in corpus.entities for name, value in entity.attributes)
    usual = {ref: value for ref, name, value in given if name == "usualUnit" and isinstance(value, Unit)}
    for claim in corpus.claims:
        file, row = corpus.places[claim.id]
        reasons = [*_spans(claim, texts[claim.document]), *_values(claim, years[claim.document], usual)]
        for column, reason in reasons:
            problems.add(file, row, column, reason)
    check_openings(corpus.leftovers, texts, problems)
    problems.stop_if_any()
    claims = tuple(_with_sentences(claim, texts[claim.document]) for claim in corpus.claims)
    return replace(corpus, claims=claims)


def spans(corpus: Corpus) -> int:
    """How many spans the rows of a corpus give."""
    return sum(len(claim.passages) for claim in corpus.claims)


Reasons = Iterable[tuple[str, str]]


def _spans(claim: Claim, text: SourceText) -> Reasons:
    for passage in claim.passages:
        if wrong := text.misquoted(passage):
            yield wrong[0], f"{claim.id}: {wrong[1]}"


def _values(claim: Claim, document_years: set[int], usual: Mapping[Ref, Unit]) -> Reasons:
    words = [clean(p.quote) for p in _shown(claim, Role.VALUE)]
    if isinstance(claim, Observation):
        shown = [clean(context.passage.quote) for context in claim.context if context.role is Role.UNIT]
        yield from _quantity(claim, words, shown, usual.get(claim.indicator))
    elif isinstance(claim, Statement) and isinstance(claim.value, int):
        if not any(reading.number == claim.value for text in words for reading in readings(text)):
            yield "value", f"{claim.id}: {claim.value} is not stated by {' … '.join(words)!r}"
    elif isinstance(claim, Statement) and isinstance(claim.value, Period):
        yield from _date(claim, claim.value, document_years)


def _shown(claim: Claim, role: Role) -> list[Passage]:
    """The stating passage, and the context that shows the role."""
    return [claim.passage, *(context.passage for context in claim.context if context.role is role)]


def _quantity(claim: Observation, words: list[str], unit_words: list[str], usual: Unit | None) -> Reasons:
    stated = " … ".join(words)
    found = [reading for word in words for reading in readings(word)]
    wanted = _numbers(claim.quantity)
    missing = [(text, n) for text, n in wanted if not any(_states(reading.number, abs(n)) for reading in found)]
    for text, number in missing:
        read = ", ".join(dict.fromkeys(f"{reading.number:f}" for reading in found)) or "no number"
        symbol = claim.quantity.unit.symbol
        yield "value", f"{claim.id}: the row says {text} {symbol} ({number:f}); {stated!r} says {read}"
    if missing:
        return  # what stands beside another number says nothing
    beside = [reading for reading in found if reading.number in {abs(number) for _, number in wanted}]
    if reason := unit_reason(claim.quantity.unit, beside, words, unit_words, usual):
        yield "unit", f"{claim.id}: {reason}"
    if reason := hedge_reason(claim.quantity.comparator, beside, words):
        yield "comparator", f"{claim.id}: {reason}"
    yield from _sign(claim, words, beside)


def _numbers(quantity: Quantity) -> list[tuple[str, Decimal]]:
    texts = [text for text in (quantity.text, quantity.lower, quantity.upper) if text is not None]
    return [(text, decimal(text) * quantity.unit.scale) for text in texts]


def _states(printed: Decimal, number: Decimal) -> bool:
    """Whether the printed number is ``number``, with no more digits than were printed: 12 does not state 12.00."""
    return printed == number and _places(number) <= _places(printed)


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _sign(claim: Observation, words: list[str], beside: list[Reading]) -> Reasons:
    """A fall is a negative growth or difference; nothing else is negative, unless a minus is printed."""
    negative = any(number < 0 for _, number in _numbers(claim.quantity))
    everywhere = "".join([*words, *(clean(context.passage.quote) for context in claim.context)])
    falls = claim.measure in CHANGES and _ANY_FALL.search(everywhere)
    if negative and not falls and not any(_MINUS.search(reading.before) for reading in beside):
        yield "value", f"{claim.id}: the value is {claim.quantity.text}, and {everywhere!r} speaks of no fall"
    rises = not negative and any(number != 0 for _, number in _numbers(claim.quantity))
    if claim.measure in CHANGES and rises and any(_FALL.search(reading.clause) for reading in beside):
        yield "value", f"{claim.id}: {' … '.join(words)!r} speaks of a fall, the value is {claim.quantity.text}"


def _date(claim: Statement, period: Period, document_years: set[int]) -> Reasons:
    """Every year, month and day must stand in the words; where they name no year, it may be the document's own."""
    words = "".join(clean(p.quote) for p in _shown(claim, Role.DATE))
    parts = {int(part) for side in period.text.split("/") for part in re.findall(r"\d+", side)}
    stated = date_numbers(words)
    known = stated if any(1900 <= number < 2100 for number in stated) else stated | document_years
    if missing := parts - known:
        missed = ", ".join(map(str, sorted(missing)))
        yield "value", f"{claim.id}: {period.text} is not stated by {words!r} ({missed} does not stand there)"


def _with_sentences(claim: Statement | Observation, text: SourceText) -> Statement | Observation:
    context = tuple(Context(c.role, _with_sentence(c.passage, text)) for c in claim.context)
    return replace(claim, passage=_with_sentence(claim.passage, text), context=context)


def _with_sentence(passage: Passage, text: SourceText) -> Passage:
    return replace(passage, sentence=text.sentence(passage.start, passage.end))
