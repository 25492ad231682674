"""Periods: EDTF at its own precision."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib.namespace import SH

from ontology.errors import InvalidValue
from ontology.generate.shapes import Shapes
from ontology.generate.values import EDTF
from ontology.values.period import Period

VALID = [
    ("2020", "2020-01-01", "2020-12-31", "year"),
    ("2021-Q1", "2021-01-01", "2021-03-31", "quarter"),
    ("2021-Q2", "2021-04-01", "2021-06-30", "quarter"),
    ("2021-Q4", "2021-10-01", "2021-12-31", "quarter"),
    ("2021-06", "2021-06-01", "2021-06-30", "month"),
    ("2020-02", "2020-02-01", "2020-02-29", "month"),
    ("2021-02", "2021-02-01", "2021-02-28", "month"),
    ("2021-10-09", "2021-10-09", "2021-10-09", "day"),
    ("2018-12/2021-12", "2018-12-01", "2021-12-31", "month"),
    ("2018/2020", "2018-01-01", "2020-12-31", "year"),
    ("2020-11-19/2020-11-20", "2020-11-19", "2020-11-20", "day"),
    ("2018/2020-06-30", "2018-01-01", "2020-06-30", "year"),
    ("2021-Q1/2021-Q3", "2021-01-01", "2021-09-30", "quarter"),
    ("2021-12/2021", "2021-12-01", "2021-12-31", "year"),
    ("2017/..", "2017-01-01", None, "year"),
    ("2017-05/..", "2017-05-01", None, "month"),
    ("../2020-Q2", None, "2020-06-30", "quarter"),
    ("2021~", "2021-01-01", "2021-12-31", "year"),
    ("9999", "9999-01-01", "9999-12-31", "year"),
]
MALFORMED = [
    "", "/", "..", "../..", "2020/", "/2020", "20", "20201", "2020年", "2020-13", "2020-00", "2020-1", "2020.11",
    "2020-Q5", "2020-Q0", "2020-Q1-01", "2020-06-32", "2018-2020", "2018/2019/2020", "２０２０", "2020 ", "2020\n",
    "-2020", "today",
]  # fmt: skip
IMPOSSIBLE = ["2021-02-29", "2021-04-31", "2021/2020", "2021-06/2021-05", "0000"]
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(("text", "start", "end", "precision"), VALID)
def test_a_period_covers_its_first_to_its_last_day(
    text: str, start: str | None, end: str | None, precision: str
) -> None:
    period = Period.parse(text)
    assert period.start == (start and date.fromisoformat(start))
    assert period.end == (end and date.fromisoformat(end))
    assert period.precision == precision


@pytest.mark.parametrize("text", [*MALFORMED, *IMPOSSIBLE])
def test_what_is_no_period_is_refused_with_examples(text: str) -> None:
    with pytest.raises(InvalidValue, match="2021-Q2") as caught:
        Period.parse(text)
    assert (caught.value.kind, caught.value.text) == ("period", text)


@pytest.mark.parametrize("text", ["2020~", "2020?", "2020%", "2020-06~/2021", "2020/2021-06?"])
def test_a_mark_makes_a_period_approximate(text: str) -> None:
    assert Period.parse(text).approximate
    assert not Period.parse("2020/2021").approximate


@pytest.mark.parametrize("text", [text for text, *_ in VALID])
def test_a_period_is_written_as_it_was_read(text: str) -> None:
    assert str(Period.parse(text)) == text


@given(days, st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_a_date_cut_to_a_precision_covers_the_day_it_was_cut_from(day: date, form: str) -> None:
    period = Period.parse(day.strftime(form))
    assert period.start is not None
    assert period.end is not None
    assert period.start <= day <= period.end
    assert period.start.strftime(form) == period.end.strftime(form) == str(period)


@given(days)
def test_the_quarters_of_a_year_cover_each_day_once(day: date) -> None:
    quarters = [Period.parse(f"{day.year:04}-Q{number}") for number in (1, 2, 3, 4)]
    assert sum(bool(q.start and q.end and q.start <= day <= q.end) for q in quarters) == 1


@given(days, st.integers(0, 4000))
def test_an_interval_of_days_gives_its_ends_back(first: date, length: int) -> None:
    last = first + timedelta(length)
    period = Period.parse(f"{first}/{last}")
    assert (period.start, period.end, period.precision) == (first, last, "day")
    assert Period.parse(str(period)) == period


@given(days, st.integers(1, 4000))
def test_an_interval_never_ends_before_it_starts(first: date, length: int) -> None:
    with pytest.raises(InvalidValue):
        Period.parse(f"{first}/{first - timedelta(length)}")


def test_the_shapes_and_the_parser_accept_the_same_texts_but_for_impossible_days() -> None:
    pattern = re.compile(Shapes.read().text(EDTF, SH.pattern) or "")
    assert [text for text, *_ in VALID if not pattern.fullmatch(text)] == []
    assert [text for text in MALFORMED if pattern.fullmatch(text)] == []
