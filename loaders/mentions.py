"""Mentions: the places of a sentence on which a fact may hang: numbers, dates, titles, organisations and regions.

They serve to find sentences that nobody has read for facts, not to find facts: better one too many than one too few.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from graph.facts import Entity
from loaders.documents import TAG
from loaders.reading import NUMERALS
from ontology.schema import schema
from ontology.values.vocabulary import Word


class Kind(Word):
    """What is mentioned."""

    NUMBER = "number"
    DATE = "date"
    TITLE = "title"
    ORGANISATION = "organisation"
    REGION = "region"


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Words of a text, from ``start`` to ``end``, that mention something."""

    start: int
    end: int
    kind: Kind


_MARKUP = re.compile(rf"{TAG}|&#?[A-Za-z0-9]+;|https?://[!-~]+", re.DOTALL)
_TITLE = re.compile("《[^》]*》?|[^《》]*》")  # one that a page break cuts is a title in both halves
_DATE = re.compile(
    r"(?:19|20)\d\d(?:\s*年|-\d\d?(?:-\d\d?)?)|\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|\d{1,2}\s*日|“?十[三四五六]五”?"
    "|[今明去本上前]年|[上下]半年|[一二三四]季度|年[底初末]|近日"
)
# Digits that belong to a word (5G, 3D, IPv6, R16) count nothing.
_ARABIC = re.compile(r"(?<![A-Za-z\d^.])\d+(?:\.\d+)?(?!\d|[A-Z](?![A-Za-z]))")
# A Chinese numeral counts where a measure word follows it; 第三, 一是 and 统一 count nothing.
_CLASSIFIERS = "个家项大类种级批次年月日倍成座条台套名位方地省市期份天人户区届段者部重轮强以元吨米度国小"
_MEASURED = re.compile(
    rf"(?<!第)(?:[{NUMERALS}]{{2,}}|[{NUMERALS.replace('一', '')}])(?=[多余几]?[{_CLASSIFIERS}])"
    rf"|[{NUMERALS}]+分之[{NUMERALS}]+|[过一]半|翻[{NUMERALS}]?番|一倍"
)
_BODIES = "公司|集团|研究院|研究所|大学|学院|学会|联盟|协会|商会|委员会|工作组|管理局|办公室|办公厅|工厂|银行"
_BODY = re.compile(rf"[\u4e00-\u9fff]{{2,}}?(?:{_BODIES})")

_NAMED = {"Organisation": Kind.ORGANISATION, "Region": Kind.REGION, "RegionGroup": Kind.REGION}


class Names:
    """The names and aliases, of two characters or more, of organisations and regions."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        """Take the names of those among ``entities`` that are organisations, regions or groups of regions."""
        self._words = ahocorasick.Automaton()
        for entity in entities:
            kind = next((kind for cls, kind in _NAMED.items() if schema().is_a(entity.cls, cls)), None)
            for name in (entity.label.zh, *entity.aliases) if kind else ():
                if len(name) > 1:
                    self._words.add_word(name, (len(name), kind))
        if len(self._words):
            self._words.make_automaton()

    def found_in(self, text: str) -> Iterator[Mention]:
        """Every name that stands in ``text``, the longest at each place."""
        if not len(self._words):
            return
        for last, (length, kind) in self._words.iter_long(text):
            yield Mention(last + 1 - length, last + 1, kind)


def mentions(text: str, names: Names) -> list[Mention]:
    """What ``text`` mentions, in its order; markup and addresses of the web mention nothing."""
    plain = _MARKUP.sub(lambda match: " " * len(match[0]), text)
    found = {*names.found_in(plain)}
    for kind, pattern in (
        (Kind.TITLE, _TITLE),
        (Kind.DATE, _DATE),
        (Kind.NUMBER, _ARABIC),
        (Kind.NUMBER, _MEASURED),
        (Kind.ORGANISATION, _BODY),
    ):
        found |= {Mention(*match.span(), kind) for match in pattern.finditer(plain)}
    dates = [mention for mention in found if mention.kind is Kind.DATE]
    return sorted(m for m in found if not (m.kind is Kind.NUMBER and any(_within(m, date) for date in dates)))


def _within(inner: Mention, outer: Mention) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
