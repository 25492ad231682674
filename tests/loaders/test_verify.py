import hashlib

import pytest

from loaders.corpus import read_corpus
from loaders.verify import spans, verify
from ontology.errors import InvalidInput
from tests.loaders.refusing import mismatches, problems
from tests.tiny import TEXTS, Seeds

CLAIMS, OBSERVATIONS, EVIDENCE = "900/claims.csv", "900/observations.csv", "900/evidence.csv"


def restate(seeds: Seeds, words: str, **cells: str) -> None:
    """Put ``words`` at the end of document 900 as what states its first observation."""
    path = seeds.documents / "900_tiny.txt"
    old = hashlib.sha256(path.read_bytes()).hexdigest()
    start = len(TEXTS["900"])
    path.write_bytes((TEXTS["900"] + words).encode())
    seeds.replace("900/document.yaml", old, hashlib.sha256(path.read_bytes()).hexdigest())
    seeds.edit(OBSERVATIONS, "900-o1", start=str(start), end=str(start + len(words)), quote=words, **cells)


def test_a_good_folder_gains_the_sentences_round_its_spans(tiny: Seeds) -> None:
    corpus = verify(read_corpus(tiny.folder), tiny.documents)
    sentences = {claim.id: claim.passage.sentence for claim in corpus.claims}
    assert sentences["900-c3"] == "北京、上海组成双城，均属示范引领地区。"
    assert spans(corpus) == 18
    assert {c.passage.sentence for claim in corpus.claims for c in claim.context} == {
        "2021年北京平台超12万家，同比下降3%。"
    }


@pytest.mark.parametrize("quote", ["<p>", "&nbsp;", "<!-- 北京 -->"])
def test_a_quote_without_words_is_refused(seeds: Seeds, quote: str) -> None:
    seeds.edit(CLAIMS, "900-c1", quote=quote, end="40")
    (problem,) = problems(seeds)
    assert (problem.file, problem.row, problem.column) == (CLAIMS, 2, "quote")
    assert "holds no words" in problem.reason


def test_a_document_that_is_not_there_is_named_by_its_sha256(seeds: Seeds) -> None:
    (seeds.documents / "901_tiny.txt").unlink()
    (problem,) = mismatches(seeds)
    assert (problem.file, problem.column) == ("901/document.yaml", "sha256")
    assert "901_tiny" in problem.reason


def test_a_document_that_was_changed_is_not_that_document(seeds: Seeds) -> None:
    path = seeds.documents / "901_tiny.txt"
    path.write_bytes(path.read_bytes() + b" ")
    assert [p.column for p in mismatches(seeds)] == ["sha256"]


def test_a_document_may_have_any_name(seeds: Seeds) -> None:
    (seeds.documents / "901_tiny.txt").rename(seeds.documents / "another.html")
    assert verify(read_corpus(seeds.folder), seeds.documents)


def test_a_document_that_is_not_utf_8_is_refused(seeds: Seeds) -> None:
    content = "新闻".encode("gb18030")
    seeds.replace("901/document.yaml", hashlib.sha256(TEXTS["901"].encode()).hexdigest(), _sha256(content))
    (seeds.documents / "901_tiny.txt").write_bytes(content)
    (problem,) = mismatches(seeds)
    assert "is not UTF-8 (byte 0)" in problem.reason


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_documents_that_are_no_folder_are_refused(tiny: Seeds) -> None:
    with pytest.raises(InvalidInput, match="is not a folder of documents"):
        verify(read_corpus(tiny.folder), tiny.documents / "900_tiny.txt")


def test_a_span_elsewhere_is_refused_with_what_stands_there(seeds: Seeds) -> None:
    seeds.edit(CLAIMS, "900-c9", start="0", end="3", quote="工业部")
    (problem,) = mismatches(seeds)
    assert (problem.file, problem.row, problem.column) == (CLAIMS, 10, "quote")
    assert problem.reason == "900-c9: '工业部' is not at 0, where '某报告' stands"


