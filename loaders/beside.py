"""What stands beside a number: the unit behind it, and the word that hedges it."""

import re
from collections.abc import Sequence
from functools import lru_cache

from loaders.reading import Reading, fold
from ontology.values.quantity import Comparator
from ontology.values.units import Unit, base_units

_HEDGES = {  # the words of each hedge, wherever in the number's clause they stand
    Comparator.MORE: re.compile("超|逾|突破|多|余|高于|大于|(?<![通经])过"),
    Comparator.AT_LEAST: re.compile("以上|不少于|不低于|至少|起"),
    Comparator.LESS: re.compile("不足|低于|少于|小于|不到"),
    Comparator.AT_MOST: re.compile("以下|以内|至多|最多|不超过|不高于"),
    Comparator.NEARLY: re.compile("近|几乎"),
    Comparator.ABOUT: re.compile("(?<![节合契])约|左右|近.*[多余]"),
}
_BEFORE = re.compile("(?:超过?|逾|突破|不足|不到|[高低大小多少]于|至少|至多|最多|(?<!附)近|几乎|(?<![节合契])约)$")
_AFTER = re.compile("多|余|几|以上|以下|以内|左右")
_SOME = re.compile("(?:(?<![指人总个])数|几|上)$")  # 数百, 几十, 上千
_ROUND = frozenset("十百千万亿")
_RANGE = re.compile(r"[至到~～—-][\d一二两三四五六七八九十]")
_LETTER = re.compile("[A-Za-z]")
_WORDS = re.compile(  # longer words that open like a unit
    "项目|家庭|家电|家具|人工|人才|人员|人民币|条件|类型|种类|地市|地区|年均|次数|位于|名单|度量|点位|台账|套餐"
)
_UNPRINTED = "个"  # the measure word that need not be printed: 五大节点


def hedge_reason(comparator: Comparator, beside: Sequence[Reading], words: Sequence[str]) -> str | None:
    """Why ``comparator`` is not the hedge of the number, which is read at the places ``beside`` of ``words``.

    The hedge stands in the number's clause, or in words that are shown beside it.
    """
    stated = " … ".join(words)
    stating = fold(words[0])
    shown = words[1:] if any(reading.before + reading.printed in stating for reading in beside) else words
    clauses = [*(reading.clause for reading in beside), *shown]
    if comparator in _HEDGES and not any(_HEDGES[comparator].search(clause) for clause in clauses):
        return f"no word of {stated!r} hedges as {comparator} does"
    if comparator is Comparator.EQUAL and any(_is_hedged(reading) for reading in beside):
        return f"{stated!r} hedges the number, the row does not"
    return None


def _is_hedged(reading: Reading) -> bool:
    """Whether a hedge stands right before the number, right behind it, or behind its unit (12家以上, 千元以下)."""
    after = reading.after
    _, length = unit_behind(after)
    if _BEFORE.search(reading.before) or _AFTER.match(after) or _AFTER.match(after[length:]):
        return True
    is_round = set(reading.printed) <= _ROUND
    return is_round and bool(_SOME.search(reading.before) or after.startswith("级"))


def unit_reason(
    unit: Unit, beside: Sequence[Reading], words: Sequence[str], unit_words: Sequence[str], usual: Unit | None
) -> str | None:
    """Why ``unit`` is not the unit of the number, which is read at the places ``beside`` of ``words``.

    It stands behind the number, or in ``unit_words`` that are shown for it (a table's header). Where no unit is printed
    at all, it is 个, or the unit that the indicator usually has (``usual``), if that is 人 or 点.
    """
    forms = {fold(form) for form in (unit.base, unit.symbol, unit.symbol.lstrip("万亿千百"))}
    if any(form in fold(shown) for form in forms for shown in unit_words):
        return None
    free = [reading for reading in beside if not _is_glued(reading)]
    printed = {base for reading in free if (base := unit_behind(reading.after)[0])}
    if unit.base in printed or any(_implies(reading, unit) for reading in free):
        return None
    stated = " … ".join(words)
    if printed:
        return f"the row says {unit.symbol}; {stated!r} says {', '.join(sorted(printed))}"
    if _may_be_unprinted(unit, usual):
        return None
    return f"the unit {unit.symbol} does not stand beside the number in {stated!r}"


def _may_be_unprinted(unit: Unit, usual: Unit | None) -> bool:
    """Whether a number without a unit has this one: 五大节点 are 个, an index of 146.6 is 点 as indices are."""
    if unit.base == _UNPRINTED:
        return usual is None or usual.dimension == unit.dimension
    return unit.base in ("人", "点") and usual is not None and usual.base == unit.base


def _implies(reading: Reading, unit: Unit) -> bool:
    """Whether the number's own words give its unit: 一半 is a percentage, 第二 a place."""
    return (unit.base == "%" and "半" in reading.printed) or (unit.base == "位" and reading.before.endswith("第"))


def _is_glued(reading: Reading) -> bool:
    """Whether the digits belong to a word (5G) or open a range, whose unit stands behind its other end (3至5家)."""
    if _RANGE.match(reading.after) or _LETTER.match(reading.before[-1:]):
        return True
    return bool(_LETTER.match(reading.after)) and unit_behind(reading.after)[0] is None


@lru_cache(maxsize=4096)
def unit_behind(words: str) -> tuple[str | None, int]:
    """The base unit with which ``words`` open, and how far it reaches, a hedge before it (多家, 个多月) passed over."""
    hedge = 1 if words[:1] in ("多", "余", "几") else 0
    rest = words[hedge:]
    if rest.startswith(("个多", "个余")):
        hedge, rest = hedge + 1, "个" + rest[2:]
    if _WORDS.match(rest):
        return None, 0
    opening = [(len(symbol), base) for symbol, base in _symbols() if rest.startswith(symbol)]
    length, base = max(opening, default=(0, None))
    return (base, hedge + length) if base else (None, 0)


@lru_cache(maxsize=1)
def _symbols() -> tuple[tuple[str, str], ...]:
    return tuple((fold(symbol), unit.base) for symbol, unit in base_units().items())
