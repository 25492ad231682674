from pathlib import Path

import pytest

from loaders.corpus import read_corpus
from loaders.documents import FIELDS, SourceText, clean
from ontology.errors import InvalidInput, UnknownName
from tests.loaders.refusing import places, problems
from tests.tiny import Seeds

YAML = "901/document.yaml"


@pytest.mark.parametrize("text", ["stem: [", "a: b: c", "\t", "stem: \0", "{" * 5000])
def test_what_is_not_yaml_is_refused(seeds: Seeds, text: str) -> None:
    (seeds.folder / YAML).write_text(text, encoding="utf-8")
    found = [p for p in problems(seeds) if p.file == YAML]
    assert len(found) == 1
    assert found[0].reason.startswith("is not YAML")


@pytest.mark.parametrize("text", ["", "- stem\n", "stem"])
def test_what_is_not_a_mapping_is_refused(seeds: Seeds, text: str) -> None:
    (seeds.folder / YAML).write_text(text, encoding="utf-8")
    assert any(p.reason.startswith("is not a mapping") for p in problems(seeds))


def test_bytes_that_are_not_utf_8_are_refused(seeds: Seeds) -> None:
    (seeds.folder / YAML).write_bytes("标题".encode("gb18030"))
    assert any(p.reason.startswith("is not YAML") for p in problems(seeds))


def test_unknown_and_missing_fields_are_named(seeds: Seeds) -> None:
    seeds.replace(YAML, "stem:", "sten:")
    found = problems(seeds)
    assert places(found) == [(YAML, None, "stem"), (YAML, None, "sten")]


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_may_be_empty(seeds: Seeds, field: str) -> None:
    lines = (seeds.folder / YAML).read_text(encoding="utf-8").splitlines()
    text = "\n".join(f"{field}:" if line.startswith(f"{field}:") else line for line in lines)
    (seeds.folder / YAML).write_text(text, encoding="utf-8")
    assert {(p.file, p.column) for p in problems(seeds)} == {(YAML, field)}


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ('published: "2022-01-05"', "published: 2021-13-45", "published"),
        ('published: "2022-01-05"', "published: last year", "published"),
        ('publication: "publication/901"', "publication: publication/902", "publication"),
        ('publication: "publication/901"', "publication: region/110000", "publication"),
        ('sha256: "', 'sha256: "x', "sha256"),
        ('language: "zh"', "language: [zh]", "language"),
    ],
)
def test_a_field_that_does_not_parse_is_named(seeds: Seeds, old: str, new: str, column: str) -> None:
    seeds.replace(YAML, old, new)
    found = [p for p in problems(seeds) if p.file == YAML]
    assert [p.column for p in found] == [column]


def test_unquoted_values_stay_texts(seeds: Seeds) -> None:
    seeds.replace(YAML, 'stem: "901_tiny"', "stem: 007")
    seeds.replace(YAML, '"2022-01-05"', "2022-01-05")
    document = read_corpus(seeds.folder).documents[1]
    assert (document.stem, document.published.text) == ("007", "2022-01-05")


def test_a_folder_whose_name_is_no_key_is_refused(seeds: Seeds) -> None:
    (seeds.folder / "901").rename(seeds.folder / "Nine Hundred")
    assert any("Nine Hundred" in p.reason for p in problems(seeds))


@pytest.mark.parametrize("name", ["observation.csv", "claims.csv.bak", "notes.txt"])
def test_stray_files_of_a_document_are_refused(seeds: Seeds, name: str) -> None:
    (seeds.folder / "901" / name).write_text("id\n", encoding="utf-8")
    (problem,) = problems(seeds)
    assert str(problem) == f"901/{name}: is not a file that a document's folder holds"


def test_a_folder_without_its_document_is_refused(seeds: Seeds) -> None:
    (seeds.folder / "902").mkdir()
    (problem,) = problems(seeds)
    assert str(problem) == "902/document.yaml: is missing"


def test_stray_files_beside_the_entities_are_refused(seeds: Seeds) -> None:
    (seeds.folder / "entities" / "region.csv.bak").write_text("key\n", encoding="utf-8")
    (problem,) = problems(seeds)
    assert problem.file == "entities/region.csv.bak"


def test_leaving_out_an_unknown_document_names_the_nearest(tiny: Seeds) -> None:
    with pytest.raises(UnknownName) as unknown:
        read_corpus(tiny.folder, ["902"])
    assert "901" in unknown.value.nearest


def test_an_entity_that_no_claim_speaks_of_is_named_beside_other_problems(seeds: Seeds) -> None:
    seeds.edit("901/observations.csv", "901-o1", unit="parsec")
    policies = seeds.rows("entities/policy.csv")
    seeds.write("entities/policy.csv", [*policies, {**policies[0], "key": "nobody", "aliases": ""}])
    found = {problem.column: problem.reason for problem in problems(seeds)}
    assert found["key"] == "no claim speaks of policy/nobody"
    assert "unit" in found


def test_every_problem_is_collected_and_the_message_capped(seeds: Seeds) -> None:
    good = seeds.rows("900/claims.csv")
    bad = [{**good[0], "id": f"900-x{n}", "object": "region/zz"} for n in range(150)]
    seeds.write("900/claims.csv", [*bad, *good])
    seeds.edit("901/observations.csv", "901-o1", unit="parsec")
    with pytest.raises(InvalidInput) as refused:
        read_corpus(seeds.folder)
    assert len(refused.value.problems) == 151
    lines = str(refused.value).splitlines()
    assert (lines[0], len(lines), lines[-1]) == ("151 problem(s) in the input", 102, "… and 51 more")
    assert lines[1].startswith("900/claims.csv:2 [object]: there is no entity 'region/zz'")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (" 一 二\n三 ", "一二三"),
        ("<b>一</b>二<br/>", "一二"),
        ("一&nbsp;二&amp;", "一二&"),
        ("a < b", "a<b"),
        ("甲<北京>乙", "甲<北京>乙"),
        ("一<!-- x > y -->二", "一二"),
    ],
)
def test_tags_entities_and_white_space_are_no_words(text: str, words: str) -> None:
    assert clean(text) == words


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("二", "一，二。"), ("三", "三！"), ("四", "四"), ("二。", "一，二。"), ("。三", "一，二。三！")],
)
def test_the_sentence_round_a_span(words: str, sentence: str) -> None:
    text = "零\n一，<b>二</b>。三！四"
    plain = SourceText(text.replace("<b>", "").replace("</b>", ""))
    start = plain.text.index(words)
    assert plain.sentence(start, start + len(words)) == sentence


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 9)])
def test_a_span_outside_the_text_is_none(start: int, end: int) -> None:
    assert SourceText("一二三四").span(start, end) is None


def test_the_seeds_of_the_package_are_found() -> None:
    from loaders.corpus import seed_folder  # noqa: PLC0415 # one test's own

    assert Path(seed_folder() / "entities" / "region.csv").is_file()
