"""Manners: compression, cursors that stay with their question, rates and sizes by settings."""

import itertools
from pathlib import Path

import httpx
import pytest

from api.limits import MINUTE, Buckets, client_of
from graph.catalogue.answering import Answer
from graph.catalogue.cursor import Cursor
from graph.catalogue.definition import question
from graph.catalogue.kept import KeptAnswers
from graph.catalogue.rows import Row
from graph.catalogue.service import Page, answer_slices
from ontology.errors import AnswerTooLarge
from tests.api.conftest import opened
from tests.graph.asking import edition

POLICIES, ASK = "/api/v1/tiers/leading/policies", "/api/v1/questions/policies-by-tier"
PLAIN, PACKED = {"Accept-Encoding": "identity"}, {"Accept-Encoding": "gzip"}


# --- compression


@pytest.mark.parametrize("url", [POLICIES, f"{POLICIES}?format=csv", "/", "/docs", "/openapi.json", "/static/tidu.css"])
def test_who_takes_gzip_gets_the_same_in_fewer_bytes(client: httpx.Client, url: str) -> None:
    plain, packed = client.get(url, headers=PLAIN), client.get(url, headers=PACKED)
    assert (packed.headers["content-encoding"], "content-encoding" in plain.headers) == ("gzip", False)
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])
    assert "Accept-Encoding" in packed.headers["vary"]
    assert "Accept-Encoding" in plain.headers["vary"]


@pytest.mark.parametrize("url", ["/api/v1/search?q=%E6%B2%AA&limit=1", f"{POLICIES}?format=xlsx", "/healthz"])
def test_what_is_short_or_compressed_already_is_left_as_it_is(client: httpx.Client, url: str) -> None:
    assert "content-encoding" not in client.get(url, headers=PACKED).headers


def test_compressed_and_plain_have_tags_of_their_own_and_either_is_not_sent_again(client: httpx.Client) -> None:
    tags = [client.get(POLICIES, headers=each).headers["etag"] for each in (PLAIN, PACKED)]
    assert len(set(tags)) == 2
    assert not any(tag.startswith("W/") for tag in tags)
    for tag, each in zip(tags, (PLAIN, PACKED), strict=True):
        assert client.get(POLICIES, headers={**each, "If-None-Match": tag}).status_code == 304
    assert client.get(POLICIES, headers={**PLAIN, "If-None-Match": tags[1]}).status_code == 200


def test_compressed_answers_are_kept_compressed(default_build: Path) -> None:
    with opened(default_build, answer_cache=16) as client:
        first, second = client.get(POLICIES, headers=PACKED), client.get(POLICIES, headers=PACKED)
        assert first.content == second.content == client.get(POLICIES, headers=PLAIN).content
        assert first.headers["content-length"] == second.headers["content-length"]


# --- cursors


def test_a_cursor_goes_on_in_other_languages_formats_and_names_of_the_same_thing(client: httpx.Client) -> None:
    token = client.get(f"{POLICIES}?limit=3").json()["next"]
    rows = client.get(f"{POLICIES}?limit=3&cursor={token}").json()["rows"]
    for url in (f"{POLICIES}?lang=en&limit=3", "/api/v1/tiers/%E7%A4%BA%E8%8C%83%E5%BC%95%E9%A2%86/policies?limit=3",
                f"{ASK}?tier=leading&limit=3"):  # fmt: skip
        found = client.get(f"{url}&cursor={token}").json()["rows"]
        assert [row["policy"]["id"] for row in found] == [row["policy"]["id"] for row in rows]
    assert len(client.get(f"{POLICIES}?limit=3&format=jsonl&cursor={token}").content.splitlines()) == 3


@pytest.mark.parametrize(
    "url", ["/api/v1/tiers/rising/policies?", f"{POLICIES}?basis=own&", "/api/v1/documents?", "/api/v1/search?q=a&"]
)
def test_a_cursor_of_another_question_or_with_other_parameters_is_refused(client: httpx.Client, url: str) -> None:
    token = client.get(f"{POLICIES}?limit=1").json()["next"]
    response = client.get(f"{url}cursor={token}")
    assert response.status_code == 404
    assert "another question" in response.json()["detail"]


def test_a_cursor_that_says_nothing_of_its_question_is_refused(client: httpx.Client) -> None:
    build = client.get(POLICIES).json()["build"]
    assert client.get(f"{POLICIES}?cursor={Cursor(build, 1)}").status_code == 404


