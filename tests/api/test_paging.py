"""Pages together are the whole answer: in order, no row lost or doubled, however they are asked for."""

import csv
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.catalogue.functions import everything
from tests.api.conftest import opened, publish
from tests.tiny import Seeds

Rows = list[Any]

SECOND = {"diff"}  # functions that compare a build with the one before it
SLOW = {"analytics"}  # with other parameters than its examples
RELATIONS = "/api/v1/entities/region/cn/relations"  # of what has more of them than anything else
SEARCHES = ("/api/v1/search?q=%E5%B7%A5", "/api/v1/search?q=a&type=Region", "/api/v1/search?q=%E5%B9%B3%E5%8F%B0")


class Changing(NamedTuple):
    """A server, the folder of its builds, and the seeds that a test changes by a claim."""

    client: httpx.Client
    data: Path
    seeds: Seeds
    doubted: dict[str, str]


LOOSE = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def pages(default_build: Path) -> Iterator[httpx.Client]:
    """A client of a server that keeps answers between pages, but no bytes."""
    with opened(default_build, answer_cache=0) as found:
        yield found


@st.composite
def lists(draw: st.DrawFn) -> str:
    """The address of a list: a question with some of its examples, a search, or the relations of a supernode."""
    name = draw(st.sampled_from([*sorted(set(everything()) - SECOND), "search", "relations"]))
    if name == "search":
        return draw(st.sampled_from(SEARCHES))
    if name == "relations":
        return RELATIONS
    parameters = everything()[name].definition.parameters
    needed = [p for p in parameters if p.required]
    optional = [p for p in parameters if not p.required and name not in SLOW]
    chosen = draw(st.lists(st.sampled_from(optional), max_size=2, unique=True)) if optional else []
    return f"/api/v1/questions/{name}?{urlencode({p.name: p.example for p in (*needed, *chosen)})}"


def rows_of(response: httpx.Response, form: str) -> Rows:
    assert response.status_code == 200, response.text[:500]
    if form == "json":
        content = response.json()
        found: Rows = content["rows"] if "rows" in content else content["results"]
        return found
    if form == "jsonl":
        return [json.loads(line) for line in response.content.splitlines()]
    return list(csv.reader(io.StringIO(response.content.decode(), newline="")))[1:]


def and_(url: str, **more: object) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode(more)}"


def following(response: httpx.Response) -> str | None:
    """The cursor of the next page, as the Link header has it."""
    found = re.fullmatch(r'<\?(.*)>; rel="next"', response.headers.get("link", ""))
    return parse_qs(urlsplit(f"?{found[1]}").query)["cursor"][0] if found else None


FORMS = st.tuples(st.sampled_from(["zh", "en"]), st.sampled_from(["json", "csv", "jsonl"]))


