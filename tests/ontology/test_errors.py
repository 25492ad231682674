"""Errors carry data and say what to do."""

import inspect
from collections.abc import Callable

import pytest

from ontology import errors
from ontology.errors import (
    AnswerTooLarge,
    BuildLocked,
    InvalidCursor,
    InvalidGraph,
    InvalidInput,
    InvalidParameter,
    InvalidValue,
    NoBuild,
    Problem,
    TiduError,
    UnknownName,
)

MESSAGES: list[tuple[Callable[[], TiduError], str]] = [
    (lambda: InvalidValue("unit", "箱", "个"), "'箱' is not a valid unit; accepted: 个"),
    (
        lambda: BuildLocked("process 7 since 10:00"),
        "another build is running (process 7 since 10:00); wait for it, then try again",
    ),
    (lambda: NoBuild(".tidu"), "there is no build in .tidu; run `tidu build` first"),
    (lambda: UnknownName("Tier", "risin", ["rising"]), "there is no Tier 'risin'; nearest: rising"),
    (lambda: UnknownName("Tier", "x"), "there is no Tier 'x'"),
    (
        lambda: InvalidParameter({"year": "unknown"}, ["tier", "basis"]),
        "year: unknown (accepted parameters: tier, basis)",
    ),
    (lambda: InvalidParameter({"year": "unknown"}, []), "year: unknown (accepted parameters: none)"),
    (lambda: InvalidCursor("abc", "not ours"), "cursor 'abc': not ours"),
    (lambda: AnswerTooLarge(10), "the answer has more than 10 lines; narrow the question by its parameters"),
    (lambda: InvalidGraph(["a: b", "c: d"]), "2 violation(s) of the shapes\na: b\nc: d"),
]


@pytest.mark.parametrize(("make", "message"), MESSAGES)
def test_a_message_says_what_is_the_matter_and_what_would_do(make: Callable[[], TiduError], message: str) -> None:
    assert str(make()) == message


def test_every_error_is_drawn_in_the_tree_and_descends_from_the_root() -> None:
    defined = {c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, Exception)}
    assert all(issubclass(error, TiduError) for error in defined)
    assert [error.__name__ for error in defined if error.__name__ not in (errors.__doc__ or "")] == []


def test_an_invalid_value_is_a_value_error_so_that_parsers_of_others_take_it() -> None:
    assert issubclass(InvalidValue, ValueError)


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (Problem("a.csv", 3, "unit", "is no unit"), "a.csv:3 [unit]: is no unit"),
        (Problem("a.csv", 3, None, "is a duplicate"), "a.csv:3: is a duplicate"),
        (Problem("a.csv", None, None, "is missing"), "a.csv: is missing"),
    ],
)
def test_a_problem_names_file_row_and_column(problem: Problem, line: str) -> None:
    assert str(problem) == line


def test_problems_are_listed_in_the_order_of_the_files_whatever_the_order_found() -> None:
    found = [Problem("b.csv", 2, "x", "bad"), Problem("a.csv", 10, None, "bad"), Problem("a.csv", None, None, "bad")]
    error = InvalidInput(found)
    assert str(error).splitlines() == ["3 problem(s) in the input", "a.csv: bad", "a.csv:10: bad", "b.csv:2 [x]: bad"]


def test_problems_that_others_follow_from_are_listed_first() -> None:
    found = [
        Problem("a.csv", 2, "x", "follows"),
        Problem("b.csv", 1, "x", "is no column"),
        Problem("c.csv", 9, None, ""),
    ]
    assert [problem.file for problem in InvalidInput(found).problems] == ["b.csv", "c.csv", "a.csv"]


def test_the_message_shows_a_hundred_problems_and_counts_the_rest_while_the_error_keeps_them_all() -> None:
    error = InvalidInput([Problem("a.csv", row, None, "bad") for row in range(1, 131)])
    lines = str(error).splitlines()
    assert lines[0] == "130 problem(s) in the input"
    assert lines[-1] == "… and 30 more"
    assert len(lines) == 1 + 100 + 1
    assert len(error.problems) == 130


def test_a_hundred_problems_are_shown_without_a_rest() -> None:
    assert "more" not in str(InvalidInput([Problem("a.csv", row, None, "bad") for row in range(1, 101)]))


def test_the_message_of_a_refused_graph_shows_a_hundred_violations_and_counts_the_rest() -> None:
    lines = str(InvalidGraph([f"node {number}" for number in range(130)])).splitlines()
    assert lines[0] == "130 violation(s) of the shapes"
    assert lines[100:] == ["node 99", "… and 30 more"]
