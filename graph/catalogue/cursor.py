"""Cursors: the build, the position and what was asked, so that paging stays right while builds change."""

import binascii
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from ontology.errors import InvalidCursor

PATTERN = "[A-Za-z0-9_-]*"  # of tokens; an empty one counts as absent
_TOKEN = re.compile(PATTERN)
_CONTENT = re.compile(r"([A-Za-z0-9-]{1,80}):(\d{1,9})(?::([0-9a-f]{12}))?")


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the next page begins, and in which build; ``of`` is the digest of what was asked, empty where unknown."""

    build: str
    position: int
    of: str = ""

    def __str__(self) -> str:
        """The cursor as an opaque token."""
        content = f"{self.build}:{self.position}" + (f":{self.of}" if self.of else "")
        return urlsafe_b64encode(content.encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a token; raises InvalidCursor."""
        try:
            content = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
        except (binascii.Error, ValueError):
            content = ""
        match = _CONTENT.fullmatch(content) if _TOKEN.fullmatch(text) else None
        if not match:
            raise InvalidCursor(text[:50], "is not one of ours; take `next` of a page as it is")
        return cls(match[1], int(match[2]), match[3] or "")

    def check(self, of: str) -> None:
        """Refuse to go on with another answer than the one that it was taken from; raises InvalidCursor."""
        if self.of != of:
            reason = "was taken from another question, or with other parameters; keep them from page to page"
            raise InvalidCursor(str(self)[:50], reason)


def digest(name: str, values: Mapping[str, Sequence[object]]) -> str:
    """What was asked, as 12 hexadecimal digits: a question and its bound values, whatever language they came in."""
    asked = sorted((key, [f"{type(each).__name__} {each}" for each in given]) for key, given in values.items() if given)
    return sha256(repr((name, asked)).encode(errors="surrogatepass")).hexdigest()[:12]
