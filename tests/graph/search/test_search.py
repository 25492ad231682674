"""Search: what people type, and which things it finds first."""

from pathlib import Path

import pytest

from graph.names import Named
from graph.search.index import Index
from graph.search.ranking import Rank
from ontology.identifiers import Ref
from ontology.schema import Text, schema
from tests.graph.asking import edition


def found(data: Path, text: str, cls: str | None = None) -> list[tuple[str, str, str]]:
    return [(hit.named.ref, hit.matched, hit.rank.match) for hit in edition(data).index.search(text, cls)]


@pytest.mark.parametrize(
    ("text", "ref", "matched", "match"),
    [("沪", "region/310000", "沪", "exact"),
     ("山西", "region/140000", "山西", "exact"),
     ("陕西", "region/610000", "陕西", "exact"),
     ("山西省", "region/140000", "山西省", "exact"),
     ("廣東", "region/440000", "广东", "exact"),
     ("內蒙古", "region/150000", "内蒙古", "exact"),
     ("shandong", "region/370000", "Shandong", "exact"),
     ("shan dong", "region/370000", "Shandong", "exact"),
     ("Shāndōng", "region/370000", "Shandong", "exact"),
     ("shan'dong sheng", "region/370000", "山东省", "pinyin"),
     ("sd", "region/370000", "山东", "initials"),
     ("changsanjiao", "group/yangtze-delta", "长三角", "pinyin"),
     ("chongqing shi", "region/500000", "重庆市", "pinyin"),
     ("xizang", "region/540000", "Xizang", "exact"),
     ("nei meng gu", "region/150000", "内蒙古", "pinyin"),
     ("shanxi", "region/140000", "Shanxi", "exact"),
     ("Shānxī", "region/140000", "Shanxi", "exact"),
     ("shaanxi", "region/610000", "Shaanxi", "exact"),
     ("Shǎnxī", "region/610000", "Shaanxi", "exact"),
     ("gongye hulianwang", "topic/iiot", "工业互联网", "pinyin"),
     ("gyhlw", "topic/iiot", "工业互联网", "initials"),
     ("5ggyhlw", "topic/5g-ii", "5G+工业互联网", "initials"),
     ("guangdnog", "region/440000", "Guangdong", "near"),
     ("Industial Internet", "topic/iiot", "Industrial internet", "near"),
     ("工业互连网平台", "topic/platform", "工业互联网平台", "near"),
     ("标识解折", "topic/identifier", "标识解析", "near"),
     ("512", "programme/512", "512工程", "prefix"),
     ("ＮＢ－ＩｏＴ", "technology/nb-iot", "NB-IoT", "exact"),
     ("《工业互联网》", "topic/iiot", "工业互联网", "exact")],
)  # fmt: skip
def test_what_is_typed_finds_what_is_meant(default_build: Path, text: str, ref: str, matched: str, match: str) -> None:
    first = found(default_build, text)[0]
    assert (first[0], first[2]) == (ref, match)
    assert first[1] == matched or match in ("near", "exact")


def test_of_the_two_provinces_that_sound_alike_the_other_comes_after_all_that_fits(default_build: Path) -> None:
    hits = found(default_build, "shanxi")
    assert hits[-1] == ("region/610000", "Shaanxi", "near")
    assert [match for ref, _, match in hits if ref.startswith("region/")] == ["exact", "near"]


@pytest.mark.parametrize(("text", "other"), [("山西", "陕"), ("陕西", "山西"), ("山西省", "陕"), ("陕西省", "山西")])
def test_chinese_never_goes_by_sound_and_short_names_have_no_slips(default_build: Path, text: str, other: str) -> None:
    assert not [name for _, name, _ in found(default_build, text) if other in name]


@pytest.mark.parametrize("text", ["陕西工业互联网平台", "陕西省采矿业“5G+工业互联网”探索", "张家口市"])
def test_one_region_is_no_slip_in_the_name_of_another(default_build: Path, text: str) -> None:
    assert found(default_build, text) == []


def test_all_words_in_any_order_are_a_part(default_build: Path) -> None:
    for text in ("platform internet", "INTERNET platform"):
        ref, matched, match = found(default_build, text)[0]
        assert (ref, match) == ("indicator/platforms", "part")
        assert matched == "Industrial internet platforms"
    assert found(default_build, "山东 平台")[0][0] == "measure/370000-promotion-platform"
    assert ("topic/5g-ii", "5G+工业互联网", "part") in found(default_build, "5G工业互联网")


@pytest.mark.parametrize(
    ("text", "matched"),
    [("北京朝阳", "北京市朝阳区"), ("长三角一体化", "长三角工业互联网一体化示范区"), ("工业行动计划", None)],
)
def test_chinese_with_a_gap_is_a_part_where_nothing_else_is_found(
    default_build: Path, text: str, matched: str | None
) -> None:
    hits = found(default_build, text)
    assert {match for _, _, match in hits} == {"part"}
    assert matched is None or matched in [name for _, name, _ in hits]
    assert found(default_build, text[::-1]) == []


def test_a_word_with_a_slip_finds_the_names_that_have_the_word_where_nothing_else_is_found(default_build: Path) -> None:
    hits = found(default_build, "platfrom")
    assert len(hits) > 30
    assert {match for _, _, match in hits} == {"near"}
    assert all("platform" in name.casefold() for _, name, _ in hits)


def test_letters_inside_of_words_come_after_words(default_build: Path) -> None:
    hits = edition(default_build).index.search("net")
    inside = [hit for hit in hits if hit.rank is Rank.FRAGMENT]
    assert inside
    assert all(" net" not in f" {hit.matched.casefold()}" for hit in inside)
    assert any(hit.matched == "Networks" for hit in hits[:3])


def test_better_matches_come_first_and_then_shorter_names(default_build: Path) -> None:
    for text in ("上海", "net", "sd", "gongye", "5G+", "guangdnog"):
        order = [(hit.rank, hit.size) for hit in edition(default_build).index.search(text)]
        assert order
        assert order == sorted(order)


def test_a_search_can_be_narrowed_to_a_class_and_what_is_below(default_build: Path) -> None:
    hits = edition(default_build).index.search("工业互联网", "Organisation")
    assert {hit.named.cls for hit in hits} > {"Alliance"}
    assert all(schema().is_a(hit.named.cls, "Organisation") for hit in hits)


@pytest.mark.parametrize("text", ["", "  ", "　", "“”", "（）", "\n", "\ud800"])
def test_nothing_finds_nothing(default_build: Path, text: str) -> None:
    assert found(default_build, text) == []


def test_signs_count_and_are_not_spoken(default_build: Path) -> None:
    assert all("5g" in name.casefold() and "+" in name for _, name, _ in found(default_build, "5G+"))


def test_things_of_one_name_are_all_found_and_labels_come_before_aliases() -> None:
    index = Index(
        [
            Named(Ref("topic/a"), "Topic", Text("乙", "b"), ("数据",)),
            Named(Ref("topic/b"), "Topic", Text("数据", "x"), ()),
        ]
    )
    assert [hit.named.ref for hit in index.search("数据")] == ["topic/b", "topic/a"]
    assert Index([]).search("shuju") == []
