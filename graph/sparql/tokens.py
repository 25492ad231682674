r"""The tokens of a SPARQL text, as the engine's parser reads them.

The parser has no tokeniser of its own: it tries rules at each character. So keywords need no space around them
(``trueSERVICE<x>`` is two), a name has one group of dots (``a:b.c.SERVICE`` ends at ``c``), and a long string that
holds a wrong escape is read anew as short ones. Where the standard's section 19.8 says otherwise, this follows the
parser. Every expression is possessive: no text makes it backtrack, and each character is read at most twice.
"""

import re
from enum import IntEnum, auto


class Kind(IntEnum):
    """What a token is. The numbers are those of the groups of ``TOKEN``, in its order."""

    NAME = auto()  # a keyword, several run together, or a prefixed name: the one with a colon
    VARIABLE = auto()
    IRI = auto()  # before the operators: where either could stand, the parser tries it first
    PUNCTUATION = auto()
    STRING = auto()
    NUMBER = auto()
    LANGUAGE = auto()
    LABEL = auto()  # of a blank node
    JUNK = auto()  # nothing that can stand here, or a string without an end


# Beyond ASCII the parser takes some characters for names and refuses all others, so taking all is safe.
_START = r"A-Za-z_\x80-\U0010ffff"
_CHAR = rf"{_START}0-9\-"
_ESCAPED = r"""\\(?:[tbnrf"'\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"""
_LOCAL_ESCAPED = r"\\[_~.\-!$&'()*+,;=/?#@%]|%[0-9A-Fa-f]{2}"
_LOCAL_PART = rf"(?:[{_CHAR}:]++|{_LOCAL_ESCAPED})"
_LOCAL = rf"(?:[{_START}0-9:]|{_LOCAL_ESCAPED}){_LOCAL_PART}*+(?:\.++{_LOCAL_PART}++)?+"
_PREFIX = rf"[{_START}][{_CHAR}]*+(?:\.++[{_CHAR}]++)*+"
IRI = re.compile(r"""<(?:[^\x00-\x20<>"{}|^`\\]++|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>""")


def _string(quote: str) -> str:
    """A long string when it has an end, else a short one."""
    many = rf"{quote * 3}(?:{quote}{{0,2}}(?:[^{quote}\\]++|{_ESCAPED}))*+{quote * 3}"
    return rf"{many}|{quote}(?:[^{quote}\\\r\n]++|{_ESCAPED})*+{quote}"


_PARTS = {
    Kind.NAME: rf"(?!_:){_PREFIX}(?::(?:{_LOCAL})?+)?+|:(?:{_LOCAL})?+",
    Kind.VARIABLE: rf"[?$][{_START}0-9]++",
    Kind.IRI: IRI.pattern,
    Kind.PUNCTUATION: r"<<\(|<<|>>|\{\||\|\}|&&|\|\||\^\^|[!<>]=|[{}()\[\],;.*/+\-=!<>|^~?]",
    Kind.STRING: rf"{_string(chr(34))}|{_string(chr(39))}",
    Kind.NUMBER: r"[0-9]++(?:\.[0-9]*+)?+(?:[eE][+\-]?[0-9]++)?+",
    Kind.LANGUAGE: r"@[A-Za-z]++(?:-{1,2}[A-Za-z0-9]++)*+",
    Kind.LABEL: rf"_:[{_START}0-9][{_CHAR}]*+(?:\.++[{_CHAR}]++)*+",
    Kind.JUNK: r"[\s\S]",
}

# White space and comments belong to the token that they precede; the last token is the end, and has no group.
TOKEN = re.compile(
    r"(?:[ \t\r\n]++|#[^\r\n]*+)*+(?:" + "|".join(f"({_PARTS[kind]})" for kind in Kind) + r"|\Z)",
)


def place(text: str, at: int) -> tuple[int, int]:
    """The line and the column of a character, both counted from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
