"""The table of the two readings: every row is of a known kind and outcome, and the claims it names are in the seeds."""

import csv
from pathlib import Path

import pytest

from bench.agreement import (
    COLUMNS,
    DIFFERS,
    FOLDER,
    KINDS,
    OUTCOMES,
    SAME,
    THIRD,
    Decision,
    by_field,
    by_kind,
    by_outcome,
    decisions,
    third_reading,
)
from loaders import claims, observations
from loaders.corpus import read_corpus, seed_folder
from ontology.schema import schema

TAKEN = (*SAME, *DIFFERS, "added", "elsewhere")
FILES = sorted(FOLDER.glob("[0-9]*.csv"))


def decided(outcome: str, kind: str = "observation", differs: tuple[str, ...] = ()) -> Decision:
    return Decision("003", kind, outcome, (), differs)


def test_every_document_has_its_table() -> None:
    assert [path.stem for path in FILES] == [document.key for document in read_corpus(seed_folder()).documents]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rows_are_of_known_kinds_and_outcomes_and_in_the_order_of_the_text(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert set(rows[0]) == set(COLUMNS)
    assert {row["outcome"] for row in rows} <= set(OUTCOMES)
    assert {row["kind"] for row in rows} <= {kind for kinds in KINDS.values() for kind in kinds}
    assert [int(row["start"]) for row in rows] == sorted(int(row["start"]) for row in rows)


def test_what_was_decided_stands_in_the_seeds() -> None:
    known = {claim.id for claim in read_corpus(seed_folder()).claims} | {claim for claim, _ in third_reading()}
    found = decisions()
    assert {id_ for decision in found for id_ in decision.claims} <= known
    assert not [d for d in found if d.outcome in TAKEN and not d.claims]


def test_fields_that_differed_are_columns_of_the_tables() -> None:
    columns = {*claims.COLUMNS, *observations.COLUMNS}
    assert {field for decision in decisions() for field in decision.differs} <= columns


def test_kinds_are_properties_of_the_ontology() -> None:
    named = {kind for kinds in KINDS.values() for kind in kinds} - {"observation"}
    assert named <= {prop.name for prop in schema().properties.values() if prop.statable}


def test_agreement_is_what_both_found_over_what_either_found() -> None:
    found = [decided("same"), decided("said"), decided("first-right"), decided("added"), decided("kept")]
    _, rows = by_kind(found)
    assert rows[0] == ("numbers", "3", "1", "1", "1", "1", "1", "75%")
    assert rows[-1] == ("all", *rows[0][1:])
    assert rows[1][-1] == "0%"


def test_fields_are_counted_over_the_numbers_that_both_found() -> None:
    found = [
        decided("same"),
        decided("first-right", differs=("unit", "time")),
        decided("second-right", differs=("unit",)),
        decided("first-right", "topic", ("status",)),
        decided("added"),
    ]
    assert by_field(found)[1] == [("unit", "2", "33.3%", "1", "1"), ("time", "1", "66.7%", "1", "0")]


def test_what_the_third_reading_left_stands_in_the_seeds_and_what_it_removed_does_not() -> None:
    known = {claim.id for claim in read_corpus(seed_folder()).claims}
    assert {outcome for _, outcome in third_reading()} == set(THIRD)
    assert all((claim in known) is (outcome != "removed") for claim, outcome in third_reading())


def test_the_third_reading_is_counted_by_outcome() -> None:
    assert by_outcome([("003-c1", "added"), ("003-c2", "added"), ("003-c3", "removed")])[1] == [
        ("claims", "0", "1", "2")
    ]
