"""Asking: lines become rows with their claims, what a question promises is checked, and there is a cap."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from graph.catalogue.answering import ask
from graph.catalogue.definition import Question
from graph.catalogue.rows import Row
from graph.store import Cell
from ontology.errors import AnswerTooLarge, StoreError
from tests.graph.asking import YAML, FakeView, make

COLUMNS = ("thing", "amount", "claim")


@pytest.fixture
def asked(tmp_path: Path) -> Question:
    return make(tmp_path / "things")


def test_lines_with_equal_cells_are_one_row_with_all_their_claims(asked: Question) -> None:
    view = FakeView(COLUMNS, [("b", 1, "claim/2"), ("a", 1, "claim/9"), ("b", 1, "claim/1"), ("b", 1, "claim/2")])
    assert ask(view, asked, {}, 10).rows == (
        Row({"thing": "a", "amount": 1}, ("9",)),
        Row({"thing": "b", "amount": 1}, ("1", "2")),
    )


def test_a_cell_of_claims_may_list_several_or_none(asked: Question) -> None:
    view = FakeView(COLUMNS, [("a", 1, "003-c1 002-c1"), ("a", 1, "claim/003-c1"), ("a", 1, None)])
    assert ask(view, asked, {}, 10).rows[0].claims == ("002-c1", "003-c1")


def test_several_columns_can_name_claims(tmp_path: Path) -> None:
    asked = make(tmp_path / "things", YAML + "claims: [claim, amount_claim]\n")
    view = FakeView((*COLUMNS, "amount_claim"), [("a", 1, "1", "2")])
    assert ask(view, asked, {}, 10).rows[0].claims == ("1", "2")


def test_columns_are_found_by_name_and_others_are_left_out(asked: Question) -> None:
    view = FakeView(("claim", "extra", "amount", "thing"), [("1", "x", 1, "a"), ("2", "y", 1, "a")])
    assert ask(view, asked, {}, 10).rows == (Row({"thing": "a", "amount": 1}, ("1", "2")),)


def test_an_unbound_optional_column_is_empty_and_comes_last(asked: Question) -> None:
    view = FakeView(COLUMNS, [("a", None, "1"), ("a", 2, "2"), ("a", 10, "3")])
    assert [row.cells["amount"] for row in ask(view, asked, {}, 10).rows] == [2, 10, None]


def test_an_unbound_column_that_is_not_optional_is_an_error(asked: Question) -> None:
    with pytest.raises(StoreError, match="column thing of things is unbound"):
        ask(FakeView(COLUMNS, [(None, 1, "1")]), asked, {}, 10)


def test_a_query_without_a_column_of_the_question_is_an_error(asked: Question) -> None:
    with pytest.raises(StoreError, match="has no column amount"):
        ask(FakeView(("thing", "claim"), [("a", "1")]), asked, {}, 10)


def test_the_cap_counts_flat_lines(asked: Question) -> None:
    view = FakeView(COLUMNS, [("a", 1, str(n)) for n in range(5)])
    assert len(ask(view, asked, {}, 5).rows) == 1
    with pytest.raises(AnswerTooLarge, match="more than 4"):
        ask(view, asked, {}, 4)


def test_rows_sort_by_kind_then_value_whatever_the_types(tmp_path: Path) -> None:
    asked = make(tmp_path / "things", YAML.replace("order: [thing]", "order: [amount]"))
    cells: list[Cell] = [Decimal("2.5"), 2, "10", "9", date(2020, 1, 1), None]
    view = FakeView(COLUMNS, [("a", cell, "1") for cell in cells])
    found = [row.cells["amount"] for row in ask(view, asked, {}, 10).rows]
    assert found == [date(2020, 1, 1), 2, Decimal("2.5"), "10", "9", None]


def test_a_fold_sees_the_hidden_columns_and_the_bound_values(tmp_path: Path) -> None:
    yaml = YAML.replace("name: amount,", "name: amount, hidden: true,").replace(
        "order:", "  - {name: sum, type: integer, folded: true, title: {zh: 和, en: sum}}\norder:"
    )
    fold = (
        "from graph.catalogue.rows import Row\n"
        "def fold(rows, values):\n"
        "    total = sum(row.cells['amount'] for row in rows)\n"
        "    return [Row({'thing': values['given'][0], 'sum': total}, ('1',))]\n"
    )
    asked = make(tmp_path / "things", yaml, fold=fold)
    answer = ask(FakeView(COLUMNS, [("a", 1, "1"), ("b", 2, "2")]), asked, {"given": ("x",)}, 10)
    assert answer.rows == (Row({"thing": "x", "sum": 3}, ("1",)),)
    assert [column.name for column in asked.visible] == ["thing", "sum"]
