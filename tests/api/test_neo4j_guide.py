"""The guide and the style for Neo4j Browser, as the server gives them and as Browser reads them."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from api.guide import code, examples
from graph.catalogue.definition import Question, catalogue
from ontology.generate.output import FOLDER
from tests.api.conftest import opened

LANGUAGES = ("zh", "en")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# what Browser 5.24 does to a page before it shows it (`cleanHtml`)
STRIPPED = (
    re.compile(r"""(\s+(on[^\s=]+)[^\s=]*\s*=\s*("[^"]*"|'[^']*'|[\w\-.:]+\s*))""", re.IGNORECASE),
    re.compile(r"<script\b[^<]*(?:(?!</script>)<[^<]*)*(</script>)?", re.IGNORECASE),
    re.compile(r"""href=(".*javascript:[^"]*"|'.*javascript:[^']*')"""),
)


class Guide(HTMLParser):
    """What Browser makes of the page: the slides' headings, the blocks that run, commands of links, paragraphs.

    ``by_slide`` has the paragraphs under the heading of their slide.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.slides = 0
        self.texts: dict[str, list[str]] = {"h3": [], "pre": [], "p": []}
        self.commands: list[str] = []
        self.by_slide: dict[str, list[str]] = {}
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.slides += tag == "slide"
        self.commands += [value for name, value in attrs if name == "exec-topic" and value]
        if tag in self.texts and (tag != "pre" or "runnable" in (given["class"] or "").split()):
            self._open = tag
            self.texts[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._open = ""
            if tag == "p":
                self.by_slide.setdefault(self.texts["h3"][-1], []).append(self.texts["p"][-1])

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open][-1] += data


def page(client: httpx.Client, language: str) -> str:
    response = client.get("/neo4j/guide", params={"lang": language})
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["content-language"] == language
    return response.text


def shown(question: Question) -> str:
    """The block of a question: its Cypher without the lines that name the types of its columns."""
    lines = (question.query.cypher or "").splitlines()
    return "\n".join(line for line in lines if not line.startswith(("// terms:", "// decimals:"))).strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_has_a_slide_for_every_question_with_its_title_in_both_languages(
    client: httpx.Client, language: str
) -> None:
    found = Guide(page(client, language))
    questions = [question for question in catalogue().values() if question.query.cypher]
    assert found.slides == len(questions) + 4
    for question in questions:
        title = question.definition.title
        own, other = (title.zh, title.en) if language == "zh" else (title.en, title.zh)
        assert own in found.texts["h3"]
        assert other in found.texts["p"]
        assert getattr(question.definition.description, language) in found.texts["p"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_query_of_the_catalogue_and_of_the_first_slides_is_a_block_that_runs(
    client: httpx.Client, language: str
) -> None:
    blocks = Guide(page(client, language)).texts["pre"]
    queries = [shown(question) for question in catalogue().values() if question.query.cypher]
    assert [query for query in [*examples(language).values(), *queries] if query not in blocks] == []


def test_blocks_begin_with_the_question_and_keep_what_is_for_the_store_to_themselves(client: httpx.Client) -> None:
    blocks = Guide(page(client, "zh")).texts["pre"]
    assert any("// decimals:" in (question.query.cypher or "") for question in catalogue().values())
    assert [block for block in blocks if re.search(r"^// (terms|decimals):", block, re.MULTILINE)] == []
    assert [block for block in blocks if not block.startswith((":", "// "))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_a_program_counts_the_lines_the_slide_says_which_and_asks_for_the_table(
    client: httpx.Client, language: str
) -> None:
    paragraphs = Guide(page(client, language)).by_slide
    counted = [question for question in catalogue().values() if question.fold]
    assert {question.name for question in counted} >= {"tiers", "tier-comparison"}
    for question in catalogue().values():
        own = "\n".join(paragraphs[getattr(question.definition.title, language)])
        assert (f"tidu ask {question.name}" in own) == bool(question.fold)
        assert "Table" in own


@pytest.mark.parametrize("language", LANGUAGES)
def test_classes_and_relations_are_listed_in_the_language_of_the_guide(client: httpx.Client, language: str) -> None:
    blocks = Guide(page(client, language)).texts["pre"]
    for term in (":OntologyClass", ":OntologyProperty"):
        returned = next(block for block in blocks if term in block).partition("RETURN ")[2]
        assert bool(CHINESE.search(returned)) == (language == "zh")
        assert (".nameEn" in returned, ".definitionEn" in returned) == (language == "en",) * 2


def test_a_line_before_each_query_sets_all_its_parameters(client: httpx.Client) -> None:
    blocks = Guide(page(client, "zh")).texts["pre"]
    for question in catalogue().values():
        bound = [parameter for parameter in question.definition.parameters if not parameter.folded]
        if not bound:
            continue
        before = blocks[: blocks.index(shown(question))]
        line = next(line for line in reversed(before) if not line.startswith(":param "))  # dates have their own
        assert line.startswith(":params {")
        given = json.loads(line.removeprefix(":params "))
        assert list(given) == [parameter.name for parameter in bound]
        required = {p.name for p in bound if p.required and p.type != "date"}
        assert {name for name, value in given.items() if value is not None} == required
    assert ':params {"tier": ["tier/leading"], "basis": null, "source": null, "valid_at": null, "known_at": null}' in (
        blocks
    )


def test_every_other_parameter_has_a_line_with_its_example(client: httpx.Client) -> None:
    blocks = Guide(page(client, "en")).texts["pre"]
    for expected in (
        ':param basis => ["own"]',
        ':param known_at => [date("2021-12-31")]',
        ':param region => ["region/310000"]',
        ':param property => ["inTier"]',
        ':param source => ["document/002"]',
    ):
        assert expected in blocks


@pytest.mark.parametrize("language", LANGUAGES)
def test_browser_strips_nothing_from_the_guide(client: httpx.Client, language: str) -> None:
    text = page(client, language)
    assert [pattern.findall(text) for pattern in STRIPPED] == [[], [], []]


def test_what_looks_like_an_event_handler_survives_in_a_block() -> None:
    written = code("WHERE only = 'x' AND a < b")
    assert STRIPPED[0].search("<pre>WHERE only = 'x'</pre>")
    assert not STRIPPED[0].search(f"<pre>{written}</pre>")
    assert Guide(f'<pre class="runnable">{written}</pre>').texts["pre"] == ["WHERE only = 'x' AND a < b"]


def test_the_guide_names_the_server_that_it_came_from(client: httpx.Client) -> None:
    text = client.get("/neo4j/guide", params={"lang": "en"}, headers={"Host": "localhost:8123"}).text
    assert ":style http://localhost:8123/neo4j/style.grass?lang=en" in Guide(text).texts["pre"]
    assert "guide http://localhost:8123/neo4j/guide?lang=zh" in Guide(text).commands


def test_a_host_that_is_none_is_not_repeated(client: httpx.Client) -> None:
    text = client.get("/neo4j/guide", headers={"Host": 'x"><img src=y onerror=z>'}).text
    assert "onerror" not in text


@pytest.mark.parametrize("path", ["/neo4j/guide", "/neo4j/style.grass"])
def test_a_page_of_another_server_may_fetch_it_with_the_headers_that_browser_sends(
    client: httpx.Client, path: str
) -> None:
    asked = {
        "Origin": "http://127.0.0.1:7474",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "cache-control,pragma",
    }
    before = client.options(path, headers=asked)
    assert before.status_code == 204
    assert before.headers["access-control-allow-origin"] == "*"
    assert before.headers["access-control-allow-headers"] == "*"
    assert "GET" in before.headers["access-control-allow-methods"]
    response = client.get(path, headers={"Origin": asked["Origin"], "Pragma": "no-cache", "Cache-Control": "no-cache"})
    assert response.headers["access-control-allow-origin"] == "*"
    assert "script-src" not in response.headers["content-security-policy"]
    assert "default-src 'none'" in response.headers["content-security-policy"]


def test_neither_is_part_of_the_api(client: httpx.Client) -> None:
    assert [path for path in client.get("/openapi.json").json()["paths"] if "neo4j" in path] == []


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [
        ("", "", "zh"),
        ("", "en-GB,en;q=0.9", "en"),
        ("", "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("?lang=zh", "en", "zh"),
        ("?lang=en", "zh", "en"),
    ],
)
def test_the_style_and_the_guide_are_in_the_same_language(
    client: httpx.Client, query: str, accepted: str, language: str
) -> None:
    for path in ("/neo4j/style.grass", "/neo4j/guide"):
        response = client.get(path + query, headers={"Accept-Language": accepted})
        assert response.headers["content-language"] == language
        assert "accept-language" in response.headers["vary"].lower()


@pytest.mark.parametrize(("language", "name"), [("zh", "tidu.grass"), ("en", "tidu.en.grass")])
def test_the_style_is_the_generated_one(client: httpx.Client, language: str, name: str) -> None:
    response = client.get("/neo4j/style.grass", params={"lang": language})
    assert response.text == (FOLDER / name).read_text(encoding="utf-8")
    assert response.headers["content-type"] == "text/plain; charset=utf-8"


def test_without_a_build_the_guide_says_so_and_the_style_is_there(tmp_path_factory: pytest.TempPathFactory) -> None:
    with opened(tmp_path_factory.mktemp("empty")) as empty:
        refused = empty.get("/neo4j/guide")
        assert refused.status_code == 503
        assert refused.json()["title"] == "There is no build yet"
        assert empty.get("/neo4j/style.grass").status_code == 200


def test_a_build_without_the_things_of_the_examples_has_the_questions_all_the_same(tiny_build: Path) -> None:
    with opened(tiny_build) as small:
        blocks = Guide(page(small, "zh")).texts["pre"]
    assert ':params {"indicator": null, "subject": null, "source": null' in "".join(blocks)
