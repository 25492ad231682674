"""Identifiers: ``{segment}/{key}`` inside, ``https://w3id.org/tidu/id/{segment}/{key}`` outside.

Both namespaces are constants, not settings; they are not yet registered with w3id.org.
"""

import re
from typing import Self

from ontology.errors import InvalidValue

ID = "https://w3id.org/tidu/id/"
TIDU = "https://w3id.org/tidu/ontology#"
GRAPH = "https://w3id.org/tidu/graph/"

KEY = "[a-z0-9][a-z0-9.-]*"  # what may follow the slash, as a regular expression

_PATTERN = re.compile(rf"[a-z][a-z0-9-]*/{KEY}")


class Ref(str):
    """An identifier of a thing, as ``segment/key``: ``Ref.parse("region/370000").iri``.

    >>> Ref.parse("region/370000").segment
    'region'
    """

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Check that ``text`` is an identifier; raise InvalidValue otherwise."""
        if not _PATTERN.fullmatch(text):
            raise InvalidValue("identifier", text, "segment/key in ASCII lower case, like region/370000")
        return cls(text)

    @classmethod
    def from_iri(cls, iri: str) -> Self:
        """Take the identifier out of an IRI of ours; raise InvalidValue for others."""
        if not iri.startswith(ID):
            raise InvalidValue("identifier", iri, f"an IRI below {ID}")
        return cls.parse(iri[len(ID) :])

    @property
    def segment(self) -> str:
        """The part before the slash, which names the class of identifiers."""
        return self.partition("/")[0]

    @property
    def key(self) -> str:
        """The part after the slash."""
        return self.partition("/")[2]

    @property
    def iri(self) -> str:
        """The identifier as an IRI."""
        return ID + self
