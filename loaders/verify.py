"""Verifying: every span is read again in the document's file, and numbers and units are read back from the words.

A mismatch is an error with file, row and both readings; nothing is moved to fit.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from graph.facts import Claim, Context, Observation, Passage, Statement
from loaders.corpus import Corpus
from loaders.documents import SourceText, clean, read_texts
from loaders.leftovers import check_openings
from loaders.problems import Problems
from loaders.reading import date_numbers, fold, readings
from ontology.values.period import Period
from ontology.values.quantity import Comparator, Quantity, decimal
from ontology.values.units import base_units
from ontology.values.vocabulary import Measure, Role

HEDGES = {
    Comparator.MORE: re.compile("超|逾|突破|多|余|过"),
    Comparator.AT_LEAST: re.compile("以上|不少于|起"),
    Comparator.LESS: re.compile("不足|低于"),
    Comparator.AT_MOST: re.compile("以下|以内|至多"),
    Comparator.NEARLY: re.compile("近|几乎"),
    Comparator.ABOUT: re.compile("(?<![节合契])约|左右|近.*[多余]"),
}
HEDGE_BEFORE = re.compile("(?:超过?|逾|突破|不足|低于|(?<!附)近|(?<![节合契])约)$")
HEDGE_AFTER = re.compile("多|余|以上|以下|以内|左右")
FALLS = ("下降", "降低", "减少", "缩短", "下滑", "降本")
UNPRINTED = ("个", "点", "人")  # a count's measure word and the point of an index need not stand in the words


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
    for claim in corpus.claims:
        file, row = corpus.places[claim.id]
        reasons = [*_spans(claim, texts[claim.document]), *_values(claim, years[claim.document])]
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
        words = text.span(passage.start, passage.end)
        if words is None:
            yield "start", f"{claim.id}: {passage.start}-{passage.end} lies outside the document ({len(text.text)})"
        elif clean(words) != clean(passage.quote):
            yield "quote", f"{claim.id}: {passage.quote!r} is not at {passage.start}, where {words[:60]!r} stands"


def _values(claim: Claim, document_years: set[int]) -> Reasons:
    words = [clean(p.quote) for p in _shown(claim, Role.VALUE)]
    if isinstance(claim, Observation):
        yield from _quantity(claim, words, [clean(p.quote) for p in _shown(claim, Role.UNIT)])
    elif isinstance(claim, Statement) and isinstance(claim.value, int):
        if not any(reading.number == claim.value for text in words for reading in readings(text)):
            yield "value", f"{claim.id}: {claim.value} is not stated by {' … '.join(words)!r}"
    elif isinstance(claim, Statement) and isinstance(claim.value, Period):
        yield from _date(claim, claim.value, document_years)


def _shown(claim: Claim, role: Role) -> list[Passage]:
    """The stating passage, and the context that shows the role."""
    return [claim.passage, *(context.passage for context in claim.context if context.role is role)]


def _quantity(claim: Observation, words: list[str], unit_words: list[str]) -> Reasons:
    stated = " … ".join(words)
    for text, number in _numbers(claim.quantity):
        found = [reading.number for word in words for reading in readings(word)]
        if abs(number) not in found:
            read = ", ".join(dict.fromkeys(f"{n:f}" for n in found)) or "no number"
            symbol = claim.quantity.unit.symbol
            yield "value", f"{claim.id}: the row says {text} {symbol} ({number:f}); {stated!r} says {read}"
    symbol = claim.quantity.unit.symbol
    printed = _units_beside(claim.quantity, words)
    if printed and claim.quantity.unit.base not in printed:
        yield "unit", f"{claim.id}: the row says {symbol}; {stated!r} says {', '.join(sorted(printed))}"
    elif not printed and not _unit_stated(claim.quantity, words + unit_words):
        yield "unit", f"{claim.id}: the unit {symbol} does not stand in {stated!r}"
    yield from _hedge(claim, words)
    yield from _sign(claim, stated)


def _numbers(quantity: Quantity) -> list[tuple[str, Decimal]]:
    texts = [text for text in (quantity.text, quantity.lower, quantity.upper) if text is not None]
    return [(text, decimal(text) * quantity.unit.scale) for text in texts]


def _units_beside(quantity: Quantity, words: list[str]) -> set[str]:
    """The base units that stand right behind the quantity's numbers; empty where one of them has no unit behind it."""
    numbers = {abs(number) for _, number in _numbers(quantity)}
    found = [_unit_behind(r.after) for word in words for r in readings(word) if r.number in numbers]
    return set() if None in found else {base for base in found if base}


def _unit_behind(words: str) -> str | None:
    """The base unit with which ``words`` open, behind what may stand before it (多家, 个百分点)."""
    plain = re.sub(r"^(?:[多余](?=.)|个(?=百分点|月|季度))", "", fold(words))
    opening = [(fold(symbol), unit.base) for symbol, unit in base_units().items() if plain.startswith(fold(symbol))]
    return max(opening, key=lambda pair: len(pair[0]), default=(None, None))[1]


def _unit_stated(quantity: Quantity, words: list[str]) -> bool:
    unit = quantity.unit
    if unit.base in UNPRINTED:
        return True
    if unit.base == "%" and any("一半" in word for word in words):
        return True
    printed = {fold(form) for form in (unit.base, unit.symbol, unit.symbol.lstrip("万亿千百"))}
    return any(form in _without_longer_units(fold(word), form) for form in printed for word in words)


def _without_longer_units(words: str, form: str) -> str:
    """The words with other units taken out that hold ``form``: 美元 does not state 元."""
    others = {fold(symbol) for symbol, other in base_units().items() if form != fold(other.base)} - {form}
    for longer in sorted((other for other in others if form in other), key=len, reverse=True):
        words = words.replace(longer, " ")
    return words


def _hedge(claim: Observation, words: list[str]) -> Reasons:
    comparator, stated = claim.quantity.comparator, " … ".join(words)
    if comparator in HEDGES and not HEDGES[comparator].search(stated):
        yield "comparator", f"{claim.id}: no word of {stated!r} hedges as {comparator} does"
    if comparator is Comparator.EQUAL and _hedged(claim.quantity, words):
        yield "comparator", f"{claim.id}: {stated!r} hedges the number, the row does not"


def _hedged(quantity: Quantity, words: list[str]) -> bool:
    """Whether a hedge stands right before or after the number."""
    if quantity.number is None:
        return False
    found = [reading for word in words for reading in readings(word) if reading.number == abs(quantity.number)]
    return any(HEDGE_BEFORE.search(reading.before) or HEDGE_AFTER.match(reading.after) for reading in found)


def _sign(claim: Observation, stated: str) -> Reasons:
    if claim.measure in (Measure.GROWTH, Measure.DIFFERENCE, Measure.MEAN_GROWTH) and claim.quantity.text:
        falls = any(word in stated for word in FALLS)
        if falls and not claim.quantity.text.startswith("-") and claim.quantity.text != "0":
            yield "value", f"{claim.id}: {stated!r} speaks of a fall, the value is {claim.quantity.text}"


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
