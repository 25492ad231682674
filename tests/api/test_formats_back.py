"""What the writers write is read back as it was: any characters, any number of rows and slices."""

import csv
import io
import json
from itertools import pairwise

import openpyxl
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from api.formats import CSV, JSON, JSONL, XLSX
from api.formats.rows import key, label

Content = dict[str, object]

COLUMNS = [
    {"name": "text", "type": "text", "many": False, "title": "文"},
    {"name": "thing", "type": "Region", "many": False, "title": "物"},
    {"name": "things", "type": "Region", "many": True, "title": "各物"},
]
NAMES = ["text", "thing", "thing_label", "things", "things_label", "claims", "quotes"]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
THINGS = st.fixed_dictionaries({"id": TEXTS, "label": TEXTS})
CLAIMS = st.fixed_dictionaries(
    {"id": TEXTS, "document": TEXTS, "quote": TEXTS, "start": st.just(1), "end": st.just(2), "passage": TEXTS,
     "status": TEXTS, "via": st.none() | TEXTS, "context": st.just([])}
)  # fmt: skip
ROWS = st.lists(
    st.fixed_dictionaries(
        {"text": st.none() | TEXTS, "thing": st.none() | THINGS, "things": st.lists(THINGS, max_size=3),
         "claims": st.lists(CLAIMS, max_size=2)}
    ),
    max_size=6,
)  # fmt: skip
CUTS = st.lists(st.integers(0, 6), max_size=3).map(sorted)
TRICKY = [
    "\r",
    "\n",
    "\r\n",
    '"',
    "\x00",
    "_x0041_",
    "_x000D_",
    "\ufffe",
    "\uffff",
    " a ",
    "=1+1",
    "\u2028",
    "\x1f",
    "a\tb",
]


def slices(rows: list[Content], cuts: list[int]) -> list[Content]:
    """An answer of the rows, cut into slices as answers are."""
    about: Content = {"question": "q", "title": "t", "build": "b", "parameters": {}, "columns": COLUMNS,
                      "total": len(rows), "next": None}  # fmt: skip
    places = [0, *(min(cut, len(rows)) for cut in cuts), len(rows)]
    return [{**about, "rows": rows[start:end]} for start, end in pairwise(places)]


def texts(row: Content) -> list[str]:
    """A row as a table has it."""
    claims = row["claims"]
    assert isinstance(claims, list)
    things = [text for name in ("thing", "things") for text in (key(row[name]), label(row[name]))]
    ids, quotes = "; ".join(c["id"] for c in claims), " | ".join(c["quote"] for c in claims)
    return [key(row["text"]), *things, ids, quotes]


def with_text(text: str) -> list[Content]:
    return [{"text": text, "thing": {"id": text, "label": text}, "things": [], "claims": []}]


@given(ROWS, CUTS)
@example([row for text in TRICKY for row in with_text(text)], [2, 2, 5])
def test_json_and_json_lines_are_read_back(rows: list[Content], cuts: list[int]) -> None:
    assert json.loads(b"".join(JSON.write(slices(rows, cuts))))["rows"] == rows
    lines = b"".join(JSONL.write(slices(rows, cuts))).split(b"\n")
    assert [json.loads(line) for line in lines[:-1]] == rows
    assert lines[-1] == b""


@given(ROWS, CUTS)
@example([row for text in TRICKY for row in with_text(text)], [2, 2, 5])
def test_csv_is_read_back(rows: list[Content], cuts: list[int]) -> None:
    written = b"".join(CSV.write(slices(rows, cuts))).decode()
    assert list(csv.reader(io.StringIO(written, newline=""))) == [NAMES, *map(texts, rows)]


@settings(max_examples=40, deadline=None)  # a workbook takes a while to be opened
@given(ROWS, CUTS)
@example([row for text in TRICKY for row in with_text(text)], [2, 2, 5])
def test_a_workbook_is_read_back(rows: list[Content], cuts: list[int]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(XLSX.write(slices(rows, cuts)))))
    lines = book["rows"].iter_rows(max_row=len(rows) + 1, max_col=len(NAMES), values_only=True)
    found = [[unescape(str(cell or "")) for cell in line] for line in lines]
    assert found == [NAMES, *map(texts, rows)]
    ids = {claim["id"] for row in rows for claim in row["claims"]}  # type: ignore[attr-defined] # rows as made above
    assert {unescape(str(line[0] or "")) for line in list(book["evidence"].values)[1:]} == ids
