"""Reading numbers back from Chinese words: Arabic or Chinese numerals, with scale words and hedges beside them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import cn2an

from ontology.values.units import SCALES

NUMERALS = "零〇一二两三四五六七八九十百千万亿"
_DIGITS = f"{NUMERALS}半"
_ARABIC = re.compile(r"\d+(?:\.\d+)?")
_CHINESE = re.compile(rf"[{_DIGITS}]+")
_SCALE = re.compile("|".join(SCALES))
_HEDGE_INSIDE = re.compile("[多余]")
_OF_A_NUMBER = re.compile(rf"(?:[\d{_DIGITS}][多余]?|\d\.)$")  # what a scale word after it belongs to
_PAUSE = re.compile("[,，、;；。]")
_NOT_A_SCALE = re.compile("百分|百强|千兆|千瓦|千克|万物|万众|万维")  # words that open like a scale word


@dataclass(frozen=True, slots=True)
class Reading:
    """A number read from words: its value with the scale word, and the words right before and after it, folded.

    A hedge inside the number (十余万) opens the words after it. ``printed`` are its digits or numerals, without a scale
    word behind them.
    """

    number: Decimal
    before: str
    after: str
    printed: str

    @property
    def clause(self) -> str:
        """The number with the words round it, up to the next comma or full stop."""
        return _PAUSE.split(self.before)[-1] + self.printed + _PAUSE.split(self.after)[0]


def fold(words: str) -> str:
    """One form for the many widths of the same character, thousands separators taken out."""
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", unicodedata.normalize("NFKC", words))


def readings(words: str) -> Iterator[Reading]:
    """All numbers that ``words`` can be read to state; a scale word may stand after a hedge (12万多家, 十余万)."""
    text = fold(words)
    for pattern in (_ARABIC, _CHINESE):
        for match in pattern.finditer(text):
            before = text[: match.start()]
            value = None if _is_no_number(match, before) else _value(match[0])
            if value is not None:
                yield from _scaled(value, before, text[match.end() :], match[0])


def _is_no_number(match: re.Match[str], before: str) -> bool:
    """Whether a scale word opens the match that belongs to the number before it, or opens another word (百分点)."""
    if match[0][0] not in "百千万亿":
        return False
    return bool(_OF_A_NUMBER.search(before) or _NOT_A_SCALE.match(match.string, match.start()))


def _scaled(value: Decimal, before: str, after: str, printed: str) -> Iterator[Reading]:
    """The number with the scale word (or 成, a tenth) that follows it; as it stands where none does."""
    rest = _HEDGE_INSIDE.sub("", after[:1]) + after[1:]
    hedge = after[: len(after) - len(rest)]
    scale = None if _NOT_A_SCALE.match(rest) else _SCALE.match(rest)
    if scale:
        factor, _ = SCALES[scale[0]]
        yield Reading(value * factor, before, hedge + rest[scale.end() :], printed)
    elif rest.startswith("成"):
        yield Reading(value * 10, before, rest, printed)
    else:
        yield Reading(value, before, after, printed)


def _value(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return _chinese(text)


def _chinese(text: str) -> Decimal | None:
    if text in ("半", "一半"):
        return Decimal(50)
    spelt = text.replace("〇", "零")
    for form in (spelt, f"一{spelt}"):  # 百余家 leaves the 一 of 一百 out
        try:
            return Decimal(str(cn2an.cn2an(form, "smart")))
        except ValueError:
            continue
    return None


_FIVE_YEAR_PLAN = re.compile('([一二三四五六七八九十]+)五(?=[”"规])')
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def date_numbers(words: str) -> set[int]:
    """The years, months and days that stand in ``words``: 十四五 is 2021 to 2025, Nov is 11, 20212023年 two years."""
    text = re.sub(r"(20\d\d)(20\d\d)(?=年)", r"\1-\2", fold(words))
    numbers = {int(reading.number) for reading in readings(text) if reading.number == int(reading.number)}
    for month, name in enumerate(_MONTHS, start=1):
        if name in text:
            numbers |= {month, *(int(digits) for digits in re.findall(r"\d+", text.replace(name, " ")))}
    for plan in _FIVE_YEAR_PLAN.finditer(text):
        number = _chinese(plan[1])
        if number is not None:
            first = 1951 + 5 * int(number)
            numbers |= {first, first + 4}
    return numbers
