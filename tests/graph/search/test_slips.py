"""Slips: one character more, less, other or swapped, and no other difference."""

from hypothesis import given
from hypothesis import strategies as st

from graph.search.lines import Lines
from graph.search.slips import one_slip, whole, within

TEXTS = st.text("abc", min_size=4, max_size=9)


def edits(text: str) -> set[str]:
    """Every text that one slip makes of ``text``, spelt out."""
    places = range(len(text) + 1)
    less = {text[:i] + text[i + 1 :] for i in places}
    more = {text[:i] + char + text[i:] for i in places for char in "abcx"}
    other = {text[:i] + char + text[i + 1 :] for i in places[:-1] for char in "abcx"}
    swapped = {text[:i] + text[i + 1] + text[i] + text[i + 2 :] for i in places[:-2]}
    return (less | more | other | swapped) - {text}


@given(TEXTS, TEXTS)
def test_one_slip_is_what_one_edit_makes(one: str, other: str) -> None:
    assert one_slip(one, other) == (other in edits(one)) == one_slip(other, one)
    assert all(one_slip(one, edited) for edited in edits(one))


@given(TEXTS, st.lists(st.text("abc", max_size=9), max_size=9))
def test_no_text_that_is_one_slip_away_is_overlooked(key: str, texts: list[str]) -> None:
    lines = Lines([*texts, *sorted(edits(key))])
    near = {number for number in range(len(texts) + len(edits(key))) if one_slip(key, lines[number])}
    assert set(whole(lines, key)) == near


@given(TEXTS, st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_a_stretch_with_a_slip_inside_is_found_wherever_it_stands(key: str, before: str, after: str) -> None:
    slipped = [s for s in sorted(edits(key)) if s[0] == key[0] and s[-1] == key[-1]]
    lines = Lines(before + one + after for one in slipped)
    found = set(within(lines, key))
    for number, one in enumerate(slipped):
        first = lines.start(number) + len(before)
        assert (number, first, first + len(one)) in found


def test_another_number_is_no_slip() -> None:
    lines = Lines(["figure2", "figure22", "二级节点", "figured1"])
    assert list(whole(lines, "figure1")) == [3]
    assert list(whole(lines, "一级节点")) == []
