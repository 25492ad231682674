"""Captions keep every character of a name, and let Browser break its lines."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.property_graph.captions import LONGEST, caption


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("山东省", "山东省"),
        ("山东5G+工业互联网专题部署", "山东 5G+ 工业互 联网专 题部署"),
        ("“5G+工业互联网”512工程", "“5G+ 工业 互联网” 512 工程"),
        ("超1.1亿元", "超 1.1 亿元"),
        ("Haier", "Haier"),
        ("", ""),
    ],
)
def test_lines_may_break_between_a_few_chinese_characters(name: str, shown: str) -> None:
    assert caption(name) == shown


@given(st.text(st.sampled_from("工业互联网（）“”、。5G+-. a"), max_size=60))
def test_no_character_is_lost_or_moved(name: str) -> None:
    assert "".join(caption(name).split()) == "".join(name.split())
    assert not re.search(rf"[\u3400-\u9fff]{{{LONGEST + 1}}}", caption(name))