def test_rows_are_kept_between_pages_within_bounds() -> None:
    def answer(rows: int) -> Answer:
        return Answer(question("tiers"), {}, "b", tuple(Row({"n": str(n)}, ()) for n in range(rows)))

    kept = KeptAnswers(10)
    kept.put(("b", "1"), answer(6))
    kept.put(("b", "2"), answer(4))
    assert kept.get(("b", "1"))
    kept.put(("b", "3"), answer(3))
    assert [kept.get(("b", name)) is not None for name in "123"] == [True, False, True]
    kept.put(("b", "4"), answer(11))
    assert kept.get(("b", "4")) is None
    kept.put(("b", "1"), answer(1))
    kept.put(("b", "5"), answer(6))
    assert [kept.get(("b", name)) is not None for name in "135"] == [True, True, True]


def test_the_second_page_of_a_long_answer_is_not_computed_anew(default_build: Path) -> None:
    found, asked, kept = edition(default_build), question("passages-of-document"), KeptAnswers(10_000)
    given = {"document": ["003"]}
    (first,) = answer_slices(found, asked, given, Page(20), language="zh", cap=100_000, kept=kept)
    cursor = Cursor.parse(str(first["next"]))
    page = Page(20, cursor.position, cursor)
    with pytest.raises(AnswerTooLarge):
        answer_slices(found, asked, given, page, language="zh", cap=20, kept=KeptAnswers(0))
    (second,) = answer_slices(found, asked, given, page, language="zh", cap=20, kept=kept)
    assert second["total"] == first["total"]


# --- rates


def test_a_bucket_fills_within_a_minute() -> None:
    now = itertools.count().__next__  # a second passes each time that it is looked at
    buckets = Buckets(30, lambda: float(now()))
    left = [buckets.take("a") for _ in range(70)]
    assert left[0] == 29
    assert sum(each >= 0 for each in left) in range(63, 66)  # 30 at once, and one each two seconds of 70
    assert buckets.take("b") == 29
    assert buckets.seconds(1) == MINUTE / 30


def test_who_asks_too_often_is_429_and_told_when_to_come_back(default_build: Path) -> None:
    with opened(default_build, rate_limit=3) as client:
        answers = [client.get(f"{POLICIES}?limit=1") for _ in range(5)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
        assert answers[0].headers["ratelimit-policy"] == '"minute";q=3;w=60'
        assert answers[0].headers["ratelimit"].startswith('"minute";r=2;t=')
        refused = answers[3]
        assert refused.headers["content-type"] == "application/problem+json"
        assert 1 <= int(refused.headers["retry-after"]) <= 20
        assert refused.headers["x-request-id"]
        assert [client.get(url).status_code for url in ("/healthz", "/readyz", "/metrics")] == [200, 200, 200]
        assert 'status="429"' in client.get("/metrics").text


def test_without_the_setting_nothing_is_counted(client: httpx.Client) -> None:
    assert "ratelimit" not in client.get("/healthz").headers


@pytest.mark.parametrize(
    ("forwarded", "proxies", "address"),
    [("", 0, "192.0.2.9"), ("203.0.113.7", 0, "192.0.2.9"), ("203.0.113.7", 1, "203.0.113.7"), ("", 1, "192.0.2.9"),
     ("10.0.0.1, 203.0.113.7", 1, "203.0.113.7"), ("1.1.1.1, 203.0.113.7, 10.0.0.2", 2, "203.0.113.7"),
     ("203.0.113.7", 3, "203.0.113.7"), ("2001:db8:1:2:3::4", 1, "2001:db8:1:2::/64"),
     ("::ffff:203.0.113.7", 1, "203.0.113.7"), ("nonsense", 1, "nonsense"), (",,", 1, "192.0.2.9")],
)  # fmt: skip
def test_a_forwarded_address_is_believed_as_far_as_proxies_of_ours_wrote_it(
    forwarded: str, proxies: int, address: str
) -> None:
    scope = {"client": ("192.0.2.9", 5), "headers": [(b"x-forwarded-for", forwarded.encode())]}
    assert client_of(scope, proxies) == address


# --- sizes


def test_a_larger_page_than_the_settings_allow_is_422(default_build: Path) -> None:
    with opened(default_build, page_most=5) as client:
        assert len(client.get(POLICIES).json()["rows"]) == 5
        assert client.get(f"{POLICIES}?limit=5").status_code == 200
        response = client.get(f"{POLICIES}?limit=6")
        assert (response.status_code, list(response.json()["errors"])) == (422, ["limit"])
        assert "at most 5" in response.json()["errors"]["limit"]
