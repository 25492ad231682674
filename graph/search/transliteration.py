"""Transliteration: the pinyin of Chinese names, syllable by syllable, without tones."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from graph.search.folding import HAN, has_han, letters

_RUN = re.compile(f"[{HAN}]+|[^{HAN}]+")

READINGS = {
    "长三角": "chang san jiao",
    "长江三角": "chang jiang san jiao",
    "行业": "hang ye",  # else 物品行业 reads as 品行 and 业
    "之都": "zhi du",
    "首都": "shou du",
    "成都": "cheng du",
    "西藏": "xi zang",
    "陕西": "shaan xi",  # as it is established, which keeps it apart from 山西
}
ALONE = {"藏": "zang", "陕": "shaan"}  # the abbreviations of regions


def syllables(key: str) -> list[str]:
    """The syllables of a folded name, runs of other letters and digits as they are."""
    found: list[str] = []
    for run in _RUN.findall(key):
        found.extend(_read(run) if has_han(run) else [letters(run)])
    return [sound for sound in found if sound]


def _read(run: str) -> Iterator[str]:
    if run in ALONE:
        yield ALONE[run]
        return
    read = [sound for phrase in _phrases(run) for sound in _sounds(phrase)]
    for phrase, sounds in _readings():
        at = run.find(phrase)
        while at >= 0:
            read[at : at + len(phrase)] = sounds
            at = run.find(phrase, at + 1)
    yield from read


def _phrases(run: str) -> Iterator[str]:
    from pypinyin.seg import mmseg  # noqa: PLC0415 # its dictionaries take time to load, and few programs search

    yield from mmseg.seg.cut(run)


@lru_cache(100_000)  # names share their phrases, and to read one takes long
def _sounds(phrase: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 # as above

    return tuple(letters(sound) for sound in lazy_pinyin([phrase], errors=list))  # type: ignore[arg-type] # a list does


@cache
def _readings() -> list[tuple[str, list[str]]]:
    return [(phrase, sounds.split()) for phrase, sounds in READINGS.items()]
