r"""The tokens of a Cypher text, as Neo4j's lexer reads them once its ``\u`` escapes are replaced.

Where Neo4j glues together what a reader takes for two (``1CREATE`` is one number), or where versions differ (``1.x``),
there is no token here: such a text is refused. Every expression is possessive: no text makes it backtrack, and each
character is read at most twice.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, auto


class Kind(IntEnum):
    """What a token is. The numbers are those of the groups of ``TOKEN``, in its order."""

    WORD = auto()  # a keyword or a name: only its place tells
    NAME = auto()  # in back-ticks: never a keyword
    PARAMETER = auto()
    STRING = auto()
    NUMBER = auto()
    PUNCTUATION = auto()
    JUNK = auto()  # nothing that can stand here, or a string, name or comment without an end


# Python's word characters are fewer than Neo4j's: the others have to stand in back-ticks.
_WORD = r"[^\W\d]\w*+"
_NAME = r"`(?:[^`]++|``)*+`"
_DIGITS = r"[0-9](?:_?[0-9])*+"
_EXPONENT = rf"[eE][+\-]?{_DIGITS}"
_SPACE = r"[\t\n\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"  # Neo4j's, less control characters
DASHES = "‐‑‒–—―﹘﹣－"  # Neo4j reads each as a minus in a pattern
LEFT_HEADS = "⟨〈﹤＜"  # likewise as less-than
RIGHT_HEADS = "⟩〉﹥＞"  # likewise as greater-than


def _string(quote: str) -> str:
    return rf"{quote}(?:[^{quote}\\]++|\\[\s\S])*+{quote}"


_PARTS = {
    Kind.WORD: _WORD,
    Kind.NAME: _NAME,
    Kind.PARAMETER: rf"\$(?:{_WORD}|[0-9]++(?!\w)|{_NAME})",
    Kind.STRING: rf"{_string(chr(34))}|{_string(chr(39))}",
    Kind.NUMBER: rf"(?:0[xX][0-9A-Fa-f_]++|0o[0-7_]++|(?:{_DIGITS}(?:\.{_DIGITS})?+|\.{_DIGITS})(?:{_EXPONENT})?+)"
    r"(?!\w|\.[^\W\d]|\.`)",
    Kind.PUNCTUATION: r"\.\.|\|\||<>|<=|>=|=~|!=|::|[{}()\[\],;.*/+\-=!<>|&^%:$]"
    rf"|[{DASHES}{LEFT_HEADS}{RIGHT_HEADS}]",
    Kind.JUNK: r"[\s\S]",
}
# Line separators do not end a comment for Neo4j; that its readers may think so is reason enough to refuse them.
_COMMENT = r"//[^\r\n\u2028\u2029]*+(?![\u2028\u2029])|/\*(?:[^*]++|\*(?!/))*+\*/"

# White space and comments belong to the token that they precede; the last token is the end, and has no group.
TOKEN = re.compile(
    rf"(?:{_SPACE}++|{_COMMENT})*+(?:" + "|".join(f"({_PARTS[kind]})" for kind in Kind) + r"|\Z)",
)
_ARROWS = str.maketrans(dict.fromkeys(DASHES, "-") | dict.fromkeys(LEFT_HEADS, "<") | dict.fromkeys(RIGHT_HEADS, ">"))


@dataclass(frozen=True, slots=True)
class Token:
    """``text`` is what was written, but that arrows are ASCII; ``keyword`` is a word in capitals, else empty."""

    kind: Kind
    text: str
    at: int
    keyword: str = ""

    @property
    def name(self) -> str:
        """What a word or a name in back-ticks calls a thing."""
        return self.text[1:-1].replace("``", "`") if self.kind == Kind.NAME else self.text


def tokens(text: str) -> Iterator[Token]:
    """The tokens in their order; the first ``JUNK`` is the last."""
    for match in TOKEN.finditer(text):
        if match.lastindex is None:
            return
        kind, written = Kind(match.lastindex), match[match.lastindex]
        at = match.start(match.lastindex)
        if kind == Kind.WORD:
            # Neo4j's keywords are ASCII: capitals of other letters (the Kelvin sign, the long s) make no keyword.
            yield Token(kind, written, at, written.upper() if written.isascii() else "")
        else:
            yield Token(kind, written.translate(_ARROWS) if kind == Kind.PUNCTUATION else written, at)
        if kind == Kind.JUNK:
            return


def place(text: str, at: int) -> tuple[int, int]:
    """The line and the column of a character, both counted from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
