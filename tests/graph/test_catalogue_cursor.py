"""Cursors: opaque tokens that come back as they went, and nothing else is taken for one."""

from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.catalogue.cursor import Cursor
from ontology.errors import InvalidCursor

BUILDS = st.from_regex(r"[A-Za-z0-9-]{1,80}", fullmatch=True).filter(str.isascii)


@given(BUILDS, st.integers(0, 999_999_999))
def test_a_cursor_comes_back_as_it_went(build: str, position: int) -> None:
    token = str(Cursor(build, position))
    assert token.isascii()
    assert not set(token) & set("&=?#+/ ")
    assert Cursor.parse(token) == Cursor(build, position)


@given(st.text(max_size=400))
def test_a_foreign_token_is_refused_or_one_of_ours(token: str) -> None:
    try:
        found = Cursor.parse(token)
    except InvalidCursor:
        return
    assert Cursor.parse(str(found)) == found


@pytest.mark.parametrize("content", ["", ":", "b:", ":1", "b:-1", "b:1.5", "../x:1", "b:1:2", "b:9999999999", "é:1"])
def test_well_formed_base64_of_other_things_is_refused(content: str) -> None:

    with pytest.raises(InvalidCursor):
        Cursor.parse(urlsafe_b64encode(content.encode()).decode())
