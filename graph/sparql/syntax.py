"""The engine's syntax errors, said for people: the token that cannot stand where it does, and what is wrong with it.

The engine names the furthest character that it looked at while it tried keywords, which may be some tokens further on,
and what it would have taken there, which is often its whole grammar. So it is asked once more with the tokens so far
apart that no keyword reaches from one to the next.
"""

import re
from bisect import bisect_right
from itertools import accumulate

import pyoxigraph as ox

from graph.sparql.tokens import TOKEN, Kind, place
from ontology.errors import InvalidQuery

LONGEST_TEXT = 2**18  # characters of a text that is read again
LONGEST = 60  # characters of a token that are shown
FEW = 6  # signs that are worth listing
APART = " " * 16  # the longest keyword has 12 letters

_AT = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_SENTENCE = re.compile(
    r"SELECT \* is [^,\[]*|(?:[A-Z]\w+|\?\w+)(?: [\w?]+)*(?: [a-z]+){2}[^,\[\]\"]*"
)  # several words, not keywords alone
_SIGN = re.compile(r'"([^"\s]{1,3})"')


def invalid(text: str, message: str, base: str) -> InvalidQuery:
    """The error for the engine's ``message`` about ``text``."""
    found = _AT.fullmatch(message)
    if found is None:
        return InvalidQuery(message)
    line, column, expected = int(found[1]), int(found[2]), found[3]
    if len(text) > LONGEST_TEXT:
        return InvalidQuery("the text cannot go on from here" + _signs(expected), line, column)
    if undeclared := _undeclared(text):
        at, prefix = undeclared
        return InvalidQuery(f"the prefix `{prefix}` is not declared; write PREFIX {prefix} <…> first", *place(text, at))
    sentences = "; ".join(dict.fromkeys(sentence.strip() for sentence in _SENTENCE.findall(expected)))
    at, token = _culprit(text, base, back=bool(sentences))  # what is wrong with a token is said at its end
    shown = token if len(token) <= LONGEST else token[:LONGEST] + "…"
    reason = f"`{shown}` cannot stand here" if token else "the query ends too early"
    return InvalidQuery(sentences or reason + _signs(expected), *place(text, at))


def _culprit(text: str, base: str, *, back: bool) -> tuple[int, str]:
    """Where the token begins that cannot stand there; an empty one at the end where more should follow."""
    tokens = [(m.start(m.lastindex), m[m.lastindex]) for m in TOKEN.finditer(text) if m.lastindex]
    starts, ends = [at for at, _ in tokens], [at + len(token) for at, token in tokens]
    parts = [
        token + (APART if at > end else "")
        for (_, token), at, end in zip(tokens, [*starts[1:], len(text) + 1], ends, strict=True)
    ]
    spaced = "".join(parts)
    furthest = _furthest(spaced, base) - back
    if furthest >= len(spaced) or not tokens:
        return ends[-1] if tokens else 0, ""
    return tokens[bisect_right(list(accumulate(map(len, parts))), furthest)]


def _undeclared(text: str) -> tuple[int, str] | None:
    """The first prefix that is used and not declared, with its colon, and where."""
    declared, is_declaration = set(), False
    for match in TOKEN.finditer(text):
        name = match[Kind.NAME] or ""
        prefix = name[: name.find(":") + 1]
        if prefix and is_declaration:
            declared.add(prefix)
        elif prefix and prefix not in declared and text[match.start(Kind.NAME) - 1 : match.start(Kind.NAME)] != "<":
            return match.start(Kind.NAME), prefix
        is_declaration = name.upper().endswith("PREFIX")
    return None


def _furthest(text: str, base: str) -> int:
    """The offset of the furthest character that the engine looked at before it gave up."""
    try:
        ox.Store().query(text, base_iri=base)
    except SyntaxError as error:
        if found := _AT.fullmatch(str(error)):
            return _offset(text, int(found[1]), int(found[2]))
    return len(text)


def _signs(expected: str) -> str:
    signs = list(dict.fromkeys(_SIGN.findall(expected)))
    return f"; expected {' or '.join(signs)}" if 0 < len(signs) <= FEW else ""


def _offset(text: str, line: int, column: int) -> int:
    begin = 0
    for _ in range(line - 1):
        begin = text.find("\n", begin) + 1
    return min(begin + column - 1, len(text))
