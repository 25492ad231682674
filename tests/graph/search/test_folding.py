"""Folding: what is typed differently and means the same."""

import pytest

from graph.search.folding import heard, letters, numbers, simplified, words


@pytest.mark.parametrize(
    ("one", "other"),
    [("ＡＩＩ", "aii"), ("《5G ＋ 工业互联网》", "5g+工业互联网"), ("Shāndōng", "shandong"), ("Xi’an", "xian"),
     ("NB-IoT", "nb iot"), ("2021–2023年", "2021-2023年"), ("10,000 items", "10000items"), ("R＆D", "r&d"),
     ("Co., Ltd.", "co ltd"), ("盘点2021丨加速", "盘点2021加速"), ("廣東", "广东"),
     ("STRASSE", "straße"), ("lǜ", "lu")],
)  # fmt: skip
def test_variants_are_one_key(one: str, other: str) -> None:
    assert "".join(words(one)) == "".join(words(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("5G+", "5G"), ("R&D", "RD"), ("3.0", "30"), ("2021-2023", "20212023"), ("台/套", "台套"), ("山西", "陕西")],
)
def test_signs_that_make_names_stay(one: str, other: str) -> None:
    assert "".join(words(one)) != "".join(words(other))


def test_words_are_kept_apart_and_a_run_of_chinese_is_one() -> None:
    assert words("China's 5G + 工业互联网 (pilot)") == ["chinas", "5g", "+", "工业互联网", "pilot"]


@pytest.mark.parametrize("text", ["", " ", "　", "“”", "（）", "—", "\u0301", "\ud800", "\x00"])
def test_what_holds_no_letters_and_no_signs_is_nothing(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize("written", ["Shǎnxī", "shǎn xī".replace(" ", ""), "SHA\u030cNXI"])
def test_the_tone_of_shaanxi_is_its_spelling(written: str) -> None:
    assert words(heard(written)) == ["shaanxi"]
    assert words(heard("Shānxī")) == ["shanxi"]


def test_letters_are_what_sounds() -> None:
    assert letters("lvse+5g") == "luse5g"


def test_numbers_are_digits_and_numerals() -> None:
    assert numbers("图12二级") == ["1", "2", "二"]


def test_a_traditional_character_becomes_its_simplified_one_and_others_stay() -> None:
    assert [simplified(char) for char in "廣臺陝广a5"] == ["广", "台", "陕", "广", "a", "5"]
