"""Coverage: every sentence worth reading is quoted by a claim, or left over with a reason that holds."""

import pytest

from loaders import evidence, observations
from loaders.corpus import read_corpus
from loaders.coverage import coverage
from loaders.leftovers import COLUMNS
from loaders.quoted import merged, touches
from loaders.verify import verify
from ontology.errors import InvalidInput, Uncovered
from tests.loaders.refusing import mismatches, problems
from tests.tiny import TEXTS, Seeds, write_rows

LEFT = "900/leftovers.csv"
TITLE = {"start": "0", "end": "3", "quote": "某报告", "reason": "heading"}


def leave(seeds: Seeds, *rows: dict[str, str]) -> None:
    write_rows(seeds.folder / LEFT, list(COLUMNS), list(rows))


def silence(seeds: Seeds) -> None:
    """Take the observations of document 900 away, and what shows them."""
    write_rows(seeds.folder / "900/observations.csv", list(observations.COLUMNS), [])
    write_rows(seeds.folder / "900/evidence.csv", list(evidence.COLUMNS), [])


def test_a_folder_whose_claims_quote_every_sentence_is_covered(tiny: Seeds) -> None:
    found = coverage(read_corpus(tiny.folder), tiny.documents)
    assert found.unexplained == []
    assert found.touched == found.sentences == 11
    assert [(kind.value, quoted, held) for kind, quoted, held in found.by_kind() if held] == [
        ("number", 7, 7),
        ("date", 3, 3),
        ("region", 9, 11),
    ]


def test_a_sentence_that_no_claim_quotes_is_listed_with_what_it_mentions(seeds: Seeds) -> None:
    silence(seeds)
    (sentence,) = coverage(read_corpus(seeds.folder), seeds.documents).unexplained
    assert sentence.start == TEXTS["900"].index("2021年北京")
    assert str(sentence).startswith(f"900@{sentence.start}: date 2021年, region 北京, number 12, …: 2021年北京平台")


def test_a_sentence_left_over_with_a_reason_is_explained(seeds: Seeds) -> None:
    silence(seeds)
    start = TEXTS["900"].index("2021年北京")
    leave(seeds, {"start": str(start), "end": str(len(TEXTS["900"])), "quote": "2021年北京", "reason": "remark"})
    found = coverage(read_corpus(seeds.folder), seeds.documents)
    assert (found.unexplained, found.explained.total()) == ([], 1)
    assert found.sentences == found.touched + 1


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"reason": "dull"}, "reason", "boilerplate"),
        ({"start": "x"}, "start", "offset"),
        ({"quote": "某" * 31, "end": "40"}, "quote", "30 are the most"),
        ({"reason": ""}, "reason", "is empty"),
    ],
)
def test_a_leftover_that_cannot_be_read_is_refused_in_its_row(
    seeds: Seeds, cells: dict[str, str], column: str, reason: str
) -> None:
    leave(seeds, TITLE | cells)
    (problem,) = [p for p in problems(seeds) if p.column == column]
    assert (problem.file, problem.row) == (LEFT, 2)
    assert reason in problem.reason


def test_words_that_a_claim_quotes_cannot_be_left_over(seeds: Seeds) -> None:
    leave(seeds, TITLE, {"start": "4", "end": "20", "quote": "北京、上海", "reason": "navigation"})
    (problem,) = problems(seeds)
    assert (problem.file, problem.row, problem.column) == (LEFT, 3, "start")
    assert "left over as navigation, yet 900-c4 quotes words of them" in problem.reason


@pytest.mark.parametrize(
    ("cells", "column"), [({"quote": "某新闻"}, "quote"), ({"start": "9000", "end": "9003"}, "start")]
)
def test_a_leftover_whose_words_do_not_stand_there_is_refused(seeds: Seeds, cells: dict[str, str], column: str) -> None:
    leave(seeds, TITLE | cells)
    (problem,) = mismatches(seeds)
    assert (problem.file, problem.row, problem.column) == (LEFT, 2, column)


def test_a_leftover_that_explains_nothing_is_refused(seeds: Seeds) -> None:
    leave(seeds, TITLE)
    corpus = read_corpus(seeds.folder)
    verify(corpus, seeds.documents)
    with pytest.raises(InvalidInput, match=r"leftovers.csv:2: holds no number, date or name"):
        coverage(corpus, seeds.documents).check()


def test_what_is_not_covered_is_an_error_that_counts(seeds: Seeds) -> None:
    silence(seeds)
    with pytest.raises(Uncovered) as refused:
        coverage(read_corpus(seeds.folder), seeds.documents).check()
    assert refused.value.sentences == 1
    assert str(refused.value).startswith("1 sentence is not covered")


def test_leftovers_stand_apart(seeds: Seeds) -> None:
    leave(seeds, TITLE, {**TITLE, "end": "2", "quote": "某"})
    (problem,) = problems(seeds)
    assert (problem.file, problem.row, problem.column) == (LEFT, 3, "start")
    assert problem.reason == "0-2 overlaps row 2"


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [({"end": "2", "quote": "某"}, "end", "ends at 4"), ({"start": "1", "quote": "报告"}, "start", "begins at 0")],
)
def test_a_leftover_is_of_whole_sentences(seeds: Seeds, cells: dict[str, str], column: str, reason: str) -> None:
    leave(seeds, TITLE | cells)
    (problem,) = mismatches(seeds)
    assert (problem.row, problem.column) == (2, column)
    assert reason in problem.reason


def test_words_of_evidence_cannot_be_left_over_either(seeds: Seeds) -> None:
    silence(seeds)
    start = TEXTS["900"].index("某报告")
    row = {"claim": "900-c1", "role": "scope", "start": str(start), "end": str(start + 3), "quote": "某报告"}
    write_rows(seeds.folder / "900/evidence.csv", list(evidence.COLUMNS), [row])
    leave(seeds, TITLE)
    (problem,) = problems(seeds)
    assert "yet 900-c1 quotes words of them" in problem.reason


def test_words_that_only_touch_a_quote_are_not_quoted(seeds: Seeds) -> None:
    found = coverage(read_corpus(seeds.folder), seeds.documents)
    assert touches([(5, 9)], 0, 5) is False
    assert touches([(5, 9)], 9, 12) is False
    assert touches([(5, 9)], 8, 9) is True
    assert merged([(5, 20), (6, 8), (30, 31)]) == [(5, 20), (30, 31)]
    assert found.touched


def test_the_leftovers_of_a_document_left_out_are_left_out_too(seeds: Seeds) -> None:
    leave(seeds, TITLE)
    assert read_corpus(seeds.folder).leftovers
    assert not read_corpus(seeds.folder, without=["900"]).leftovers
