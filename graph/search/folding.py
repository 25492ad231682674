"""Folding: texts that are typed differently and mean the same become one key."""

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

HAN = "〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

_HAN = re.compile(f"[{HAN}]")
_WORD = re.compile(rf"[{HAN}]+|[^{HAN}\s]+")
_LOOSE = re.compile(r"(?<!\d)[-.]|[-.](?!\d)")  # not those of 2021-2023 and 3.0
_NUMBER = re.compile(r"[\d〇零一二三四五六七八九十百千万亿两]")
_V = re.compile(r"(?<=[ln])v")  # how keyboards write ü
HELD = 0x10000  # characters that are kept once they are known: others are rare, and strangers could send them all

_INSIDE = dict.fromkeys(map(ord, "'’‘ʼ`"))  # of words: Xi'an
_BARS = frozenset("丨|")  # stand between the parts of headlines
_KEPT = frozenset("&%/#@*-.")
_BACK_VOWEL = ("shǎnx", "shaanx")  # the spelling that keeps 陕西 apart from 山西 where no tones are written


class _Signs(dict[int, str | int | None]):
    """What each character becomes: itself, its simplified form, a space, a dash, or nothing."""

    def __missing__(self, code: int) -> str | int | None:
        char, category = chr(code), unicodedata.category(chr(code))
        if category == "Pd":
            found: str | int | None = "-"
        elif category[0] == "M":
            found = None  # accents
        else:
            found = simplified(char) if char in _KEPT or _is_word(char, category) else " "
        if code < HELD:
            self[code] = found
        return found


_SIGNS = _Signs()


@cache
def _converter() -> "OpenCC":
    """Read when the first Chinese text is folded: commands that never search do without."""
    from opencc import OpenCC  # noqa: PLC0415 # as said

    return OpenCC("t2s")


def simplified(char: str) -> str:
    """The simplified character of a traditional one; others stay as they are."""
    return _converter().convert(char) if _HAN.match(char) else char


def simplified_text(text: str) -> str:
    """A text in simplified characters."""
    return "".join(map(simplified, text))


def words(text: str) -> list[str]:
    """The words of a text without case, width, accents and punctuation, in simplified characters.

    A run of Chinese characters is one word. Without the spaces, 《5G ＋ 工业互联网》 and 5g+工业互联网 are one key.
    Signs that make names (the + of 5G+, R&D) stay, and so do dots and dashes between digits.
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_INSIDE)).casefold()
    return _WORD.findall(_LOOSE.sub(" ", unicodedata.normalize("NFKD", decomposed).translate(_SIGNS)))


def heard(text: str) -> str:
    """A query with the one tone that English spellings of Chinese names write: Shǎnxī is Shaanxi."""
    lower = unicodedata.normalize("NFC", text.lower())
    return lower.replace(*_BACK_VOWEL) if _BACK_VOWEL[0] in lower else text


def letters(key: str) -> str:
    """Letters and digits of a key, ü and v as u: how the sounds of Chinese are compared."""
    return _V.sub("u", "".join(filter(str.isalnum, key)))


def has_han(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return _HAN.search(text) is not None


def numbers(key: str) -> list[str]:
    """The digits and numerals of a key: names with different ones are different names, however alike."""
    return _NUMBER.findall(key)


def _is_word(char: str, category: str) -> bool:
    return category[0] in "LNS" and char not in _BARS
