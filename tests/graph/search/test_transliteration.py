"""Transliteration: names as they are spoken."""

import pytest

from graph.search.transliteration import READINGS, syllables


@pytest.mark.parametrize(
    ("name", "spoken"),
    [("山东省", "shan dong sheng"), ("重庆市", "chong qing shi"), ("比重", "bi zhong"),
     ("长三角企业", "chang san jiao qi ye"), ("增长", "zeng zhang"), ("厦门大厦", "xia men da sha"),
     ("成都", "cheng du"), ("定制之都", "ding zhi zhi du"), ("西藏", "xi zang"), ("藏", "zang"),
     ("爆炸物品行业", "bao zha wu pin hang ye"), ("省级行政区", "sheng ji xing zheng qu"),
     ("山西", "shan xi"), ("陕西", "shaan xi"), ("陕", "shaan"), ("绿色", "lu se"),
     ("5g+工业", "5g gong ye"), ("iot平台", "iot ping tai"), ("ab", "ab"), ("+", "")],
)  # fmt: skip
def test_names_are_read_as_they_are_spoken(name: str, spoken: str) -> None:
    assert syllables(name) == spoken.split()


def test_a_reading_of_ours_has_a_syllable_for_each_character() -> None:
    assert all(len(phrase) == len(sounds.split()) for phrase, sounds in READINGS.items())
