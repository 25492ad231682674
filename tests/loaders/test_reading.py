from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reading import date_numbers, readings
from ontology.values.units import SCALES


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("12万多家", ["120000"]),
        ("近700亿元", ["70000000000"]),
        ("百余", ["100"]),
        ("百余家", ["100"]),
        ("千余家", ["1000"]),
        ("三成", ["30"]),
        ("2成", ["20"]),
        ("一半", ["50"]),
        ("3.3倍", ["3.3"]),
        ("是上年的 3.3 倍", ["3.3"]),
        ("两届", ["2"]),
        ("十余万", ["100000"]),
        ("10余个", ["10"]),
        ("3000余万", ["30000000"]),
        ("1000多万", ["10000000"]),
        ("1.2万亿元", ["1200000000000"]),
        ("3百亿", ["30000000000"]),
        ("一百二十万", ["1200000"]),
        ("一千零一", ["1001"]),
        ("三百六十五", ["365"]),
        ("两万", ["20000"]),
        ("百万", ["1000000"]),
        ("上千", ["1000"]),
        ("1,234家", ["1234"]),
        ("１２家", ["12"]),
        ("5个百分点", ["5"]),
        ("5百分点", ["5"]),
        ("第3批千兆光网", ["3"]),
        ("2021年12月", ["2021", "12"]),
        ("二〇二一年", ["2021"]),
        ("12万家和30%", ["120000", "30"]),
        ("没有数", []),
        ("", []),
    ],
)
def test_numbers_are_read_from_words(words: str, numbers: list[str]) -> None:
    assert sorted(r.number for r in readings(words)) == sorted(map(Decimal, numbers))


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [("近700亿元", "近", "元"), ("12万多家", "", "多家"), ("十余万台", "", "余台"), ("超3成", "超", "成")],
)
def test_a_reading_keeps_the_words_beside_it(words: str, before: str, after: str) -> None:
    (reading,) = readings(words)
    assert (reading.before, reading.after) == (before, after)


@pytest.mark.parametrize("scale", SCALES)
def test_a_number_with_a_scale_word_is_read_as_nothing_else(scale: str) -> None:
    (reading,) = readings(f"共7{scale}家")
    assert reading.number == 7 * SCALES[scale][0]


@given(st.integers(0, 10**12), st.sampled_from(["家", "%", "个", "元"]))
def test_any_whole_number_is_read_with_and_without_separators(number: int, unit: str) -> None:
    for words in (f"共{number}{unit}", f"共{number:,}{unit}"):
        assert [r.number for r in readings(words)] == [number]


@given(st.text(max_size=30))
def test_any_words_can_be_read(words: str) -> None:
    assert all(isinstance(r.number, Decimal) for r in readings(words))


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("2020年12月22日", {2020, 12, 22}),
        ("二〇二一年", {2021}),
        ("（20212023年）", {2021, 2023}),
        ("“十四五”规划", {2021, 2025}),
        ("23 Sep 2025", {23, 9, 2025}),
    ],
)
def test_dates_are_read_from_words(words: str, numbers: set[int]) -> None:
    assert numbers <= date_numbers(words)
