"""What a stranger's query asks for, found out before the engine sees it: linear in its length, without recursion.

Refused are texts that would make the engine fetch (SERVICE), updates, texts without a query, characters that no query
has, and what is so deep or long that the engine's recursive parser or planner would overflow its stack. All other
errors are left to the engine, which says them well.

The engine reads by trial: ``?a<'>`` is less-than and a string in a comparison, an IRI in a pattern; ``service:x {`` is
a name, or SERVICE and ``:x``, whichever leads on. Where such a difference could hide a SERVICE, or many brackets,
the text is refused, and the reason says how to write it.
"""

import re
from dataclasses import dataclass

from graph.sparql.inspection_limits import Depths
from graph.sparql.inspection_names import Names, unescaped
from graph.sparql.tokens import IRI, TOKEN, Kind, place
from ontology.errors import InvalidQuery

# Plain numbers: a look-up in an Enum for every token would double the time.
_NAME, _PUNCTUATION, _IRI, _JUNK = (int(kind) for kind in (Kind.NAME, Kind.PUNCTUATION, Kind.IRI, Kind.JUNK))
_FETCHING = "SERVICE is not served: nothing is ever fetched"
_READS = "this endpoint only reads; updates are not served"
_OPENING = frozenset(["{", "(", "[", "<<", "<<(", "{|"])
_CLOSING = frozenset(["}", ")", "]", ">>", "|}"])
# Behind less-than these cannot hide anything: `//` ends every other reading, and the rest is one name.
_PLAIN = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.\-]*://|(?:[A-Za-z_][\w:.\-]*)?>)")
_BRACKETS = re.compile(r"[(\[!+-]")
MAX_HIDDEN = 50  # brackets and signs in an IRI that could be a comparison: no IRI of the web's has so many
_NAMING = ("GRAPH", "FROM", "NAMED", "DESCRIBE")  # what a name behind them names is no service
_AMBIGUOUS = "this can be read as a comparison too; put a space after `<`, or write the IRI as a prefixed name"
_STRAY = "this character cannot stand here, or begins a string that does not end"


@dataclass(frozen=True, slots=True)
class Inspected:
    """``default`` and ``named``: the absolute IRIs of the dataset clauses."""

    default: tuple[str, ...]
    named: tuple[str, ...]


def inspect(text: str, base: str | None) -> Inspected:
    r"""Look the text over; raises InvalidQuery. ``base`` is what relative IRIs are resolved against.

    The engine knows ``\u`` escapes in strings and IRIs alone, the standard everywhere and before all else: a text with
    such escapes is read both ways.
    """
    _check_characters(text)
    replaced = _replaced(text)
    names = Names(base)
    if (first := TOKEN.match(text)) and first.lastindex is None:
        raise InvalidQuery("there is no query in the text")
    _Reading(text, names).read()
    if replaced != text:
        _Reading(replaced, Names(base), loosely=True).read()
    return Inspected(tuple(names.default), tuple(names.named))


class _Reading:
    """One pass over a text. Read ``loosely``, it ends at what is no token: only what comes before is then judged."""

    def __init__(self, text: str, names: Names, *, loosely: bool = False) -> None:
        self._text, self._names, self._loosely = text, names, loosely
        self._depths = Depths()
        self._mentions_service = "SERVICE" in text.upper()
        self._serves = False  # whether what came last is a service clause, if its name is read as the keyword
        self._could_serve = False  # whether the last token is a name that could be read so
        self._keyword = ""  # the last one, in capitals
        self._naming = False  # whether it came last, and takes a name

    def read(self) -> None:
        """Look at each token."""
        operand = False  # whether the last token may end an operand, so that `<` may compare
        depths = self._depths
        for match in TOKEN.finditer(self._text):
            kind = match.lastindex
            if kind is None:
                break
            token, at = match[kind], match.start(kind)
            if kind == _PUNCTUATION:
                if operand and token == "<<" and (iri := IRI.match(self._text, at + 1)):  # noqa: S105 # a token of the grammar, not a secret
                    self._compared(iri[0], at)
                self._punctuation(token, at)
                operand = token in _CLOSING
                continue
            if kind == _NAME:
                self._name(token, at)
            elif kind == _JUNK:
                if self._loosely:
                    break
                raise self._refused(_STRAY, at)
            else:
                if kind == _IRI:
                    self._iri(token, at, compared=operand)
                self._serves, self._could_serve = self._could_serve, False
                self._naming = False
            if reason := depths.operand(described=self._keyword == "DESCRIBE"):
                raise self._refused(reason, at)
            operand = True

    def _iri(self, token: str, at: int, *, compared: bool) -> None:
        if compared and not _PLAIN.match(token):
            self._compared(token, at)
        self._names.iri(token)

    def _compared(self, token: str, at: int) -> None:
        """Refuse what can be read as less-than in parentheses, where that reading could hide something."""
        hides = self._mentions_service or len(_BRACKETS.findall(token)) > MAX_HIDDEN
        if hides and self._depths.innermost == "(":
            raise self._refused(_AMBIGUOUS, at)

    def _punctuation(self, token: str, at: int) -> None:
        depths = self._depths
        if token in _OPENING:
            if self._serves and token == "{":  # noqa: S105 # a token of the grammar, not a secret
                raise self._refused(f"{_FETCHING}; put a full stop between a name and `{{`", at)
            reason = self._opened(token)
        elif token in _CLOSING:
            depths.closed(token)
            reason = None
        else:
            reason = depths.operator(token)
        self._serves = self._could_serve = self._naming = False
        if reason:
            raise self._refused(reason, at)

    def _opened(self, token: str) -> str | None:
        """Go down; the braces of VALUES hold data."""
        if token == "<<(":  # noqa: S105 # a token of the grammar, not a secret
            return self._depths.opened("<<") or self._depths.opened("(")
        data = token == "{" and self._keyword.endswith("VALUES")  # noqa: S105 # the same
        return self._depths.opened("data" if data else token[0] if token != "<<" else token)  # noqa: S105 # the same

    def _name(self, name: str, at: int) -> None:
        capitals = name.upper()
        serves = "SERVICE" in capitals
        if ":" in name:
            self._names.prefixed(name)
            could = serves and not self._naming
            self._could_serve, self._serves = could, could or self._could_serve
            self._naming = False
            return
        if serves or (self._could_serve and capitals.startswith("SILENT")):
            raise self._refused(_FETCHING, at)
        if not self._names.keyword(capitals):
            raise self._refused(_READS, at)
        self._keyword, self._naming = capitals, capitals.endswith(_NAMING)
        self._serves = self._could_serve = False

    def _refused(self, reason: str, at: int) -> InvalidQuery:
        line, column = place(self._text, at)
        return InvalidQuery(reason, line, column)


def _check_characters(text: str) -> None:
    nul = text.find("\0")
    if nul >= 0:
        raise InvalidQuery("a query has no NUL", *place(text, nul))
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InvalidQuery("half a surrogate pair is no character", *place(text, error.start)) from None


def _replaced(text: str) -> str:
    r"""The text without ``\u`` escapes. One of no character makes the engine read a long string as short ones."""
    try:
        return unescaped(text)
    except ValueError as error:
        escape, at = error.args
        raise InvalidQuery(f"{escape} is no character", *place(text, at)) from None
