"""Answers over HTTP: the same at each address and door, tagged, cached, paged, in two languages."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from typer.testing import CliRunner

from api.cache import AnswerCache, Body
from api.cli import app
from api.language import best
from graph.catalogue.definition import catalogue
from graph.catalogue.functions import everything
from tests.api.conftest import opened
from tests.graph.asking import examples

NAMES = sorted(catalogue())
ROUTED = [name for name in NAMES if catalogue()[name].definition.route]
POLICIES = "/api/v1/tiers/leading/policies"


def get(client: httpx.Client, url: str, **headers: str) -> Any:  # noqa: ANN401 # JSON
    response = client.get(url, headers=headers)
    assert response.status_code == 200, response.text
    return response.json()


def test_the_missions_question_answers_with_basis_claims_and_quotes(client: httpx.Client) -> None:
    rows = get(client, POLICIES)["rows"]
    assert rows
    assert all(row["basis"] and row["claims"] and all(claim["quote"] for claim in row["claims"]) for row in rows)


@pytest.mark.parametrize("name", NAMES)
def test_http_and_command_line_give_the_same_rows(client: httpx.Client, default_build: Path, name: str) -> None:
    given = {key: texts[0] for key, texts in examples(catalogue()[name]).items()}
    pairs = [f"{key}={value}" for key, value in given.items()]
    result = CliRunner().invoke(app, ["ask", name, *pairs, "--format", "json", "--data", str(default_build)])
    assert result.exit_code == 0, result.output
    response = client.get(f"/api/v1/questions/{name}", params={**given, "limit": 10_000})
    assert json.loads(result.stdout) == response.json()


@pytest.mark.parametrize("name", ROUTED)
def test_both_addresses_give_the_same_answer(client: httpx.Client, name: str) -> None:
    definition = catalogue()[name].definition
    given = {parameter.name: parameter.example for parameter in definition.parameters if parameter.required}
    route = str(definition.route).format_map({p.name: p.example for p in definition.parameters})
    held = {p: v for p, v in given.items() if p not in definition.in_route}
    also = given | {held_in: catalogue()[name].parameters[held_in].example for held_in in definition.in_route}
    first, second = client.get(f"/api/v1{route}", params=held), client.get(f"/api/v1/questions/{name}", params=also)
    assert first.status_code == 200
    assert first.json() == second.json()


def test_things_may_be_named_in_chinese_in_the_path(client: httpx.Client) -> None:
    assert get(client, f"/api/v1/tiers/{quote('示范引领')}/policies")["rows"] == get(client, POLICIES)["rows"]


def test_the_relations_of_a_thing_are_those_of_its_question(client: httpx.Client) -> None:
    first = get(client, "/api/v1/entities/region/310000/relations?limit=1000")
    second = get(client, "/api/v1/questions/relations-of-thing?thing=region/310000&limit=1000")
    assert first == second


def test_an_answer_has_a_tag_and_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get(POLICIES)
    tag = first.headers["etag"]
    assert first.json()["build"] in tag
    again = client.get(POLICIES, headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(POLICIES, headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_tag_differs_by_language_and_by_url(client: httpx.Client) -> None:
    urls = (POLICIES, POLICIES + "?lang=en", POLICIES + "?limit=1", "/api/v1/tiers/rising/policies")
    tags = [client.get(url).headers["etag"] for url in urls]
    assert len(set(tags)) == len(urls)
    english = client.get(POLICIES, headers={"Accept-Language": "en"})
    assert english.headers["etag"] != tags[0]
    assert "Accept-Language" in english.headers["vary"]


def test_what_is_refused_is_refused_whatever_the_client_holds(client: httpx.Client) -> None:
    tag = client.get(POLICIES).headers["etag"]
    for held in (tag, "*"):
        assert client.get("/api/v1/tiers/nope/policies", headers={"If-None-Match": held}).status_code == 404
        assert client.get(POLICIES + "?basis=x", headers={"If-None-Match": held}).status_code == 422


def test_with_and_without_the_cache_the_bytes_are_equal(default_build: Path, client: httpx.Client) -> None:
    with opened(default_build, answer_cache=16) as cached:
        for url in (POLICIES, POLICIES + "?lang=en", "/api/v1/search?q=%E6%B2%AA", "/api/v1/entities/region/310000"):
            assert cached.get(url).content == cached.get(url).content == client.get(url).content


def test_the_cache_forgets_the_least_recently_used_and_counts_the_keys() -> None:
    cache = AnswerCache(3_000)
    cache.put(("a",), Body(b"x" * 1_000))
    cache.put(("b",), Body(b"x" * 400))
    assert cache.get(("a",)) is not None
    cache.put(("c" * 600,), Body(b""))
    assert (cache.get(("a",)) is None, cache.get(("b",)) is None) == (False, True)
    cache.put(("d",), Body(b"x" * 4_000))
    assert cache.get(("d",)) is None
    cache.put(("a",), Body(b"y"))
    assert cache.get(("a",)) == Body(b"y")


def test_a_cache_of_nothing_keeps_nothing() -> None:
    cache = AnswerCache(0)
    cache.put(("a",), Body(b""))
    assert cache.get(("a",)) is None


@pytest.mark.parametrize("limit", [1, 2, 7, 30, 1000])
@pytest.mark.parametrize("url", [POLICIES + "?basis=own", "/api/v1/search?q=%E5%B7%A5%E4%B8%9A&type=Topic"])
def test_paging_loses_and_doubles_nothing(client: httpx.Client, url: str, limit: int) -> None:
    field = "results" if "search" in url else "rows"
    whole = get(client, f"{url}&limit=10000")
    found: list[object] = []
    token: str | None = ""
    pages = 0
    while token is not None:
        page = get(client, f"{url}&limit={limit}" + (f"&cursor={token}" if token else ""))
        assert page["total"] == len(whole[field])
        assert 0 < len(page[field]) <= limit
        found, token, pages = [*found, *page[field]], page["next"], pages + 1
    assert found == whole[field]
    assert pages == -(-len(found) // limit)


@pytest.mark.parametrize(
    ("header", "language"),
    [("", "zh"), ("en", "en"), ("zh-CN,zh;q=0.9,en;q=0.8", "zh"), ("en-GB,en;q=0.9,zh;q=0.8", "en"), ("fr", "zh"),
     ("zh;q=0.1, en;q=0.2;x=1", "en"), ("en;q=0", "zh"), ("en;q=x", "zh"), ("enm", "zh"), ("*", "zh"), (";;,,=", "zh")],
)  # fmt: skip
def test_the_language_is_the_one_that_the_client_likes_best(client: httpx.Client, header: str, language: str) -> None:
    assert best(header) == language
    response = client.get(POLICIES + "?limit=1", headers={"Accept-Language": header})
    assert response.headers["content-language"] == language


def test_the_parameter_wins_over_the_header_and_changes_labels_only(client: httpx.Client) -> None:
    english = get(client, POLICIES + "?lang=en&limit=1", **{"Accept-Language": "zh"})["rows"][0]
    chinese = get(client, POLICIES + "?lang=zh&limit=1")["rows"][0]
    assert english["tier"]["label"] != chinese["tier"]["label"]
    assert english["tier"]["id"] == chinese["tier"]["id"]
    assert english["claims"] == chinese["claims"]


def test_a_name_leads_to_the_thing_that_is_called_so(client: httpx.Client) -> None:
    found = get(client, f"/api/v1/search?q={quote('沪')}")["results"]
    assert (found[0]["id"], found[0]["match"]) == ("region/310000", "exact")
    shanxi = [get(client, f"/api/v1/search?q={quote(q)}&type=Region")["results"][0]["id"] for q in ("山西", "陕西")]
    assert shanxi == ["region/140000", "region/610000"]


def test_the_catalogue_names_examples_that_answer(client: httpx.Client) -> None:
    questions = get(client, "/api/v1/questions")["questions"]
    assert [q["name"] for q in questions] == list(everything())
    assert all(get(client, q["example"])["rows"] for q in questions if q["kind"] == "question")
