"""What a Cypher text names, judged token by token with no notion of its grammar: the walk cannot be led astray here.

A word that begins a writing or administrative clause passes only where every grammar of Cypher has a name: behind a
full stop, behind a colon, or as a key before a colon. What stands before a bracket is a function, and what stands
behind CALL is a procedure, whatever else it might be.
"""

from collections.abc import Sequence

from graph.cypher.allowed import FUNCTIONS, PROCEDURES
from graph.cypher.inspection_words import BEFORE_BRACKETS, FORBIDDEN
from graph.cypher.tokens import Kind, Token

_NAMES = (Kind.WORD, Kind.NAME)
_WRITES = "only queries that read are answered; if this is a name, put it in back-ticks"


def objection(tokens: Sequence[Token], index: int) -> str | None:
    """Why the token at ``index`` cannot be let through, or None."""
    token = tokens[index]
    if token.kind not in _NAMES:
        return None
    before, after = _sign(tokens, index - 1), _sign(tokens, index + 1)
    if token.kind == Kind.WORD and token.text.upper() in FORBIDDEN:
        key = before in ("{", ",") and after == ":"
        if not (key or before in (".", ":")):
            return f"{token.text.upper()}: {_WRITES}"
    if token.keyword == "CALL" and index + 1 < len(tokens) and tokens[index + 1].kind in _NAMES:
        return _procedure(tokens, index + 1)
    return _function(tokens, index) if after == "(" else None


def _sign(tokens: Sequence[Token], index: int) -> str:
    """The punctuation at ``index``, else the empty text."""
    inside = 0 <= index < len(tokens)
    return tokens[index].text if inside and tokens[index].kind == Kind.PUNCTUATION else ""


def _procedure(tokens: Sequence[Token], first: int) -> str | None:
    parts = [tokens[first].name]
    at = first + 1
    while _sign(tokens, at) == "." and at + 1 < len(tokens) and tokens[at + 1].kind in _NAMES:
        parts.append(tokens[at + 1].name)
        at += 2
    name = ".".join(parts)
    if name in PROCEDURES and not any("." in part for part in parts):
        return None
    return f"{name} is not on the list of procedures that may be called: {', '.join(sorted(PROCEDURES))}"


def _function(tokens: Sequence[Token], last: int) -> str | None:
    parts = [tokens[last].name]
    first = last
    while _sign(tokens, first - 1) == "." and first >= 2 and tokens[first - 2].kind in _NAMES:
        first -= 2
        parts.insert(0, tokens[first].name)
    before, name = _sign(tokens, first - 1), ".".join(parts)
    if first > 0 and tokens[first - 1].keyword == "CALL":
        return None  # a procedure: judged there
    if before == ":" and first == last:
        return None  # the label of an index hint
    plain = before != "." and not any("." in part for part in parts)
    if plain and (name.lower() in FUNCTIONS or (first == last and tokens[last].keyword in BEFORE_BRACKETS)):
        return None
    return f"{name} is not on the list of functions that may be called"
