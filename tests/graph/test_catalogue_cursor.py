"""Cursors: opaque tokens that come back as they went, and nothing else is taken for one."""

import re
from base64 import urlsafe_b64encode
from string import ascii_letters, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.catalogue.cursor import PATTERN, Cursor
from ontology.errors import InvalidCursor

LONGEST = 300  # characters that the API takes
BUILDS = st.from_regex(r"[A-Za-z0-9-]{1,80}", fullmatch=True).filter(str.isascii)


@given(BUILDS, st.integers(0, 999_999_999), st.from_regex(r"([0-9a-f]{12})?", fullmatch=True))
def test_a_cursor_comes_back_as_it_went(build: str, position: int, of: str) -> None:
    token = str(Cursor(build, position, of))
    assert re.fullmatch(PATTERN, token)
    assert len(token) <= LONGEST
    assert Cursor.parse(token) == Cursor(build, position, of)


@given(st.one_of(st.text(max_size=400), st.text(ascii_letters + digits + "-_=+/\n", max_size=150)))
def test_a_foreign_token_is_refused_or_one_of_ours(token: str) -> None:
    try:
        found = Cursor.parse(token)
    except InvalidCursor:
        return
    assert Cursor.parse(str(found)) == found


@pytest.mark.parametrize("more", [" ", "\n", "=", "!", "é", "\x00"])
def test_a_token_with_anything_more_is_refused(more: str) -> None:
    token = str(Cursor("b", 1))
    for text in (token + more, more + token, token[:2] + more + token[2:]):
        with pytest.raises(InvalidCursor):
            Cursor.parse(text)


@pytest.mark.parametrize("content", ["", ":", "b:", ":1", "b:-1", "b:1.5", "../x:1", "b:1:2", "b:9999999999", "é:1"])
def test_well_formed_base64_of_other_things_is_refused(content: str) -> None:

    with pytest.raises(InvalidCursor):
        Cursor.parse(urlsafe_b64encode(content.encode()).decode())
