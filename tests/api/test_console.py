"""The SPARQL form of the first page: whole without a script, and with it in a real browser."""

import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from api.routers.pages import as_sparql
from graph.catalogue.definition import catalogue
from graph.editions import Editions
from graph.settings import Settings
from graph.store import Query
from ontology.identifiers import ID
from tests.api.browser import Browser, browsing, chromium
from tests.api.conftest import opened
from tests.api.serving import Served, served

LANGUAGES = ("zh", "en")
HARM = "<script>window.harmed=1</script><img src=x onerror=window.harmed=1>"


class Form(HTMLParser):
    """The SPARQL form: its attributes, the examples by title, and the first query."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.form: dict[str, str | None] = {}
        self.fields: dict[str, str] = {}
        self.examples: dict[str, str] = {}
        self._option = ""
        self._open = ""
        self.feed(text.partition('id="sparql"')[2].partition("</form>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._open = tag
        if tag == "form":
            self.form = given
        if tag == "option":
            self._option = given["value"] or ""
        if name := given.get("name"):
            self.fields[name] = ""

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 # the parser's contract
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "option" and self._option:
            self.examples[data] = self._option
        if self._open == "textarea":
            self.fields["query"] += data


def form(client: httpx.Client, language: str) -> Form:
    return Form(client.get("/", params={"lang": language}).text)


@pytest.fixture(scope="session")
def editions(default_build: Path) -> Editions:
    return Editions(Settings.model_validate({"data": default_build, "store": ""}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_script_the_form_sends_its_query_to_the_endpoint(client: httpx.Client, language: str) -> None:
    found = form(client, language)
    assert (found.form["action"], found.form["method"]) == ("/sparql", "get")
    assert list(found.fields) == ["query"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_query_has_an_answer_in_the_language_of_the_page(
    client: httpx.Client, editions: Editions, language: str
) -> None:
    rows = list(editions.current().view.lines(Query("first", form(client, language).fields["query"], None), {}).rows)
    assert len(rows) > 20
    assert all(str(name).isascii() == (language == "en") for *_, name in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_an_example_under_its_title(client: httpx.Client, language: str) -> None:
    titles = [getattr(question.definition.title, language) for question in catalogue().values()]
    assert list(form(client, language).examples) == titles


@pytest.mark.parametrize("name", catalogue())
def test_an_example_runs_as_it_stands_and_has_an_answer(client: httpx.Client, editions: Editions, name: str) -> None:
    definition = catalogue()[name].definition
    text = form(client, "en").examples[definition.title.en]
    assert next(iter(editions.current().view.lines(Query(name, text, None), {}).rows))
    unbound = re.findall(r"VALUES \?(\w+) \{ UNDEF \}", text)
    assert set(unbound) == {p.name for p in definition.parameters if not p.required and not p.folded}


def test_an_example_whose_thing_a_build_lacks_binds_nothing(tiny_build: Path) -> None:
    tiny = Editions(Settings.model_validate({"data": tiny_build, "store": ""})).current()
    for question in catalogue().values():
        assert as_sparql(question, tiny.names).startswith("# ")


def test_without_a_build_there_is_no_form_and_no_script(tmp_path: Path) -> None:
    with opened(tmp_path) as client:
        response = client.get("/")
    assert "<textarea" not in response.text
    assert "script" not in response.text + response.headers["content-security-policy"]


def test_the_script_writes_no_markup(client: httpx.Client) -> None:
    response = client.get("/static/console.js")
    assert response.headers["content-type"] == "text/javascript; charset=utf-8"
    assert response.headers["cache-control"] == client.get("/static/tidu.css").headers["cache-control"]
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|\.style\b|import ", response.text
    )


@pytest.fixture(scope="module")
def server(default_build: Path) -> Iterator[Served]:
    with served(default_build) as found:
        yield found


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = chromium()
    if program is None:
        if os.environ.get("CI"):  # noqa: TID251 # a matter of these tests, not a setting of Tidu
            pytest.fail("there is no Chromium; the SPARQL form is tested in a real one: apt-get install chromium")
        pytest.skip("no Chromium here: the SPARQL form was not tried in a browser")
    with browsing(program, tmp_path_factory.mktemp("chromium")) as found:
        yield found
        assert found.complaints == []


def ran(browser: Browser, server: Served, query: str, language: str = "en") -> str:
    """Open the address that holds the query, which runs it; the outcome's words."""
    browser.go(f"http://{server.host}:{server.port}/?lang={language}#sparql?{urlencode({'query': query})}")
    return finished(browser)


def finished(browser: Browser) -> str:
    browser.until("document.querySelector('#sparql').getAttribute('aria-busy') === 'false'")
    return str(browser.evaluate("document.querySelector('.outcome').innerText"))


def cells(browser: Browser) -> list[list[str]]:
    found: list[list[str]] = browser.evaluate(
        "[...document.querySelectorAll('.result tbody tr')].map(row => [...row.cells].map(cell => cell.innerText))"
    )
    return found


