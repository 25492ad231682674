"""A workbook (xlsx): the rows, the evidence behind them, and what was asked; the same answer is the same bytes.

Texts are written as texts, whatever they begin with. Rows go to a temporary file as they come.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import cast

from xlsxwriter.workbook import Format, Workbook, Worksheet  # type: ignore[import-untyped] # ships no types

from api.formats.rows import Claim, Column, Content, Row, cells, claims, columns, has_claims, header, opened
from ontology.errors import AnswerTooLarge

CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 # any date will do, and the library wants none with a zone
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
MOST_ROWS = 1_048_575  # of a sheet, the header aside
MOST_CHARACTERS = 32_767  # of a cell
CUT = "… (see the sheet “evidence”)"
EVIDENCE = ("claim", "document", "quote", "start", "end", "status", "via", "sentence", "context")
NUMBERS = ("start", "end")


def write(slices: Iterable[Content]) -> Iterator[bytes]:
    """The workbook, in one piece; raises AnswerTooLarge for more rows than a sheet has."""
    content = io.BytesIO()
    with Workbook(content, OPTIONS) as book:
        book.set_properties({"created": CREATED})
        first, rows = opened(slices)
        bold = book.add_format({"bold": True})
        sheet = _sheet(book, "rows", _names(first), bold)
        evidence = _Evidence(_sheet(book, "evidence", EVIDENCE, bold)) if has_claims(first) else None
        last = 0
        for last, row in enumerate(rows, 1):
            _fits(last)
            _row(sheet, last, columns(first), row)
            if evidence:
                evidence.add(row)
        sheet.autofilter(0, 0, last, len(_names(first)) - 1)
        _about(book, first, last)
    yield content.getvalue()


def _names(first: Content) -> list[str]:
    return header(columns(first)) + (["claims", "quotes"] if has_claims(first) else [])


def _sheet(book: Workbook, name: str, names: Sequence[str], bold: Format) -> Worksheet:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(names) - 1, 20)
    for place, each in enumerate(names):
        sheet.write_string(0, place, each, bold)
    return sheet


def _row(sheet: Worksheet, line: int, found: Sequence[Column], row: Row) -> None:
    place = 0
    for column in found:
        value = row[column.name]
        for text in cells(column, value):
            if not _typed(sheet, line, place, column, value) and text:
                sheet.write_string(line, place, _cut(text))
            place += 1
    if claims(row):
        sheet.write_string(line, place, _cut("; ".join(str(claim["id"]) for claim in claims(row))))
        sheet.write_string(line, place + 1, _cut(" | ".join(str(claim["quote"]) for claim in claims(row))))


def _typed(sheet: Worksheet, line: int, place: int, column: Column, value: object) -> bool:
    """Write a number or a truth as what it is, where the workbook can hold it exactly; else it is left to be text."""
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value)
        return True
    if column.type not in ("number", "integer") or not isinstance(value, str | int):
        return False
    number = float(value)
    if Decimal(repr(number)) != Decimal(value):
        return False
    sheet.write_number(line, place, number)
    return True


class _Evidence:
    """The sheet of the claims, each once."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet, self._seen = sheet, set[str]()

    def add(self, row: Row) -> None:
        """Write the claims of a row that are not there yet."""
        for claim in claims(row):
            if claim["id"] not in self._seen:
                self._seen.add(str(claim["id"]))
                _fits(len(self._seen))
                self._write(len(self._seen), claim)

    def _write(self, line: int, claim: Claim) -> None:
        context = cast("list[Mapping[str, object]]", claim["context"])
        words = " | ".join(f"{c['role']}: {c['quote']} [{c['start']}–{c['end']}]" for c in context)
        given = {**claim, "claim": claim["id"], "context": words}
        for place, name in enumerate(EVIDENCE):
            if name in NUMBERS:
                self._sheet.write_number(line, place, int(str(given[name])))
            elif text := given.get(name):
                self._sheet.write_string(line, place, _cut(str(text)))


def _about(book: Workbook, first: Content, rows: int) -> None:
    """The sheet that says what was asked, of which build."""
    sheet = book.add_worksheet("about")
    sheet.set_column(0, 1, 40)
    given = cast("Mapping[str, Sequence[object]]", first.get("parameters", {}))
    asked = {name: "; ".join(_said(value) for value in values) for name, values in given.items()}
    said = {"question": first.get("question"), "title": first.get("title"), "query": first.get("query")}
    lines = {**said, **asked, "build": first["build"], "rows here": rows, "rows in all": first["total"]}
    lines["written by"] = "Tidu 梯度"
    for place, (name, text) in enumerate((n, t) for n, t in lines.items() if t is not None):
        sheet.write_string(place, 0, name)
        sheet.write_string(place, 1, _cut(str(text)))


def _said(value: object) -> str:
    return f"{value['label']} ({value['id']})" if isinstance(value, Mapping) else str(value)


def _cut(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - len(CUT)] + CUT


def _fits(line: int) -> None:
    if line > MOST_ROWS:
        raise AnswerTooLarge(MOST_ROWS)
