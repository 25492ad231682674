"""What the names of a query say: whether it is one, its prefixes, the graphs of its dataset clauses."""

import re
from urllib.parse import urljoin

UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")

_DECLARATIONS = ("PREFIX", "BASE", "VERSION")
_DATASET = re.compile(r"FROM(?:NAMED)?\Z|(?:\A|FROM)NAMED\Z")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class Names:
    """Told the names and IRIs of a text in their order. Keywords may be run together: their ends are looked at."""

    def __init__(self, base: str | None) -> None:
        self.begun = False  # past the prologue
        self.default: dict[str, None] = {}  # as a set that keeps the order
        self.named: dict[str, None] = {}
        self._base = base
        self._prefixes: dict[str, str] = {}
        self._is_named = False
        self._awaits = ""  # the keyword whose IRI comes next, or the prefix that is being declared, with its colon

    def keyword(self, word: str) -> bool:
        """Take a keyword, in capitals; False for the beginning of an update."""
        self._awaits = "FROM" if _DATASET.search(word) else word if word in _DECLARATIONS else ""
        self._is_named = word.endswith("NAMED")
        if self.begun or word in _DECLARATIONS:
            return True
        self.begun = True
        return not word.startswith(UPDATES)

    def prefixed(self, name: str) -> None:
        """Take a prefixed name."""
        if self._awaits == "PREFIX":
            self._awaits = name
            return
        if self._awaits == "FROM":
            prefix, _, local = name.partition(":")
            if prefix in self._prefixes:
                self._add(self._prefixes[prefix] + local.replace("\\", ""))
        self._awaits = ""

    def iri(self, written: str) -> None:
        """Take an IRI with its angle brackets."""
        if not self._awaits:
            return
        iri = self._resolved(unescaped(written[1:-1]))
        if self._awaits == "FROM":
            self._add(iri)
        elif self._awaits == "BASE":
            self._base = iri
        elif self._awaits.endswith(":"):
            self._prefixes[self._awaits[:-1]] = iri
        self._awaits = ""

    def _add(self, iri: str) -> None:
        if _ABSOLUTE.match(iri):  # the engine refuses the others
            (self.named if self._is_named else self.default)[iri] = None

    def _resolved(self, iri: str) -> str:
        if self._base is None or _ABSOLUTE.match(iri):
            return iri
        try:
            return urljoin(self._base, iri) + "#" * iri.endswith("#")  # urljoin drops a fragment that is empty
        except ValueError:  # a host that is none, as in //[ : the engine refuses it
            return iri


def unescaped(text: str) -> str:
    r"""The text with its ``\u`` and ``\U`` escapes replaced; those of no character raise ValueError."""
    if "\\u" not in text and "\\U" not in text:
        return text
    return _ESCAPE.sub(_character, text)


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        raise ValueError(escape[0], escape.start())
    return chr(code)
