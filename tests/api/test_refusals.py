"""Bad input: always a problem document that says what is accepted or near, never a failure of the server."""

from collections import Counter
from pathlib import Path
from string import printable
from urllib.parse import quote_from_bytes

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.catalogue.cursor import Cursor
from graph.names import normalise
from tests.api.test_openapi import PATHS
from tests.graph.asking import edition

POLICIES, ASK = "/api/v1/tiers/leading/policies", "/api/v1/questions/policies-by-tier"
OBSERVATIONS = "/api/v1/questions/observations-of-indicator?indicator=secondary-nodes"
LONG = "x" * 10_000

NOT_FOUND = {
    "/api/v1/tiers/leadin/policies": "leading",
    "/api/v1/tiers/zzzzzz/policies": "leading",
    "/api/v1/questions/policy-by-tier": "policies-by-tier",
    "/api/v1/entities/region/379999": "370000",
    "/api/v1/entities/region/37000": "370000",
    "/api/v1/entities/regions/370000": "region",
    "/api/v1/entities/region/广东": "440000",
    "/api/v1/entities/region/370000%0A/relations": "370000",
    "/api/v1/documents/0003/passages": "003",
    "/api/v1/search?q=a&type=Regoin": "Region",
    f"{POLICIES}?source=xyz": "003",
    f"{POLICIES}?source=%FF": "003",
    f"{POLICIES}?source=%E2%80%AE": "003",
    "/api/v1/entities/region/370000/relations?property=inTire": "inTier",
    f"{ASK}?tier=leadin&source=xyz": "leading",
    "/api/v1/facts/003-c000/passages": "003-c0001",
    "/api/v1/nothing": None,
    "/no/such/page": None,
}
REFUSED = {
    f"{POLICIES}?colour=red": "colour",
    f"{POLICIES}?tier=rising": "tier",
    f"{POLICIES}?basis=any": "basis",
    f"{POLICIES}?source=002&source=003": "source",
    f"{POLICIES}?valid_at=soon": "valid_at",
    f"{POLICIES}?valid_at=0000-00-00": "valid_at",
    f"{POLICIES}?valid_at=2021-02-30": "valid_at",
    f"{POLICIES}?valid_at=99999999": "valid_at",
    f"{POLICIES}?known_at=%00": "known_at",
    f"{POLICIES}?known_at={LONG}": "known_at",
    f"{POLICIES}?limit=0": "limit",
    f"{POLICIES}?limit=-1": "limit",
    f"{POLICIES}?limit=99999999999999999999999": "limit",
    f"{POLICIES}?limit=many": "limit",
    f"{POLICIES}?limit=": "limit",
    f"{POLICIES}?limit=1&limit=2": "limit",
    f"{POLICIES}?lang=fr": "lang",
    f"{POLICIES}?format=xml": "format",
    f"{POLICIES}?format=": "format",
    f"{POLICIES}?format=csv&format=json": "format",
    f"{POLICIES}?limit=1.5": "limit",
    f"{POLICIES}?limit=1_0": "limit",
    f"{POLICIES}?limit=%2B1": "limit",
    f"{POLICIES}?limit=%201": "limit",
    f"{POLICIES}?limit=1.0": "limit",
    f"{POLICIES}?limit=1e1": "limit",
    f"{POLICIES}?limit={'9' * 5000}": "limit",
    f"{POLICIES}?valid_at=2021~": "valid_at",
    f"{POLICIES}?valid_at=2021-02-29": "valid_at",
    f"{POLICIES}?valid_at=2100-02-29": "valid_at",
    f"{POLICIES}?valid_at=2021%0A": "valid_at",
    f"{POLICIES}?source=%7F": "source",
    f"{POLICIES}?source=%C2%9F": "source",
    f"{POLICIES}?source=%F0%9D%92%9C{LONG}": "source",
    f"{POLICIES}?cursor=a%2Bb": "cursor",
    f"{POLICIES}?cursor=%00": "cursor",
    f"{POLICIES}?cursor=%C3%A9": "cursor",
    f"{POLICIES}?limit=%EF%BC%91": "limit",
    f"{POLICIES}?limit=10001": "limit",
    f"{POLICIES}?valid_at=99999-01-01": "valid_at",
    f"{POLICIES}?valid_at=-2021": "valid_at",
    f"{POLICIES}?valid_at=%EF%BC%92021": "valid_at",
    f"{POLICIES}?known_at=%C0%80": "known_at",
    f"{POLICIES}?known_at=%ED%A0%80": "known_at",
    f"{POLICIES}?%00=1": "\x00",
    f"{POLICIES}?=1": "",
    f"{POLICIES}?cursor=&cursor=": "cursor",
    f"{POLICIES}?cursor={LONG}": "cursor",
    "/api/v1/questions?format=csv": "format",
    f"{POLICIES}?lang=zh&lang=en": "lang",
    f"{POLICIES}?{LONG}=1": LONG,
    ASK: "tier",
    f"{ASK}?tier=": "tier",
    f"{ASK}?tier=leading&tier=rising": "tier",
    f"{ASK}?tier=a%0Ab": "tier",
    f"{OBSERVATIONS}&status=sure": "status",
    "/api/v1/search": "q",
    "/api/v1/search?q=": "q",
    "/api/v1/search?q=a&q=b": "q",
    "/api/v1/search?q=%07": "q",
    f"/api/v1/search?q={LONG}": "q",
    "/api/v1/questions?page=2": "page",
    "/api/v1/entities/region/370000?depth=2": "depth",
    "/api/v1/entities/region/370000/relations?thing=region/cn": "thing",
    f"/api/v1/entities/region/{LONG}": "key",
}


