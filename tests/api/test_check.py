"""What ``tidu check`` says of seeds that a build would refuse: the cause, in its place, before what follows from it."""

import pytest

from loaders.corpus import read_corpus
from tests.loaders.refusing import places, problems
from tests.tiny import Seeds

YAML, CLAIMS = "901/document.yaml", "900/claims.csv"


def rename(seeds: Seeds, key: str) -> None:
    """Give the document 901 another key, in its rows too."""
    folder = (seeds.folder / "901").rename(seeds.folder / key)
    for path in folder.glob("*.csv"):
        path.write_text(path.read_text(encoding="utf-8").replace("901-", f"{key}-"), encoding="utf-8")


@pytest.mark.parametrize("key", ["abc", "12", "9O1", "news-901"])
def test_a_folder_whose_name_claim_ids_cannot_open_with_is_refused(seeds: Seeds, key: str) -> None:
    rename(seeds, key)
    first = problems(seeds)[0]
    assert (first.file, first.column) == (f"{key}/document.yaml", None)
    assert "document key" in first.reason
    assert "three digits or more" in first.reason


def test_a_document_key_may_have_more_than_three_digits(seeds: Seeds) -> None:
    rename(seeds, "9010")
    assert {document.key for document in read_corpus(seeds.folder).documents} == {"900", "9010"}


@pytest.mark.parametrize(
    ("file", "key", "column", "text", "reason"),
    [
        ("entities/region.csv", "110000", "gb2260", "11000x", "has six digits"),
        ("entities/region.csv", "110000", "wikidata", "956", "looks like Q956"),
        (CLAIMS, "900-c1", "id", "900-c.1", "looks like 003-o0412"),
    ],
)
def test_a_text_that_the_shapes_refuse_is_refused_in_its_row(
    seeds: Seeds, file: str, key: str, column: str, text: str, reason: str
) -> None:
    seeds.edit(file, key, **{column: text})
    (problem,) = [p for p in problems(seeds) if p.file == file]
    assert (problem.column, reason in problem.reason) == (column, True)


@pytest.mark.parametrize(
    ("old", "new"), [("published:", 'published: "2020"\npublished:'), ('"2022-01-05"', '"2021/.."')]
)
def test_a_date_of_publication_stands_once_and_ends(seeds: Seeds, old: str, new: str) -> None:
    seeds.replace(YAML, old, new)
    (problem,) = problems(seeds)
    assert problem.file == YAML
    assert "published stands twice" in problem.reason or problem.column == "published"


def test_a_file_that_is_held_as_two_documents_is_refused(seeds: Seeds) -> None:
    other = seeds.folder / "900" / "document.yaml"
    sha256 = next(line for line in other.read_text(encoding="utf-8").splitlines() if line.startswith("sha256"))
    own = next(line for line in (seeds.folder / YAML).read_text("utf-8").splitlines() if line.startswith("sha256"))
    seeds.replace(YAML, own, sha256)
    assert [str(p) for p in problems(seeds)] == [f"{YAML} [sha256]: is the file that 900/document.yaml names"]


def test_a_stray_file_beside_the_documents_is_refused(seeds: Seeds) -> None:
    (seeds.folder / "claims.csv").write_text("id\n", encoding="utf-8")
    assert places(problems(seeds)) == [("claims.csv", None, None)]


def test_a_bare_key_where_any_thing_may_stand_is_refused_not_guessed(seeds: Seeds) -> None:
    seeds.edit(CLAIMS, "900-c3", subject="110000")
    (problem,) = problems(seeds)
    assert problem.reason == "'110000' is not a valid reference; accepted: segment/key, like region/370000"


def test_a_breakdown_that_stands_twice_is_refused(seeds: Seeds) -> None:
    seeds.edit("900/observations.csv", "900-o1", breakdown="region/110000;region/110000")
    (problem,) = problems(seeds)
    assert str(problem) == "900/observations.csv:2 [breakdown]: 'region/110000' stands twice"


@pytest.mark.parametrize("column", ["value", "lower", "upper"])
def test_a_number_that_does_not_parse_is_named_by_its_column(seeds: Seeds, column: str) -> None:
    seeds.edit("900/observations.csv", "900-o1", **{column: "1,2"})
    assert places(problems(seeds)) == [("900/observations.csv", 2, column)]


def test_a_table_that_cannot_be_read_is_the_one_problem_of_its_folder(seeds: Seeds) -> None:
    seeds.replace(CLAIMS, "status", "state")
    assert places(problems(seeds)) == [(CLAIMS, 1, "state"), (CLAIMS, 1, "status")]


def test_an_entity_table_that_cannot_be_read_comes_before_what_refers_to_its_things(seeds: Seeds) -> None:
    seeds.replace("entities/region.csv", "label_zh", "label")
    found = problems(seeds)
    assert {p.file for p in found[:2]} == {"entities/region.csv"}
    assert len(found) > 2


def test_a_thing_of_a_class_that_is_not_there_is_still_a_thing(seeds: Seeds) -> None:
    seeds.edit("entities/org.csv", "ministry", **{"class": "Ministry"})
    assert places(problems(seeds)) == [("entities/org.csv", 2, "class")]