def test_rows_are_a_table_with_links_to_things_and_quiet_types(browser: Browser, server: Served) -> None:
    terms = f'<{ID}region/370000> <{ID}claim/1> <http://example.org/> <javascript:alert(1)> "山东"@zh 1.5 UNDEF'
    outcome = ran(browser, server, f"SELECT * {{ VALUES (?a ?b ?c ?d ?e ?f ?g) {{ ({terms}) }} }}")
    assert re.fullmatch(r"1 row · \d+ ms", outcome)
    assert cells(browser) == [
        ["region/370000", "claim/1", "http://example.org/", "javascript:alert(1)", "山东 @zh", "1.5 xsd:decimal", ""]
    ]
    links = browser.evaluate("[...document.querySelectorAll('.result a')].map(a => [a.getAttribute('href'), a.rel])")
    assert links == [
        ["/api/v1/entities/region/370000?lang=en", ""],
        ["http://example.org/", "noopener noreferrer"],
    ]
    assert server.client.get(links[0][0]).status_code == 200


def test_only_the_first_rows_of_a_long_answer_are_shown(browser: Browser, server: Served) -> None:
    outcome = ran(browser, server, "SELECT ?s { ?s a ?c } LIMIT 700")
    assert re.fullmatch(r"700 rows · \d+ ms \(the first 500 are shown\)", outcome)
    assert len(cells(browser)) == 500


@pytest.mark.parametrize(("query", "answer"), [("ASK {}", "是"), ("ASK { FILTER (false) }", "否")])
def test_ask_is_answered_with_a_word(browser: Browser, server: Served, query: str, answer: str) -> None:
    assert "毫秒" in ran(browser, server, query, "zh")
    assert browser.evaluate("document.querySelector('.result').innerText.trim()") == answer


def test_a_graph_is_shown_as_text(browser: Browser, server: Served) -> None:
    outcome = ran(browser, server, f"CONSTRUCT {{ <http://a/> <http://b/> '{HARM}' }} {{}}")
    assert "characters" in outcome
    assert HARM in browser.evaluate("document.querySelector('.result pre').innerText")
    assert_harmless(browser)


def test_markup_in_a_result_does_nothing(browser: Browser, server: Served) -> None:
    ran(browser, server, f"SELECT ('{HARM}' AS ?a) ('{HARM}'@en AS ?b) (IRI('http://a/?%22onclick=') AS ?c) {{}}")
    assert cells(browser)[0][:2] == [HARM, f"{HARM} @en"]
    assert_harmless(browser)


def test_markup_in_a_query_does_nothing(browser: Browser, server: Served) -> None:
    ran(browser, server, f"</textarea>{HARM}")
    assert_harmless(browser)


def assert_harmless(browser: Browser) -> None:
    assert browser.evaluate("window.harmed === undefined && !document.querySelector('#sparql img, .result script')")


@pytest.mark.parametrize(("language", "place"), [("en", "Line 3, column"), ("zh", "第 3 行第")])
def test_a_problem_names_its_place_and_the_caret_goes_there(
    browser: Browser, server: Served, language: str, place: str
) -> None:
    query = "SELECT * {\n  ?s ?p '𠀀' .\n  '𠀀' ?p ] }\n"
    outcome = ran(browser, server, query, language)
    assert outcome.startswith(place)
    column = int(re.findall(r"\d+", outcome)[1])
    at = len("\n".join([*query.split("\n")[:2], query.split("\n")[2][: column - 1]]).encode("utf-16-le")) // 2
    assert browser.evaluate("document.activeElement.selectionStart") == at
    assert cells(browser) == []


def test_the_keyboard_runs_a_query_which_the_address_then_keeps(browser: Browser, server: Served) -> None:
    browser.go(f"http://{server.host}:{server.port}/?lang=en")
    browser.evaluate("(box => { box.value = 'ASK { }'; box.focus() })(document.querySelector('textarea'))")
    browser.press("Enter", 13, ctrl=True)
    assert finished(browser)
    assert browser.evaluate("location.hash") == "#sparql?query=ASK+%7B+%7D"
    assert browser.evaluate("document.querySelector('a[hreflang]').hash") == "#sparql?query=ASK+%7B+%7D"


def test_an_example_is_chosen_and_run(browser: Browser, server: Served) -> None:
    browser.go(f"http://{server.host}:{server.port}/?lang=en")
    browser.evaluate(
        "(list => { list.selectedIndex = [...list.options].findIndex(o => o.text.startsWith('Which tiers are'));"
        " list.dispatchEvent(new Event('change')); list.form.requestSubmit() })"
        "(document.querySelector('select'))"
    )
    assert finished(browser).startswith("62 rows")


def test_a_result_is_saved_in_another_format(browser: Browser, server: Served, tmp_path: Path) -> None:
    ran(browser, server, "SELECT ?a { VALUES ?a { 1 2 } }")
    browser.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path), eventsEnabled=True)
    browser.evaluate("[...document.querySelectorAll('.saves button')].find(b => b.innerText === 'CSV').click()")
    browser.wait_for("Browser.downloadProgress", state="completed")
    assert (tmp_path / "tidu.csv").read_text().split() == ["a", "1", "2"]


def test_a_query_under_way_is_cancelled(browser: Browser, server: Served) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    browser.go(f"http://{server.host}:{server.port}/?lang=en#sparql?{urlencode({'query': query})}")
    browser.until("!document.querySelector('.cancel').hidden")
    assert browser.evaluate("document.querySelector('.outcome').innerText") == "Running …"
    browser.evaluate("document.querySelector('.cancel').click()")
    assert finished(browser) == "Cancelled."
    assert browser.evaluate("document.querySelector('.cancel').hidden")
