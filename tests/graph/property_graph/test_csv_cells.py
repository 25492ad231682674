import math
from datetime import UTC, date, datetime

import pytest

from graph.property_graph.csv_cells import SEPARATOR, Cell, cell, kind


@pytest.mark.parametrize(
    ("value", "type_", "text"),
    [
        ("", "string", '""'),
        (' "a", \\b\n', "string", '" ""a"", \\b\n"'),
        (True, "boolean", "true"),
        (-(1 << 63), "long", "-9223372036854775808"),
        (1e-07, "double", "1e-07"),
        (math.inf, "double", "Infinity"),
        (-math.inf, "double", "-Infinity"),
        (math.nan, "double", "NaN"),
        (date(2021, 2, 3), "date", "2021-02-03"),
        (datetime(2021, 2, 3, 4, 5, 6, tzinfo=UTC), "datetime", "2021-02-03T04:05:06+00:00"),
        (["a", 'b"'], "string[]", f'"a{SEPARATOR}b"""'),
        (["", ""], "string[]", f'"{SEPARATOR}"'),
        ([1, -2], "long[]", f'"1{SEPARATOR}-2"'),
    ],
)
def test_each_type_of_value_has_its_header_and_its_text(value: Cell, type_: str, text: str) -> None:
    assert (kind(value), cell(value)) == (type_, text)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ([f"a{SEPARATOR}b", "c"], "U\\+001F"),
        ([""], "one empty text"),
        (1 << 63, "64 bits"),
        ([1 << 63], "64 bits"),
    ],
)
def test_what_would_come_back_as_something_else_is_refused(value: Cell, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        cell(value)


def test_a_list_without_items_has_no_type() -> None:
    with pytest.raises(ValueError, match="without items"):
        kind([])
