"""Lists as CSV, JSON lines and workbooks: the same rows as JSON, whole or by page, by parameter or by Accept."""

import csv
import io
import json
from pathlib import Path
from typing import Any, cast
from urllib.parse import urljoin

import httpx
import openpyxl
import pytest

from api.formats import CSV, FORMATS, JSON, JSONL, XLSX
from api.formats import rows as table
from graph.catalogue.functions import everything
from tests.api.conftest import opened
from tests.graph.asking import examples

ASK = "/api/v1/questions/policies-by-tier"
POLICIES = "/api/v1/tiers/leading/policies"
LONG = "/api/v1/documents/003/passages"
LISTS = (
    POLICIES, f"{ASK}?tier=leading&lang=en", "/api/v1/entities/region/310000/relations", "/api/v1/search?q=%E5%B7%A5",
    "/api/v1/questions/observations-of-indicator?indicator=secondary-nodes", "/api/v1/documents",
)  # fmt: skip
NAMES = sorted(everything())
SECOND = {"diff"}  # functions that compare a build with the one before it
TRICKY = ["=1+1", "+1", "-1", "@x", "\t=1", 'a"b', "a,b", "a\r\nb", "", "http://x", "012"]


def and_(url: str, more: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}{more}"


def items(client: httpx.Client, url: str) -> list[dict[str, Any]]:
    content = client.get(and_(url, "limit=10000")).json()
    found: list[dict[str, Any]] = content.get("rows", content.get("results"))
    return found


def sheets(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [tuple(row) for row in sheet.values] for sheet in book}


def content_of(texts: list[str], type_: str = "text") -> dict[str, object]:
    """An answer of one column, as plain data."""
    column = {"name": "value", "type": type_, "many": False, "title": "值"}
    rows = [{"value": text, "claims": []} for text in texts]
    return {"question": "q", "title": "t", "build": "b", "parameters": {}, "columns": [column], "total": len(rows),
            "rows": rows, "next": None}  # fmt: skip


@pytest.mark.parametrize("url", LISTS)
def test_json_lines_are_the_rows_of_the_json_answer(client: httpx.Client, url: str) -> None:
    response = client.get(and_(url, "format=jsonl"))
    assert response.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(line) for line in response.content.splitlines()] == items(client, url)


@pytest.mark.parametrize("url", LISTS)
def test_csv_has_a_line_a_row_with_keys_labels_claims_and_words(client: httpx.Client, url: str) -> None:
    response = client.get(and_(url, "format=csv"))
    assert response.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert response.content.startswith(response.content.split(b"\r\n")[0])
    assert not response.content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(response.content.decode(), newline="")))
    rows = items(client, url)
    assert len(lines) == len(rows) > 0
    for line, row in zip(lines, rows, strict=True):
        for name in set(row) - {"claims"}:
            assert line[name] == table.key(row[name])
            if isinstance(row[name], dict):
                assert line[f"{name}_label"] == row[name]["label"]
        if "claims" in row:
            assert line["claims"] == "; ".join(claim["id"] for claim in row["claims"])
            assert line["quotes"] == " | ".join(claim["quote"] for claim in row["claims"])


@pytest.mark.parametrize("url", LISTS)
def test_a_workbook_has_the_rows_the_evidence_and_what_was_asked(client: httpx.Client, url: str) -> None:
    response = client.get(and_(url, "format=xlsx"))
    assert response.headers["content-type"] == XLSX.media_types[0]
    found, rows = sheets(response.content), items(client, url)
    lines = list(csv.reader(io.StringIO(client.get(and_(url, "format=csv")).content.decode(), newline="")))
    assert found["rows"][0] == tuple(lines[0])
    assert len(found["rows"]) == len(rows) + 1
    claims = {claim["id"]: claim for row in rows for claim in row.get("claims", ())}
    if claims:
        assert {line[0]: line[2:5] for line in found["evidence"][1:]} == {
            key: (claim["quote"], claim["start"], claim["end"]) for key, claim in claims.items()
        }
    about = {line[0]: line[1] for line in found["about"]}
    assert about["build"] == client.get(url).json()["build"]
    assert about["rows in all"] == str(len(rows))


def test_a_workbook_is_the_same_bytes_each_time_and_opens_with_headings_in_place(client: httpx.Client) -> None:
    first, second = (client.get(f"{POLICIES}?format=xlsx").content for _ in range(2))
    assert first == second
    sheet = openpyxl.load_workbook(io.BytesIO(first))["rows"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)