def test_a_span_beyond_the_end_is_refused(seeds: Seeds) -> None:
    seeds.edit(CLAIMS, "900-c9", start="5000", end="5005", quote="工业部印发")
    (problem,) = mismatches(seeds)
    assert problem.reason == f"900-c9: 5000-5005 lies outside the document ({len(TEXTS['900'])})"


def test_the_spans_of_evidence_are_read_back_too(seeds: Seeds) -> None:
    seeds.edit(EVIDENCE, "900-o2", quote="上海平台")
    (problem,) = mismatches(seeds)
    assert (problem.file, problem.row, problem.column) == (OBSERVATIONS, 3, "quote")


@pytest.mark.parametrize(
    ("words", "cells"),
    [
        ("平台1.2万家", {"value": "1.2", "unit": "万家", "comparator": "="}),
        ("平台12 000家", {"value": "12000", "unit": "家", "comparator": "="}),
        ("平台近700亿元", {"value": "700", "unit": "亿元", "comparator": "~<"}),
        ("平台百余家", {"value": "100", "unit": "家", "comparator": ">"}),
        ("平台十余万家", {"value": "10", "unit": "万家", "comparator": ">"}),
        ("占比三成", {"measure": "share", "value": "3", "unit": "成", "comparator": "="}),
        ("占比超一半", {"measure": "share", "value": "50", "unit": "%", "comparator": ">"}),
        ("提高5个百分点", {"measure": "difference", "value": "5", "unit": "百分点", "comparator": "="}),
        ("共3至5家", {"value": "", "lower": "3", "upper": "5", "unit": "家", "comparator": "="}),
        ("平台二十多家", {"value": "20", "unit": "家", "comparator": ">"}),
        ("历时3个多月", {"value": "3", "unit": "个月", "comparator": ">"}),
        ("提高5个多百分点", {"measure": "difference", "value": "5", "unit": "百分点", "comparator": ">"}),
        ("提高10多个百分点", {"measure": "difference", "value": "10", "unit": "百分点", "comparator": ">"}),
        ("平台12家以上", {"value": "12", "unit": "家", "comparator": ">="}),
        ("每套千元以下", {"value": "1", "unit": "千元", "comparator": "<="}),
        ("共3%-5%", {"measure": "share", "value": "", "lower": "3", "upper": "5", "unit": "%", "comparator": "="}),
        ("5G基站5座", {"value": "5", "unit": "座", "comparator": "="}),
        ("五大平台", {"value": "5", "unit": "个", "comparator": "="}),
        ("承担12项目", {"value": "12", "unit": "个", "comparator": "="}),
        ("变化为-3%", {"measure": "growth", "value": "-3", "unit": "%", "comparator": "="}),
        ("节电3%", {"measure": "growth", "value": "-3", "unit": "%", "comparator": "="}),
        ("成本下降5%，同比增长3%", {"measure": "growth", "value": "3", "unit": "%", "comparator": "="}),
        ("缩短12个月", {"measure": "difference", "value": "-12", "unit": "个月", "comparator": "="}),
        ("增长3倍多", {"measure": "ratio", "value": "3", "unit": "倍", "comparator": ">"}),
        ("投资12 亿元", {"value": "12", "unit": "亿元", "comparator": "="}),
        ("排第12位", {"measure": "rank", "value": "12", "unit": "位", "comparator": "="}),
        ("共12台（套）设备", {"value": "12", "unit": "台(套)", "comparator": "="}),
    ],
)
def test_numbers_that_the_words_state_are_taken(seeds: Seeds, words: str, cells: dict[str, str]) -> None:
    restate(seeds, words, **cells)
    assert verify(read_corpus(seeds.folder), seeds.documents)


