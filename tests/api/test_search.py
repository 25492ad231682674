"""``/search`` and ``tidu search``: one answer through both doors."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from tests.api.test_cli import check_refusal, tidu

FIELDS = ["id", "label", "type", "matched", "match"]


def search(client: httpx.Client, q: str, **more: str | int) -> dict[str, Any]:
    response = client.get("/api/v1/search", params={"q": q, **more})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


@pytest.mark.parametrize(
    ("q", "id_", "match"),
    [("沪", "region/310000", "exact"), ("工业互联网平", "topic/platform", "prefix"),
     ("源网荷储", "scenario/5g-source-grid-load-storage", "part"), ("changsanjiao", "group/yangtze-delta", "pinyin"),
     ("sd", "region/370000", "initials"), ("guangdnog", "region/440000", "near")],
)  # fmt: skip
def test_a_result_says_which_name_matched_and_how(client: httpx.Client, q: str, id_: str, match: str) -> None:
    answer = search(client, q)
    first = answer["results"][0]
    assert list(answer) == ["query", "build", "total", "results", "next"]
    assert list(first) == FIELDS
    assert (answer["query"], first["id"], first["match"]) == (q, id_, match)


@pytest.mark.parametrize("type_", ["Region", "地区", "region", "ＲＥＧＩＯＮ"])
def test_the_type_is_a_class_by_name_or_label(client: httpx.Client, type_: str) -> None:
    found = search(client, "山", type=type_)
    assert found["total"] == search(client, "山", type="Region")["total"] > 2
    assert {result["type"]["id"] for result in found["results"]} == {"Region"}


@pytest.mark.parametrize(
    ("type_", "nearest"), [("Regoin", "Region"), ("政府机", "GovernmentBody"), ("Goverment body", "GovernmentBody")]
)
def test_a_type_that_is_not_there_leads_to_the_nearest(client: httpx.Client, type_: str, nearest: str) -> None:
    response = client.get("/api/v1/search", params={"q": "a", "type": type_})
    assert response.status_code == 404
    assert response.json()["nearest"][0] == nearest


@pytest.mark.parametrize("q", ["山" * 301, "a" * 10_000, "\x07", "a\x00b", "a\n", "\x9f", "\x7f"])
def test_what_is_no_name_is_refused(client: httpx.Client, q: str) -> None:
    response = client.get(f"/api/v1/search?q={quote(q)}")
    assert response.status_code == 422
    assert list(response.json()["errors"]) == ["q"]
    assert set(response.json()["accepted"]) >= {"q", "type", "lang", "limit", "cursor"}


@pytest.mark.parametrize("q", ["  ", "“”", "（）", "xqzt", "山东" * 150])
def test_what_nothing_is_called_finds_nothing(client: httpx.Client, q: str) -> None:
    assert search(client, q) | {"build": ""} == {"query": q, "build": "", "total": 0, "results": [], "next": None}


def test_pages_follow_each_other_through_all_kinds_of_matches(client: httpx.Client) -> None:
    whole = search(client, "sd", limit=1000)
    page = search(client, "sd", limit=7)
    found = page["results"]
    while page["next"]:
        page = search(client, "sd", limit=7, cursor=page["next"])
        found = found + page["results"]
    assert found == whole["results"]
    assert len(found) == whole["total"]


def test_labels_are_in_the_language_asked_for(client: httpx.Client) -> None:
    first = search(client, "沪", lang="en")["results"][0]
    assert (first["label"], first["type"]["label"], first["matched"]) == ("Shanghai", "Region", "沪")


def test_the_command_gives_what_the_api_gives_in_every_format(client: httpx.Client, default_build: Path) -> None:
    given = ("search", "shanxi", "--type", "地区", "--data", str(default_build), "--format")
    answer = search(client, "shanxi", type="Region")
    assert json.loads(tidu(*given, "json").stdout) == answer
    for form in ("csv", "jsonl"):
        file = client.get("/api/v1/search", params={"q": "shanxi", "type": "Region", "format": form})
        assert tidu(*given, form).stdout.splitlines() == file.text.splitlines()
    table = tidu(*given, "table").stdout
    assert all(result["label"] in table and result["matched"] in table for result in answer["results"])
    assert f"2 of 2 things, build {answer['build']}" in table


def test_the_command_refuses_what_the_api_refuses(default_build: Path) -> None:
    data = ("--data", str(default_build))
    check_refusal(tidu("search", "a", "--type", "Regoin", *data), 2, "Regoin", "nearest: Region")
    check_refusal(tidu("search", "", *data), 2, "q: ")
    check_refusal(tidu("search", "a\x07", *data), 2, "q: ", "print")