@LOOSE
@given(url=lists(), sizes=st.lists(st.integers(1, 30), min_size=1, max_size=5), forms=st.lists(FORMS, min_size=1))
def test_pages_of_any_sizes_languages_and_formats_are_the_whole(
    pages: httpx.Client, url: str, sizes: list[int], forms: list[tuple[str, str]]
) -> None:
    whole = cache(lambda lang, form: rows_of(pages.get(and_(url, lang=lang, format=form, limit=10_000)), form))
    total = len(whole("zh", "json"))
    position, cursor, each, form = 0, "", cycle(sizes), cycle(forms)
    while True:
        limit, (lang, name) = next(each) * (1 + total // 100), next(form)
        response = pages.get(and_(url, lang=lang, format=name, limit=limit, **({"cursor": cursor} if cursor else {})))
        assert rows_of(response, name) == whole(lang, name)[position : position + limit]
        if name == "json":
            assert (response.json()["total"], response.json()["next"]) == (total, following(response))
        position += limit
        token = following(response)
        if token is None:
            break
        cursor = token
    assert position >= total


def test_no_row_of_a_supernode_is_lost_or_doubled(pages: httpx.Client) -> None:
    found: Rows = []
    url: str | None = RELATIONS
    while url:
        page = pages.get(url).json()
        found += page["rows"]
        url = page["next"] and and_(RELATIONS, cursor=page["next"])
    assert len(found) == page["total"] > 200
    assert len({json.dumps(row, sort_keys=True) for row in found}) == len(found)


@LOOSE
@given(limit=st.one_of(st.integers(), st.integers(-2, 12), st.integers(9_990, 10_010)))
def test_a_limit_is_kept_or_refused(pages: httpx.Client, limit: int) -> None:
    response = pages.get(f"/api/v1/tiers?limit={limit}")
    if 1 <= limit <= 10_000:
        assert len(response.json()["rows"]) == min(limit, response.json()["total"])
    else:
        assert (response.status_code, list(response.json()["errors"])) == (422, ["limit"])


@LOOSE
@given(token=st.one_of(st.text(max_size=40), st.from_regex(r"[A-Za-z0-9_-]{1,160}", fullmatch=True)))
def test_any_text_for_a_cursor_is_refused_or_leads_nowhere(pages: httpx.Client, token: str) -> None:
    response = pages.get("/api/v1/tiers?" + urlencode({"cursor": token.encode("utf-8", "surrogatepass")}))
    plain = re.fullmatch(r"[A-Za-z0-9_-]*", token)
    assert response.status_code == (422 if not plain else 404 if token else 200)


@pytest.mark.parametrize(
    "name", sorted(n for n, q in everything().items() if {"lower", "upper"} <= {c.name for c in q.visible})
)
def test_a_number_lies_within_its_bounds(pages: httpx.Client, name: str) -> None:
    given_ = {p.name: p.example for p in everything()[name].definition.parameters if p.required}
    rows = rows_of(pages.get(f"/api/v1/questions/{name}", params={**given_, "limit": 10_000}), "json")
    assert rows
    for row in rows:
        bounds = [float(row[key]) for key in ("lower", "number", "upper") if row.get(key) is not None]
        assert bounds == sorted(bounds), row


@pytest.fixture(scope="module")
def changing(tiny: Seeds, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Changing]:
    """A server over builds of seeds that a test changes."""
    folder, data = tmp_path_factory.mktemp("changing-seeds"), tmp_path_factory.mktemp("changing-builds")
    seeds = tiny.copy(folder)
    publish(data, seeds.folder)
    (doubted,) = (row for row in seeds.rows("900/claims.csv") if row["id"] == DOUBTED)
    with opened(data) as client:
        yield Changing(client, data, seeds, doubted)


CHANGED = ("/api/v1/entities/tier/leading/relations", "/api/v1/tiers/leading/policies", "/api/v1/tiers/leading/members")
DOUBTED = "900-c4"  # the claim that Shanghai is in the tier, which goes and comes


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(sizes=st.lists(st.integers(1, 3), min_size=1, max_size=3))
def test_pages_go_on_in_their_build_while_others_come_with_other_content(changing: Changing, sizes: list[int]) -> None:
    client, data, seeds, doubted = changing
    whole = {url: rows_of(client.get(url), "json") for url in CHANGED}
    first = {url: client.get(and_(url, limit=1)) for url in CHANGED}
    build = first[CHANGED[0]].json()["build"]
    rows = seeds.rows("900/claims.csv")
    rest = [row for row in rows if row["id"] != DOUBTED]
    seeds.write("900/claims.csv", rest if len(rest) < len(rows) else [*rest, doubted])
    publish(data, seeds.folder)
    assert {client.get(url).json()["total"] == len(whole[url]) for url in CHANGED} == {False}
    for url, page in first.items():
        found, token, each = rows_of(page, "json"), following(page), cycle(sizes)
        while token:
            more = client.get(and_(url, limit=next(each), cursor=token))
            assert more.json()["build"] == build
            found, token = found + rows_of(more, "json"), following(more)
        assert found == whole[url]


def test_pages_of_a_build_that_is_gone_are_404_and_say_so(changing: Changing) -> None:
    client, data, seeds, _ = changing
    token = client.get(and_(CHANGED[1], limit=1)).json()["next"]
    for _ in range(3):
        publish(data, seeds.folder)
        client.get(CHANGED[1])
    response = client.get(and_(CHANGED[1], limit=1, cursor=token))
    assert response.status_code == 404
    assert "no longer kept; begin again without a cursor" in response.json()["detail"]
    assert response.json()["type"].endswith("/invalid-cursor")