@pytest.mark.parametrize(
    ("words", "cells", "column", "reading"),
    [
        ("平台1.2万家", {"value": "1.3", "unit": "万家"}, "value", "says 12000"),
        ("平台1.2万家", {"value": "1.2", "unit": "家"}, "value", "says 12000"),
        ("平台12万家", {"value": "1", "unit": "万家"}, "value", "says 120000"),
        ("平台12家", {"value": "12", "unit": "万家"}, "value", "says 12"),
        ("平台120家", {"value": "12", "unit": "家"}, "value", "says 120"),
        ("平台三百家", {"value": "30", "unit": "家"}, "value", "says 300"),
        ("平台十二家", {"value": "10", "unit": "家"}, "value", "says 12"),
        ("平台百万家", {"value": "100", "unit": "家"}, "value", "says 1000000"),
        ("平台很多家", {"value": "3", "unit": "家"}, "value", "says no number"),
        ("共3至5家", {"value": "", "lower": "3", "upper": "6", "unit": "家"}, "value", "the row says 6 家"),
        ("平台12座", {"value": "12", "unit": "家"}, "unit", "says 座"),
        ("平台12座，家", {"value": "12", "unit": "家"}, "unit", "the row says 家"),
        ("平台12家", {"value": "12", "unit": "个"}, "unit", "says 家"),
        ("投资12美元", {"value": "12", "unit": "元"}, "unit", "says 美元"),
        ("投资12亿元", {"value": "12", "unit": "亿美元"}, "unit", "says 元"),
        ("节约12吨标煤", {"value": "12", "unit": "吨"}, "unit", "says 吨标煤"),
        ("提高5个百分点", {"measure": "difference", "value": "5", "unit": "%"}, "unit", "says 百分点"),
        ("提高5%", {"measure": "difference", "value": "5", "unit": "百分点"}, "unit", "says %"),
        ("历时12个月", {"value": "12", "unit": "个"}, "unit", "says 个月"),
        ("国家平台12艘", {"value": "12", "unit": "家"}, "unit", "the unit 家 does not stand"),
        ("多元投资12亿日元", {"value": "12", "unit": "亿元"}, "unit", "the unit 亿元 does not stand"),
        ("五大平台", {"value": "5", "unit": "人"}, "unit", "the unit 人 does not stand"),
        ("共3至5座，12家", {"value": "", "lower": "3", "upper": "5", "unit": "家"}, "unit", "says 座"),
        ("5G基站5座", {"value": "5", "unit": "个"}, "unit", "says 座"),
        ("增长到5倍", {"measure": "growth", "value": "5", "unit": "%"}, "unit", "says 倍"),
        ("平台12多", {"value": "12", "unit": "家", "comparator": ">"}, "unit", "the unit 家 does not stand"),
        ("平台12家", {"value": "12", "unit": "家", "comparator": ">"}, "comparator", "hedges as > does"),
        ("平台12家", {"value": "12", "unit": "家", "comparator": "<="}, "comparator", "hedges as <= does"),
        ("平台近12家", {"value": "12", "unit": "家", "comparator": ">"}, "comparator", "hedges as > does"),
        ("节约12家", {"value": "12", "unit": "家", "comparator": "~"}, "comparator", "hedges as ~ does"),
        ("平台近12家", {"value": "12", "unit": "家"}, "comparator", "hedges the number, the row does not"),
        ("平台12万多家", {"value": "12", "unit": "万家"}, "comparator", "hedges the number, the row does not"),
        ("平台十余万家", {"value": "10", "unit": "万家"}, "comparator", "hedges the number, the row does not"),
        ("平台12家以上", {"value": "12", "unit": "家"}, "comparator", "hedges the number, the row does not"),
        ("平台12%左右", {"value": "12", "unit": "%"}, "comparator", "hedges the number, the row does not"),
        ("平台至少12家", {"value": "12", "unit": "家"}, "comparator", "hedges the number, the row does not"),
        ("平台数百家", {"value": "100", "unit": "家"}, "comparator", "hedges the number, the row does not"),
        ("平台几十家", {"value": "10", "unit": "家"}, "comparator", "hedges the number, the row does not"),
        ("平台十几家", {"value": "10", "unit": "家"}, "comparator", "hedges the number, the row does not"),
        ("平台上千家", {"value": "1000", "unit": "家"}, "comparator", "hedges the number, the row does not"),
        ("售价千元以下", {"value": "1", "unit": "千元"}, "comparator", "hedges the number, the row does not"),
        ("千万级标识", {"value": "1000", "unit": "万个"}, "comparator", "hedges the number, the row does not"),
        ("通过12家", {"value": "12", "unit": "家", "comparator": ">"}, "comparator", "hedges as > does"),
        ("不足12家，种类多", {"value": "12", "unit": "家", "comparator": ">"}, "comparator", "hedges as > does"),
        ("平台12家", {"value": "-12", "unit": "家"}, "value", "speaks of no fall"),
        ("占比12%", {"measure": "share", "value": "-12", "unit": "%"}, "value", "speaks of no fall"),
        ("同比增长3%", {"measure": "growth", "value": "-3", "unit": "%"}, "value", "speaks of no fall"),
        ("同比下跌3%", {"measure": "growth", "value": "3", "unit": "%"}, "value", "speaks of a fall"),
        ("平台12家", {"value": "12.00", "unit": "家"}, "value", "says 12"),
        ("同比下降3%", {"measure": "growth", "value": "3", "unit": "%"}, "value", "speaks of a fall"),
        ("缩短5天", {"measure": "difference", "value": "5", "unit": "天"}, "value", "speaks of a fall"),
    ],
)
def test_numbers_that_the_words_do_not_state_are_refused(
    seeds: Seeds, words: str, cells: dict[str, str], column: str, reading: str
) -> None:
    restate(seeds, words, **{"comparator": "=", **cells})
    found = mismatches(seeds)
    assert {(p.file, p.row, p.column) for p in found} == {(OBSERVATIONS, 2, column)}
    assert all(reading in p.reason for p in found)