@pytest.fixture(scope="module")
def shared(default_build: Path) -> tuple[str, str]:
    """A name that several things have, and one of these."""
    names = edition(default_build).names
    counts = Counter(normalise(named.label.zh) for named in names.of_class("Thing"))
    return next((n.label.zh, n.ref) for n in names.of_class("Thing") if counts[normalise(n.label.zh)] > 1)


def check_problem(response: httpx.Response, status: int) -> dict[str, object]:
    assert response.status_code == status, response.text[:500]
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, object] = response.json()
    assert {"type", "title", "status", "detail"} <= set(problem)
    assert problem["status"] == status
    return problem


@pytest.mark.parametrize("url", NOT_FOUND)
def test_what_is_not_there_is_404_with_the_nearest(client: httpx.Client, url: str) -> None:
    problem = check_problem(client.get(url), 404)
    if NOT_FOUND[url]:
        near = problem["nearest"]
        assert isinstance(near, list)
        assert NOT_FOUND[url] in near


@pytest.mark.parametrize("url", REFUSED, ids=lambda url: str(url)[:60])
def test_what_is_not_accepted_is_422_with_reasons_and_what_is(client: httpx.Client, url: str) -> None:
    problem = check_problem(client.get(url), 422)
    assert isinstance(problem["errors"], dict)
    assert list(problem["errors"]) == [REFUSED[url]]
    assert isinstance(problem["accepted"], list)
    assert "lang" in problem["accepted"] or "tier" in problem["accepted"] or "thing" in problem["accepted"]


@pytest.mark.parametrize(
    ("url", "words"),
    [(f"{POLICIES}?format=xml", "json csv xlsx jsonl"), (f"{POLICIES}?lang=fr", "zh en"),
     (f"{POLICIES}?basis=any", "own within named implements national"), (f"{POLICIES}?limit=0", "1"),
     (f"{POLICIES}?limit=20000", "10000"), (f"{POLICIES}?valid_at=2021-02-30", "2021-12-31"),
     (f"{POLICIES}?source=xyz&known_at=x", "000 003"), (f"{POLICIES}?limit=1_0", "plain digits")],
)  # fmt: skip
def test_a_reason_says_what_would_do(client: httpx.Client, url: str, words: str) -> None:
    errors = check_problem(client.get(url), 422)["errors"]
    assert isinstance(errors, dict)
    reasons = " ".join(map(str, errors.values()))
    assert all(word in reasons for word in words.split()), reasons


def test_a_name_that_nothing_has_is_found_by_its_parameter(client: httpx.Client) -> None:
    problem = check_problem(client.get(f"{ASK}?tier=leadin&source=xyz"), 404)
    errors = problem["errors"]
    assert isinstance(errors, dict)
    assert list(errors) == ["tier", "source"]
    assert "leading" in errors["tier"]
    assert "003" in errors["source"]


@pytest.mark.parametrize(
    ("url", "parameter"),
    [("/api/v1/entities/regoin/370000", "segment"), ("/api/v1/entities/region/37", "key"),
     ("/api/v1/search?q=a&type=Regoin", "type"), ("/api/v1/tiers/leadin/policies", "tier"),
     ("/api/v1/facts/zzz/passages", "claim")],
)  # fmt: skip
def test_what_is_not_there_is_said_of_its_parameter(client: httpx.Client, url: str, parameter: str) -> None:
    problem = check_problem(client.get(url), 404)
    assert problem["errors"] == {parameter: problem["detail"]}