def test_no_text_becomes_a_formula_a_link_or_a_number_in_a_workbook() -> None:
    written = b"".join(XLSX.write([content_of(TRICKY)]))
    book = openpyxl.load_workbook(io.BytesIO(written))
    cells = [row[0] for row in book["rows"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert [cell.value for cell in cells][:4] == TRICKY[:4]
    assert not any(cell.hyperlink for cell in cells)


def test_csv_keeps_what_a_spreadsheet_takes_for_a_formula() -> None:
    written = b"".join(CSV.write([content_of(TRICKY)])).decode()
    assert [line[0] for line in csv.reader(io.StringIO(written, newline=""))][1:] == TRICKY


def test_numbers_are_numbers_in_a_workbook_where_it_holds_them_exactly() -> None:
    exact, longer = ["3.3", "-2", "0.05", "120000"], "0.1234567890123456789"
    written = b"".join(XLSX.write([content_of([*exact, longer], "number")]))
    values = [row[0] for row in sheets(written)["rows"][1:]]
    assert values == [3.3, -2, 0.05, 120000, longer]


def test_a_cell_longer_than_a_workbook_takes_is_cut_and_says_so() -> None:
    written = b"".join(XLSX.write([content_of(["x" * 40_000])]))
    assert str(sheets(written)["rows"][1][0]).endswith("… (see the sheet “evidence”)")


def test_several_cells_are_joined_and_a_list_without_rows_has_its_header() -> None:
    assert table.key([{"id": "a", "label": "甲"}, {"id": "b", "label": "乙"}]) == "a; b"
    assert table.label([{"id": "a", "label": "甲"}, {"id": "b", "label": "乙"}]) == "甲; 乙"
    assert b"".join(CSV.write([content_of([])])) == b"value,claims,quotes\r\n"
    assert b"".join(JSONL.write([content_of([])])) == b""
    assert sheets(b"".join(XLSX.write([content_of([])])))["rows"] == [("value", "claims", "quotes")]


@pytest.mark.parametrize("name", NAMES)
def test_no_two_columns_of_a_table_have_one_name(name: str) -> None:
    content = {"question": name, "columns": [
        {"name": c.name, "type": c.type, "many": c.many, "title": c.title.zh} for c in everything()[name].visible
    ]}  # fmt: skip
    names = [*table.header(table.columns(content)), "claims", "quotes"]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("accept", "form"),
    [("text/csv", "csv"), (XLSX.media_types[0], "xlsx"), ("application/x-ndjson", "jsonl"), ("*/*", "json"),
     ("application/jsonl", "jsonl"), ("application/json;q=0.1, text/csv;q=0.2", "csv"), ("text/*", "csv"),
     ("text/html,application/xhtml+xml,*/*;q=0.8", "json"), ("", "json")],
)  # fmt: skip
def test_accept_chooses_the_format(client: httpx.Client, accept: str, form: str) -> None:
    response = client.get(f"{POLICIES}?limit=1", headers={"Accept": accept})
    assert response.headers["content-type"] == FORMATS[form].content_type
    assert "Accept" in response.headers["vary"].split(", ")


def test_the_parameter_wins_over_accept(client: httpx.Client) -> None:
    response = client.get(f"{POLICIES}?limit=1&format=json", headers={"Accept": "text/csv"})
    assert response.headers["content-type"] == JSON.content_type


@pytest.mark.parametrize("url", [POLICIES, "/api/v1/search?q=a", "/api/v1/questions", "/api/v1/entities/region/310000"])
def test_what_cannot_be_given_is_406_with_what_can(client: httpx.Client, url: str) -> None:
    response = client.get(url, headers={"Accept": "text/turtle, text/csv;q=0"})
    assert (response.status_code, response.headers["content-type"]) == (406, "application/problem+json")
    assert "application/json" in response.json()["accepted"]
    assert response.headers["vary"] == "Accept"


def test_a_file_has_all_rows_and_a_name_and_by_limit_a_page_that_leads_on(client: httpx.Client) -> None:
    whole = client.get(f"{POLICIES}?format=jsonl")
    assert whole.headers["content-disposition"] == 'attachment; filename="policies-by-tier.jsonl"'
    assert "link" not in whole.headers
    url, found = f"{POLICIES}?format=jsonl&limit=30", b""
    while url:
        page = client.get(url)
        found += page.content
        following = page.links.get("next", {}).get("url", "")
        url = urljoin(url, following) if following else ""
    assert found == whole.content


def test_more_rows_than_a_slice_make_one_file_and_one_page(client: httpx.Client) -> None:
    total = client.get(LONG).json()["total"]
    assert total > 1000  # of which a slice has a thousand
    page = client.get(f"{LONG}?limit=10000").json()
    assert (len(page["rows"]), page["next"]) == (total, None)
    lines = client.get(f"{LONG}?format=jsonl").content.splitlines()
    assert [json.loads(line) for line in lines] == page["rows"]


def test_json_says_in_a_header_where_it_goes_on(client: httpx.Client) -> None:
    first = client.get(f"{ASK}?tier=%E7%A4%BA%E8%8C%83%E5%BC%95%E9%A2%86&limit=1&lang=en")
    second = client.get(urljoin(ASK, first.links["next"]["url"]))
    assert second.status_code == 200
    assert second.json()["rows"] != first.json()["rows"]
    assert second.headers["content-language"] == "en"


def test_each_format_has_a_tag_and_a_place_in_the_cache_of_its_own(default_build: Path, client: httpx.Client) -> None:
    with opened(default_build, answer_cache=16) as cached:
        urls = [f"{POLICIES}?limit=2", *(f"{POLICIES}?limit=2&format={name}" for name in FORMATS)]
        accepts = [{"Accept": form.media_types[0]} for form in FORMATS.values()]
        tags = {cached.get(url).headers["etag"] for url in urls}
        tags |= {cached.get(urls[0], headers=accept).headers["etag"] for accept in accepts}
        assert len(tags) == len(urls) + len(accepts) - 1  # JSON is what is given without a word
        for url in urls:
            again = cached.get(url)
            assert again.content == client.get(url).content
            assert cached.get(url, headers={"If-None-Match": again.headers["etag"]}).status_code == 304


def test_an_answer_of_more_bytes_than_the_settings_allow_is_413(default_build: Path) -> None:
    with opened(default_build, answer_size=1) as client:
        url = f"{LONG}?format=jsonl"
        response = client.get(url)
        assert response.status_code == 413
        assert "TIDU_ANSWER_SIZE" in response.json()["detail"]
        assert client.get(f"{url}&limit=10").status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_every_question_can_be_written_in_every_format(client: httpx.Client, name: str) -> None:
    given = {key: texts[0] for key, texts in examples(cast("Any", everything()[name])).items()}
    for form in FORMATS:
        response = client.get(f"/api/v1/questions/{name}", params={**given, "format": form})
        assert response.status_code in ((200, 404) if name in SECOND else (200,)), response.text
        assert response.content or name in SECOND  # no lines where nothing changed
