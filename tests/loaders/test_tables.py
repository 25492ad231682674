import codecs

import pytest

from loaders.corpus import read_corpus
from tests.loaders.refusing import places, problems
from tests.tiny import Seeds

CLAIMS = "900/claims.csv"


def append(seeds: Seeds, line: bytes, file: str = CLAIMS) -> int:
    """Append a line to a table; its row number."""
    path = seeds.folder / file
    path.write_bytes(path.read_bytes() + line)
    return path.read_bytes().count(b"\n")


def test_a_good_folder_is_read_into_facts(tiny: Seeds) -> None:
    corpus = read_corpus(tiny.folder)
    assert [document.key for document in corpus.documents] == ["900", "901"]
    assert (len(corpus.claims), corpus.observations, len(corpus.entities)) == (16, 3, 17)
    assert corpus.places["900-c3"] == (CLAIMS, 4)


def test_an_unknown_column_is_named_with_those_that_are_accepted(seeds: Seeds) -> None:
    seeds.replace(CLAIMS, "id,subject,property", "id,subjekt,property")
    found = [p for p in problems(seeds) if p.file == CLAIMS]
    assert places(found) == [(CLAIMS, 1, "subject"), (CLAIMS, 1, "subjekt")]
    assert "missing" in found[0].reason
    assert "accepted: id, subject, property" in found[1].reason


def test_a_column_that_stands_twice_is_refused(seeds: Seeds) -> None:
    seeds.replace(CLAIMS, ",quote,note\n", ",quote,quote\n")
    assert any(p.column == "quote" and "twice" in p.reason for p in problems(seeds))


def test_columns_may_stand_in_any_order(seeds: Seeds) -> None:
    rows = seeds.rows(CLAIMS)
    seeds.write(CLAIMS, [dict(reversed(row.items())) for row in rows])
    assert len(read_corpus(seeds.folder).claims) == 16


def test_an_empty_table_lacks_its_header(seeds: Seeds) -> None:
    (seeds.folder / "901" / "evidence.csv").write_bytes(b"")
    assert ("901/evidence.csv", 1, "claim") in places(problems(seeds))


@pytest.mark.parametrize(("line", "cells"), [(b"900-c11,group/twin\n", 2), (b"900-c11" + b"," * 20 + b"\n", 21)])
def test_short_and_long_rows_are_refused(seeds: Seeds, line: bytes, cells: int) -> None:
    row = append(seeds, line)
    (problem,) = [p for p in problems(seeds) if p.file == CLAIMS]
    assert (problem.row, problem.reason) == (row, f"has {cells} cells, the header 15")


def test_a_table_that_is_not_utf_8_is_refused_with_the_byte(seeds: Seeds) -> None:
    size = (seeds.folder / CLAIMS).stat().st_size
    append(seeds, "第".encode("gb18030"))
    found = [p for p in problems(seeds) if p.file == CLAIMS]
    assert [p.reason for p in found] == [f"is not UTF-8 (byte {size})"]


def test_a_byte_order_mark_does_no_harm(seeds: Seeds) -> None:
    path = seeds.folder / CLAIMS
    path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())
    assert len(read_corpus(seeds.folder).claims) == 16


@pytest.mark.parametrize("character", ["\t", "\0", "\x0b", "\x1f", "\n"])
def test_control_characters_are_refused(seeds: Seeds, character: str) -> None:
    seeds.edit(CLAIMS, "900-c1", note=f"a{character}b")
    found = [p for p in problems(seeds) if p.file == CLAIMS]
    assert {(p.column, p.reason) for p in found} == {("note", "holds a control character")}


@pytest.mark.parametrize("character", ["\u2028", "\x85"])
def test_unusual_line_ends_do_not_split_a_row(seeds: Seeds, character: str) -> None:
    seeds.edit(CLAIMS, "900-c1", note=f"a{character}b")
    notes = {claim.id: claim.note for claim in read_corpus(seeds.folder).claims}
    assert notes["900-c1"] == f"a{character}b"


@pytest.mark.parametrize("line", [b'900-c11,"a"b' + b"," * 13 + b"\n", b'900-c11,"never closed'])
def test_broken_quotes_are_refused_with_their_row(seeds: Seeds, line: bytes) -> None:
    rows = (seeds.folder / CLAIMS).read_bytes().count(b"\n")
    append(seeds, line)
    (problem,) = [p for p in problems(seeds) if p.file == CLAIMS]
    assert problem.row == rows + 1
    assert problem.reason.startswith("is not CSV")


def test_what_is_not_a_folder_is_refused(seeds: Seeds) -> None:
    (problem,) = problems(Seeds(seeds.folder / "nowhere", seeds.documents))
    assert problem.reason == "is not a folder"
