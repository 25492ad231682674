"""Cursors: the build and the position, so that paging stays right while builds change."""

import binascii
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Self

from ontology.errors import InvalidCursor

_CONTENT = re.compile(r"([A-Za-z0-9-]{1,80}):(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the next page begins, and in which build."""

    build: str
    position: int

    def __str__(self) -> str:
        """The cursor as an opaque token."""
        return urlsafe_b64encode(f"{self.build}:{self.position}".encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a token; raises InvalidCursor."""
        try:
            content = urlsafe_b64decode(text[:200].encode("ascii") + b"=" * (-len(text[:200]) % 4)).decode("ascii")
        except (binascii.Error, UnicodeError):
            content = ""
        match = _CONTENT.fullmatch(content)
        if not match:
            raise InvalidCursor(text[:50], "is not one of ours; take `next` of a page as it is")
        return cls(match[1], int(match[2]))