def test_a_wrong_name_beside_a_wrong_value_is_422_with_both(client: httpx.Client) -> None:
    errors = check_problem(client.get(f"{POLICIES}?source=xyz&known_at=soon"), 422)["errors"]
    assert isinstance(errors, dict)
    assert list(errors) == ["known_at", "source"]


def test_a_name_that_several_things_have_is_409_with_all_of_them(client: httpx.Client, shared: tuple[str, str]) -> None:
    name, candidate = shared
    url = "/api/v1/questions/relations-of-thing"
    problem = check_problem(client.get(url, params={"thing": name}), 409)
    candidates = problem["candidates"]
    assert isinstance(candidates, list)
    assert candidate in candidates
    assert {client.get(url, params={"thing": each, "limit": 1}).status_code for each in candidates} == {200}


def test_claims_and_passages_are_no_things(client: httpx.Client) -> None:
    problem = check_problem(client.get("/api/v1/entities/claim/003-c0001"), 404)
    assert "there is no class segment 'claim'" in str(problem["detail"])


@pytest.mark.parametrize("url", [f"{POLICIES}?colour=red", f"{POLICIES}?known_at=x", f"{POLICIES}?lang=zh&lang=en"])
def test_what_is_accepted_is_what_the_address_takes_whoever_refuses(client: httpx.Client, url: str) -> None:
    problem = check_problem(client.get(url), 422)
    assert problem["accepted"] == ["basis", "source", "valid_at", "known_at", "lang", "format", "limit", "cursor"]


@pytest.mark.parametrize("token", ["x", "Og", "LTE6LTE", LONG[:300]])
def test_a_cursor_that_is_not_ours_leads_to_no_page(client: httpx.Client, token: str) -> None:
    problem = check_problem(client.get(f"{POLICIES}?cursor={token}"), 404)
    assert "take `next` of a page as it is" in str(problem["detail"])


def test_there_is_no_page_behind_the_last_row(client: httpx.Client) -> None:
    following = Cursor.parse(client.get(f"{POLICIES}?limit=1").json()["next"])
    token = Cursor(following.build, 999_999, following.of)
    assert "behind the last" in str(check_problem(client.get(f"{POLICIES}?cursor={token}"), 404)["detail"])


@pytest.mark.parametrize("url", [POLICIES, "/api/v1/search?q=a", "/healthz", "/", "/docs"])
def test_other_methods_are_405_and_head_is_get_without_a_body(client: httpx.Client, url: str) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        response = client.request(method, url)
        check_problem(response, 405)
        assert {"GET", "HEAD"} <= set(response.headers["allow"].split(", "))
    head, get = client.head(url), client.get(url)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == get.headers["content-length"]


PIECES = st.one_of(
    st.text(max_size=20),
    st.text(printable, max_size=8),
    st.sampled_from(["leading", "370000", "region", "", "..", "0"]),
).map(lambda text: text.encode("utf-8", "surrogatepass"))
BYTES = st.one_of(PIECES, st.binary(max_size=12))
PAIRS = st.lists(
    st.tuples(
        st.one_of(
            st.sampled_from([b"tier", b"basis", b"known_at", b"limit", b"cursor", b"lang", b"q", b"source"]), BYTES
        ),
        BYTES,
    ),
    max_size=4,
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(PATHS), pieces=st.lists(BYTES, min_size=3, max_size=3), pairs=PAIRS)
def test_no_path_and_no_query_makes_the_server_fail(
    client: httpx.Client, path: str, pieces: list[bytes], pairs: list[tuple[bytes, bytes]]
) -> None:
    parts = iter(quote_from_bytes(piece, safe="") for piece in pieces)
    filled = "/".join(next(parts) if part.startswith("{") else part for part in path.split("/"))
    query = "&".join(f"{quote_from_bytes(name, safe='')}={quote_from_bytes(value, safe='')}" for name, value in pairs)
    response = client.get(f"{filled}?{query}")
    assert response.status_code in (200, 404, 409, 422)
    if response.status_code != 200:
        check_problem(response, response.status_code)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.binary(max_size=40), header=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60))
def test_no_address_and_no_header_makes_the_server_fail(client: httpx.Client, path: bytes, header: str) -> None:
    headers = {"Accept-Language": header, "If-None-Match": header, "Accept": header}
    assert client.get(f"/{quote_from_bytes(path)}", headers=headers).status_code < 500
    assert client.get(f"{POLICIES}?limit=1", headers=headers).status_code in (200, 304, 406)
