"""Content negotiation by RFC 9110."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.negotiation import accepted, best, takes_gzip

OFFERS = ["application/json", "text/csv", "text/turtle"]


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("", "application/json"), ("*/*", "application/json"), ("text/*", "text/csv"), ("text/turtle", "text/turtle"),
        ("TEXT/Turtle", "text/turtle"), ("text/turtle;q=0.1, text/csv;q=0.2", "text/csv"), ("text/plain", None),
        ("*/*;q=0.1, text/csv", "text/csv"), ("text/*, text/csv;q=0", "text/turtle"), ("*/*, text/csv;q=0", OFFERS[0]),
        ("application/json;q=0", None),
        ("text/turtle;charset=utf-8;q=0.5", "text/turtle"), (";;,,", OFFERS[0]),
        ("text/turtle;q=high", "application/json"), ("text/turtle; q=1.0 , */*;q=0", "text/turtle"),
        ("text/turtle;q=2", "application/json"), ("text/turtle;q=nan", "application/json"),
        ("text/csv;q=0.3,text/turtle;q=0.3", "text/csv"), ("text/html,application/xml;q=0.9,*/*;q=0.8", OFFERS[0]),
    ],
)  # fmt: skip
def test_the_best_of_what_there_is_is_chosen(header: str, chosen: str | None) -> None:
    assert best(header, OFFERS) == chosen


@given(st.text(st.sampled_from("texapl/ion*;q=01.,cv "), max_size=60))
def test_no_header_makes_it_fail(header: str) -> None:
    assert best(header, OFFERS) in {*OFFERS, None}
    assert all(0 <= weight <= 1 for weight in accepted(header).values())


@pytest.mark.parametrize(
    ("header", "takes"),
    [("gzip", True), ("gzip;q=0", False), ("*", True), ("*;q=0", False), ("br", False), ("", False),
     ("GZIP;q=0.1", True), ("identity", False), ("gzip;q=0, *", False), ("deflate, gzip;q=1.0, *;q=0.5", True)],
)  # fmt: skip
def test_gzip_is_used_where_it_is_accepted(header: str, takes: bool) -> None:  # noqa: FBT001 # of the table
    assert takes_gzip([header]) is takes