@pytest.mark.parametrize("role", ["value", "unit"])
def test_what_stands_elsewhere_is_shown_by_evidence(seeds: Seeds, role: str) -> None:
    words, shown = ("平台超多", "12万家") if role == "value" else ("平台超12", "万家")
    restate(seeds, words + shown, comparator=">", value="12" if role == "value" else "120000", unit="家")
    seeds.edit(OBSERVATIONS, "900-o1", end=str(len(TEXTS["900"]) + len(words)), quote=words)
    start = len(TEXTS["900"]) + len(words)
    seeds.edit(OBSERVATIONS, "900-o1", value="120000" if role == "value" else "12")
    seeds.add(EVIDENCE, claim="900-o1", role=role, start=str(start), end=str(start + len(shown)), quote=shown)
    assert verify(read_corpus(seeds.folder), seeds.documents)


@pytest.mark.parametrize(
    ("value", "missing"),
    [("2019-12", "2019"), ("2021-12", "2021"), ("2020-11", "11"), ("2020-12-22", "22"), ("2020/2023", "2023")],
)
def test_a_date_that_the_words_do_not_state_is_refused(seeds: Seeds, value: str, missing: str) -> None:
    seeds.edit(CLAIMS, "900-c10", value=value)
    (problem,) = mismatches(seeds)
    assert (problem.row, problem.column) == (11, "value")
    assert f"({missing} does not stand there)" in problem.reason


def test_the_year_of_a_date_may_be_the_documents_own_where_the_words_name_none(seeds: Seeds) -> None:
    start = TEXTS["900"].index("12月发布")
    seeds.edit(CLAIMS, "900-c10", value="2021-12", start=str(start), end=str(start + 5), quote="12月发布")
    assert verify(read_corpus(seeds.folder), seeds.documents)


def test_a_whole_number_that_the_words_do_not_state_is_refused(seeds: Seeds) -> None:
    seeds.edit(CLAIMS, "900-c10", property="issuerCount", value="10")
    (problem,) = mismatches(seeds)
    assert problem.reason.startswith("900-c10: 10 is not stated by")
