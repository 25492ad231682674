"""Names: how things are found and told apart."""

from pathlib import Path

import pytest

from graph.names import Named, Names, is_printable, normalise
from ontology.errors import InvalidValue, UnknownName
from ontology.identifiers import Ref
from ontology.schema import Text
from tests.graph.asking import edition


@pytest.mark.parametrize(
    ("text", "key"),
    [("沪", "310000"), ("上海", "310000"), ("晋", "140000"), ("山西", "140000"), ("山西省", "140000"),
     ("Shanxi", "140000"),
     ("陕", "610000"), ("陕西", "610000"), ("Shaanxi", "610000"), ("内蒙古", "150000"), ("中国", "cn")],
)  # fmt: skip
def test_regions_go_by_labels_short_names_and_abbreviations(default_build: Path, text: str, key: str) -> None:
    assert edition(default_build).names.resolve(text, "Region") == f"region/{key}"


def test_every_thing_is_found_by_its_key_and_its_labels_unless_others_share_them(default_build: Path) -> None:
    names = edition(default_build).names
    for named in names.of_class("Thing"):
        assert names.resolve(named.ref, named.cls) == named.ref
        for label in (named.label.zh, named.label.en):
            try:
                assert names.resolve(label, named.cls) == named.ref
            except InvalidValue as error:
                assert named.ref in error.accepted  # noqa: PT017 # only names that are shared raise


def test_a_name_that_several_things_share_is_refused_with_all_of_them() -> None:
    names = Names(Named(Ref(f"topic/{key}"), "Topic", Text("数据", key), ()) for key in "ab")
    with pytest.raises(InvalidValue, match="one of topic/a, topic/b, which all have this name"):
        names.resolve("数据", "Topic")


def test_a_key_wins_over_names_of_others() -> None:
    names = Names(
        [Named(Ref("topic/a"), "Topic", Text("甲", "b"), ()), Named(Ref("topic/b"), "Topic", Text("乙", "x"), ())]
    )
    assert names.resolve("b", "Topic") == "topic/b"


@pytest.mark.parametrize(("text", "nearest"), [("shandon", "370000"), ("广东", None), ("广冬省", "440000")])
def test_an_unknown_name_leads_to_the_nearest(default_build: Path, text: str, nearest: str | None) -> None:
    names = edition(default_build).names
    if nearest is None:
        assert names.resolve(text, "Region")
        return
    with pytest.raises(UnknownName) as caught:
        names.resolve(text, "Region")
    assert nearest in caught.value.nearest


def test_no_class_holds_things_of_classes_that_nobody_names(default_build: Path) -> None:
    segments = {named.ref.segment for named in edition(default_build).names.of_class("Thing")}
    assert not segments & {"claim", "passage", "support"}


@pytest.mark.parametrize(
    ("one", "other"), [("ＡＩＩ", "aii"), ("《关于 X》", "关于x"), ("a　b", "AB"), ("“十四五”规划", "十四五规划")]
)
def test_variants_of_width_case_space_and_quotation_are_one_name(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("text", "printable"),
    [
        ("示范　引领", True),
        ("a b", True),
        ("a\nb", False),
        ("\u200b", True),
        ("\x9f", False),
        ("\x7f", False),
        ("\ud800", False),
        ("\uffff", True),
    ],
)
def test_controls_and_half_characters_do_not_print(text: str, printable: bool) -> None:  # noqa: FBT001 # a case
    assert is_printable(text) is printable


@pytest.mark.parametrize("text", ["shan dong sheng", "sd", "Shandnog", "山"])
def test_a_parameter_has_to_be_a_name_where_a_search_would_guess(default_build: Path, text: str) -> None:
    opened = edition(default_build)
    assert opened.index.search(text, "Region")
    with pytest.raises(UnknownName):
        opened.names.resolve(text, "Region")


def test_traditional_characters_are_another_spelling_and_codes_are_shown_with_their_names(default_build: Path) -> None:
    names = edition(default_build).names
    assert names.resolve("廣東", "Region") == Ref("region/440000")
    with pytest.raises(UnknownName, match="440000 广东省") as caught:
        names.resolve("广洲", "Region")
    assert "440000" in caught.value.nearest


def test_where_nothing_is_near_a_small_class_is_listed_and_a_large_one_by_how_keys_begin(default_build: Path) -> None:
    names = edition(default_build).names
    assert names.nearest("zzzzzz", "Tier") == ["catching-up", "emerging", "leading", "rising"]
    assert names.nearest("379999", "Region")[0] == "370000"
    assert names.nearest("zzzzzz", "Region") == []
