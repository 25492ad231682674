"""Search: what holds for every name and every text."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from graph.names import Named
from graph.search.folding import has_han, words
from graph.search.index import Index
from graph.search.ranking import Rank
from tests.graph.asking import edition

FEW = 10
FULL = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})

often = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def index(default_build: Path) -> Index:
    return edition(default_build).index


@pytest.fixture(scope="module")
def names(default_build: Path) -> list[tuple[Named, str]]:
    return [(named, name) for named in edition(default_build).names.of_class("Thing") for name in named.names()]


def test_every_name_finds_its_thing_among_the_first_exactly(index: Index, names: list[tuple[Named, str]]) -> None:
    for named, name in names:
        exact = [hit for hit in index.search(name, named.cls) if hit.rank is Rank.EXACT]
        assert named.ref in [hit.named.ref for hit in exact], name


@often
@given(data=st.data())
def test_every_part_of_a_name_finds_its_thing(
    index: Index, names: list[tuple[Named, str]], data: st.DataObject
) -> None:
    named, name = data.draw(st.sampled_from(names))
    first = data.draw(st.integers(0, max(len(name) - 2, 0)))
    part = name[first : data.draw(st.integers(first + 2, max(len(name), first + 2)))]
    assume(words(part))
    assert named.ref in {hit.named.ref for hit in index.search(part)}, part


@often
@given(data=st.data())
def test_an_english_name_with_a_slip_is_found_early_among_what_is_not_called_so(
    index: Index, names: list[tuple[Named, str]], data: st.DataObject
) -> None:
    named, name = data.draw(st.sampled_from([(n, name) for n, name in names if is_english(name)]))
    at = data.draw(st.integers(0, len(name) - 2))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    way = data.draw(st.integers(0, 3))
    slipped = name[:at] + slips(name[at:], letter)[way]
    assume("".join(words(slipped)) != "".join(words(name)))
    hits = index.search(slipped)
    guessed = [hit.named.ref for hit in hits if hit.rank >= Rank.NEAR]
    assert named.ref in [hit.named.ref for hit in hits[:FEW]] + guessed[:FEW], slipped


@often
@given(data=st.data())
def test_width_and_case_change_nothing(index: Index, names: list[tuple[Named, str]], data: st.DataObject) -> None:
    _, name = data.draw(st.sampled_from(names))
    assume(unicodedata.is_normalized("NFKC", name))
    plain = index.search(name)
    assert index.search(name.upper()) == index.search(name.translate(FULL)) == index.search(name.casefold()) == plain


def test_a_chinese_name_of_a_region_is_near_to_no_other_region(index: Index, names: list[tuple[Named, str]]) -> None:
    for name in [name for named, name in names if named.cls == "Region" and has_han(name)]:
        assert not [hit for hit in index.search(name) if hit.rank.match == "near"], name


@often
@given(text=st.text(max_size=60) | st.text("工业互联网山陕西省 a5g+-.'", max_size=30))
def test_any_text_has_an_answer_and_the_same_again(index: Index, text: str) -> None:
    hits = index.search(text)
    assert len({hit.named.ref for hit in hits}) == len(hits)
    assert index.search(text) == hits


def is_english(name: str) -> bool:
    letters = name.replace(" ", "")
    return name.isascii() and letters.isalpha() and len(letters) >= 5


def slips(end: str, letter: str) -> tuple[str, str, str, str]:
    """The end of a name with its first letter left out, doubled by another, changed, or swapped with the next."""
    return end[1:], letter + end, letter + end[1:], end[1] + end[0] + end[2:]
