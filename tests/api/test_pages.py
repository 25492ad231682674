"""The pages for people: whole, in both languages, and nothing comes from elsewhere."""

import re
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
from anyio import run
from starlette.types import Message, Receive, Scope, Send

from api.headers import SecurityHeaders
from graph.catalogue.definition import catalogue
from tests.api.conftest import opened
from tests.api.test_openapi import PATHS

VOID = {"meta", "link", "input", "br", "hr", "img"}
PAGES = ("/", "/docs")
SCRIPTS = {"/": ["/static/console.js"], "/docs": []}


class Page(HTMLParser):
    """The tags of a page, with the checks that a parser can make: nesting, ids, what is loaded and linked."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.loaded: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.handlers: list[str] = []
        self.scripts: list[str] = []
        self.language = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        assert len(given) == len(attrs), f"an attribute twice in {tag}"
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "html":
            self.language = given["lang"]
        self.ids += [given["id"]] if "id" in given else []
        self.handlers += [name for name in given if name.startswith("on") or name == "style"]
        self.scripts += [given["src"]] if tag == "script" else []
        self.loaded += [given[name] for name in ("src", "action") if name in given]
        if "href" in given:
            (self.loaded if tag == "link" else self.links).append(given["href"])

    def handle_data(self, data: str) -> None:
        assert "script" not in self.open[-1:], f"a script in the page itself: {data}"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(client: httpx.Client, url: str, language: str = "zh") -> tuple[Page, str]:
    response = client.get(url, params={"lang": language})
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return Page(response.text), response.text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("url", PAGES)
def test_a_page_is_well_formed_has_no_script_but_ours_and_loads_nothing_from_elsewhere(
    client: httpx.Client, url: str, language: str
) -> None:
    found, text = page(client, url, language)
    assert text.startswith("<!doctype html>")
    assert found.open == []
    assert {"html", "head", "title", "main", "h1"} <= found.tags
    assert not found.tags & {"iframe", "object", "embed", "style", "base"}
    assert found.handlers == []
    assert found.scripts == SCRIPTS[url]
    assert len(set(found.ids)) == len(found.ids)
    assert all(address.startswith("/") and not address.startswith("//") for address in found.loaded)
    assert found.language == language


@pytest.mark.parametrize("url", PAGES)
def test_a_page_speaks_the_language_asked_for(client: httpx.Client, url: str) -> None:
    (_, chinese), (_, english) = page(client, url, "zh"), page(client, url, "en")
    assert chinese != english
    headings = re.search(r"<h1>(.*?)</h1>", english)
    assert headings
    assert headings[1].isascii()
    assert client.get(url, headers={"Accept-Language": "en"}).text != client.get(url).text


@pytest.mark.parametrize("url", PAGES)
def test_every_link_of_a_page_leads_somewhere(client: httpx.Client, url: str) -> None:
    found, _ = page(client, url)
    for link in sorted(set(found.links)):
        if link.startswith("#"):
            assert link[1:] in found.ids
        else:
            assert client.get(httpx.URL(f"http://test{url}").join(link)).status_code == 200, link


def test_the_first_page_shows_tiers_questions_and_documents(client: httpx.Client) -> None:
    _, text = page(client, "/", "en")
    assert all(f"tidu ask {name}" in text for name in catalogue())
    assert all(f"/api/v1/tiers/{tier}/policies" in text for tier in ("leading", "rising", "catching-up", "emerging"))
    assert all(f"/api/v1/documents/00{n}/passages" in text for n in range(5))


def test_the_documentation_lists_every_route(client: httpx.Client) -> None:
    _, text = page(client, "/docs")
    assert all(f"GET {path}" in text for path in PATHS)


def test_the_stylesheet_is_ours_and_loads_nothing(client: httpx.Client) -> None:
    response = client.get("/static/tidu.css")
    assert response.headers["content-type"].startswith("text/css")
    assert not re.search(r"url\(|@import|https?:", response.text)


ADDRESSES = (
    "/", "/docs", "/static/tidu.css", "/static/console.js", "/static/nothing", "/api/v1/tiers", "/api/v1/nothing",
    "/openapi.json", "/healthz",
)  # fmt: skip


@pytest.mark.parametrize("url", ADDRESSES)
def test_every_response_forbids_other_hosts_and_scripts_but_the_first_page_its_own(
    client: httpx.Client, url: str
) -> None:
    headers = client.get(url).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    script = {"script-src", "connect-src", "require-trusted-types-for", "trusted-types"}
    assert script & policy.keys() == (script if url == "/" else set())
    assert policy.get("script-src", "'self'") == policy.get("connect-src", "'self'") == "'self'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("url", ADDRESSES)
def test_every_response_may_be_read_by_any_page_without_credentials(client: httpx.Client, url: str) -> None:
    headers = client.get(url, headers={"Origin": "https://example.org"}).headers
    assert headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in headers


def test_nothing_but_what_a_page_loads_is_static(client: httpx.Client) -> None:
    for name in ("home.html", "nothing.js", "..%2Fapp.py", "%2E%2E/app.py", ""):
        assert client.get(f"/static/{name}").status_code == 404


def test_head_ends_with_the_first_part_of_a_body_that_goes_on() -> None:
    sent: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 # the contract of ASGI
        assert scope["method"] == "GET"
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"6")]})
        for part in (b"abc", b"def"):
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    run(SecurityHeaders(app), {"type": "http", "method": "HEAD"}, receive, send)
    start, *rest = sent
    assert (b"content-length", b"6") in start["headers"]
    assert rest == [{"type": "http.response.body", "body": b"", "more_body": False}]


def test_without_a_build_the_first_page_says_what_to_do(tmp_path: Path) -> None:
    with opened(tmp_path) as client:
        found, text = page(client, "/", "en")
        assert found.open == []
        assert "tidu build" in text
        assert client.get("/readyz").status_code == 503
