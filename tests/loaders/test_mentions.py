"""What counts as a mention, by which a sentence is held to have been worth reading for facts."""

import pytest

from graph.facts import Entity
from loaders.mentions import Kind, Names, mentions
from ontology.identifiers import Ref
from ontology.schema import Text

NAMES = Names(
    [
        Entity(Ref("region/370000"), "Region", Text("山东省", "Shandong"), ("山东", "鲁")),
        Entity(Ref("group/delta"), "RegionGroup", Text("长三角", "Yangtze delta"), ("长三角地区",)),
        Entity(Ref("org/miit"), "GovernmentBody", Text("工业和信息化部", "MIIT"), ("工信部",)),
        Entity(Ref("technology/5g"), "Technology", Text("5G技术", "5G")),
    ]
)


def found(text: str) -> list[tuple[str, str]]:
    return [(mention.kind.value, text[mention.start : mention.end]) for mention in mentions(text, NAMES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建成平台12家", [("number", "12")]),
        ("增长3.5%", [("number", "3.5")]),
        ("切割丝0.015mm", [("number", "0.015")]),
        ("百余家平台", [("number", "百")]),
        ("三大体系", [("number", "三")]),
        ("十几个五个", [("number", "十"), ("number", "五")]),
        ("2021年底", [("date", "2021年")]),
        ("2021-10-09", [("date", "2021-10-09")]),
        ("10月9日", [("date", "10月9日")]),
        ("“十四五”时期", [("date", "“十四五”")]),
        ("今年以来", [("date", "今年")]),
        ("印发《行动计划》", [("title", "《行动计划》")]),
        ("山东的工信部门", [("region", "山东"), ("organisation", "工信部")]),
        ("长三角地区", [("region", "长三角地区")]),
        ("投资数千万元", [("number", "千万")]),
        ("百分之五以上", [("number", "百分之五")]),
        ("覆盖三分之一", [("number", "三分之一")]),
        ("占比过半", [("number", "过半")]),
        ("产值翻一番", [("number", "翻一番")]),
        ("装机30MW", [("number", "30")]),
        ("网址http://x.cn，平台12家", [("number", "12")]),
        ("研发&建成平台12家;", [("number", "12")]),
        ("<0.5毫米", [("number", "0.5")]),
        ("印发《工业互联网", [("title", "《工业互联网")]),
        ("创新计划》的通知", [("title", "创新计划》")]),
        ("上半年完成", [("date", "上半年")]),
        ("与某某大学合作", [("organisation", "与某某大学")]),
    ],
)
def test_numbers_dates_titles_organisations_and_regions_are_mentioned(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "5G和IPv6，R16标准",
        "一是统一思想，进一步提高",
        "第三次推动",
        "鲁",
        "5G技术",
        '<p class="x12">空话</p>',
        "<!-- 2021年 -->",
        "&#123;",
        "见http://example.org/2021/12",
    ],
)
def test_words_names_of_one_character_and_markup_mention_nothing(text: str) -> None:
    assert found(text) == []


def test_the_digits_of_a_date_are_no_number_of_their_own() -> None:
    assert {mention.kind for mention in mentions("2021年12月20日", NAMES)} == {Kind.DATE}


def test_without_names_only_patterns_are_found() -> None:
    assert [mention.kind for mention in mentions("山东12家", Names([]))] == [Kind.NUMBER]
