r"""The characters of a Cypher text: its ``\u`` escapes replaced as Neo4j would, and what no query needs refused.

Neo4j replaces ``\uXXXX`` anywhere before it parses, so ``\u0043REATE`` is a keyword. What is sent is the replaced text,
and it holds no further escape: what was inspected is what runs, whether the server replaces or not.
"""

import re

from graph.cypher.tokens import place
from ontology.errors import InvalidQuery

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def replaced(text: str) -> str:
    """The text as Neo4j reads it; raises InvalidQuery."""
    if "\\u" in text:
        _check_escapes(text)
        # Two escapes may be the halves of one character.
        halves = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)
        text = halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    if "\\u" in text:
        raise InvalidQuery("an escape makes another one", *place(text, text.index("\\u")))
    if control := _CONTROL.search(text):
        raise InvalidQuery(
            "a query has no control characters; put text with such into a parameter", *_at(text, control)
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InvalidQuery("half a surrogate pair is no character", *place(text, error.start)) from None
    return text


def _check_escapes(text: str) -> None:
    """Refuse what Neo4j's own reading of escapes would refuse or read in a second way."""
    for start in re.finditer(r"(\\?)\\u", text):
        escape = _ESCAPE.match(text, start.end() - 2)
        if start[1]:
            raise InvalidQuery(r"`\\u` can be read in two ways; put the text into a parameter", *_at(text, start))
        if not escape:
            raise InvalidQuery(r"`\u` needs four hexadecimal digits", *_at(text, start))
        if int(escape[1], 16) == ord("\\"):
            raise InvalidQuery("an escape may not make a backslash; put the text into a parameter", *_at(text, start))


def _at(text: str, match: re.Match[str]) -> tuple[int, int]:
    return place(text, match.start())
