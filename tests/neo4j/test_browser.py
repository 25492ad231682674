"""Neo4j Browser as a person uses it, in a real Chromium on the page that our own server serves; and what people read
beside it: the guide's queries, and those of the documentation's page.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from api.guide import examples, question_slides
from graph.catalogue.definition import catalogue, question
from graph.editions import Editions
from graph.settings import Settings
from ontology.cypher_names import relationship_type
from ontology.schema import schema
from tests.api.browser import Browser, browsing, chromium
from tests.api.serving import Served, served
from tests.neo4j.serving import Neo4j

NO_CHROMIUM = "no Chromium on the PATH: Neo4j Browser is not tested"
PAGE = Path(__file__).parents[2] / "docs" / "neo4j.md"
EXAMPLE = re.compile(r"^```cypher\n(?P<query>.*?)^```\n\n```text\n(?P<shown>.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = [(found["query"], found["shown"]) for found in EXAMPLE.finditer(PAGE.read_text(encoding="utf-8"))]
REGION = "MATCH (r:Region:Tidu {id: 'region/370000'})-[e:IN_TIER]->(t) RETURN r, e, t"


@dataclass(frozen=True, slots=True)
class Visit:
    """A person who has logged in: the page, the server of the guide, and what Browser is told first."""

    page: Browser
    guide: Served

    @property
    def root(self) -> str:
        """The address of ``tidu serve``."""
        return f"http://{self.guide.host}:{self.guide.port}/neo4j"

    def command(self, text: str) -> None:
        """Type into the editor, in place of what is there, and run it."""
        self.page.until("document.querySelector('#monaco-main-editor textarea')")
        self.page.evaluate("document.querySelector('#monaco-main-editor textarea').focus()")
        for kind in ("keyDown", "keyUp"):
            self.page.call(
                "Input.dispatchKeyEvent", type=kind, key="a", windowsVirtualKeyCode=65, modifiers=2,
                **({"commands": ["selectAll"]} if kind == "keyDown" else {}),
            )  # fmt: skip
        self.page.call("Input.insertText", text=text)
        self.page.evaluate("document.querySelector('[data-testid=editor-Run]').click()")
        self.page.until(f"{FIRST_FRAME}?.innerText.includes({json.dumps(text.splitlines()[0][:40])})", 60)

    def fetched(self, text: str, there: str) -> None:
        """Run a command that fetches a page until it may: Browser learns after the login which hosts it may ask."""
        refused = f"{FIRST_FRAME}.innerText.includes('not allowed')"
        for _ in range(TRIES):
            self.command(text)
            self.page.until(f"({there}) || {refused}", 60)
            if not self.page.evaluate(refused):
                return
        pytest.fail(f"Browser refuses the host of {text}")

    def drawn(self, *captions: str) -> None:
        """Wait until the newest frame draws nodes with these captions."""
        for caption in captions:
            drawn = (
                f"[...{FIRST_FRAME}.querySelectorAll('g.node, g.relationship')].map(part => part.textContent.trim())"
            )
            self.page.until(f"{drawn}.includes({json.dumps(caption)})", 60)


TRIES = 20
FIRST_FRAME = "document.querySelector('[data-testid=frame]')"


@pytest.fixture(scope="module")
def address(neo4j_server: Neo4j) -> str:
    """The address that `tidu neo4j start` prints, of a server that runs already."""
    if neo4j_server.data is None:
        pytest.skip("the Neo4j that TIDU_NEO4J_URI names may serve no Browser: it is not tested")
    command = [sys.executable, "-m", "api.cli", "neo4j", "start", "--data", str(neo4j_server.data)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"^browser +(\S+)$", printed, re.MULTILINE)
    assert found, printed
    return found[1]


@pytest.fixture(scope="module")
def visit(
    address: str, loaded_neo4j: Neo4j, default_build: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visit]:
    """Log in at the address, with nothing but the password typed in."""
    program = chromium()
    if not program and os.environ.get("CI"):  # noqa: TID251 # CI is no setting of the product's
        pytest.fail(NO_CHROMIUM)
    if not program:
        pytest.skip(NO_CHROMIUM)
    with served(default_build) as guide, browsing(program, tmp_path_factory.mktemp("browser")) as page:
        page.go(address)
        page.until("document.querySelector('[data-testid=password]')", 60)
        filled = {name: f"document.querySelector('[data-testid={name}]').value" for name in ("boltaddress", "username")}
        page.until(f"{filled['boltaddress']} === '{loaded_neo4j.uri.removeprefix('bolt://')}'")
        assert page.evaluate("document.querySelector('[data-testid=bolt-scheme-select]').value") == "bolt://"
        assert page.evaluate(filled["username"]) == "neo4j"
        page.evaluate("document.querySelector('[data-testid=password]').focus()")
        page.call("Input.insertText", text=loaded_neo4j.password)
        page.evaluate("document.querySelector('[data-testid=connect]').click()")
        page.until("document.body.innerText.includes('You are connected as user')", 60)
        yield Visit(page, guide)


def test_without_a_style_too_nodes_have_their_chinese_names(visit: Visit) -> None:
    visit.command(REGION)
    visit.drawn("山东省", "快速崛起")


def test_the_style_gives_each_class_its_colour_and_relationships_chinese_captions(visit: Visit) -> None:
    visit.fetched(f":style {visit.root}/style.grass?lang=zh", f"{FIRST_FRAME}.innerText.includes('node.Region')")
    visit.command(REGION)
    visit.drawn("山东省", "快速崛起", schema().properties["inTier"].label.zh)
    colours = visit.page.evaluate(
        f"[...{FIRST_FRAME}.querySelectorAll('g.node')].map(node =>"
        " [node.textContent.trim(), node.querySelector('circle.b-outline').getAttribute('fill')])"
    )
    sheet = visit.guide.client.get("/neo4j/style.grass?lang=zh").text
    given = dict(re.findall(r"node\.(\w+) \{.*?\bcolor: (#\w+)", sheet, re.DOTALL))
    assert sorted(colours) == sorted([["山东省", given["Region"]], ["快速崛起", given["Tier"]]])


def test_the_guide_is_played_and_its_questions_are_asked(visit: Visit) -> None:
    page = visit.page
    visit.fetched(f":play {visit.root}/guide?lang=zh", f"{FIRST_FRAME}.querySelector('pre.runnable')")
    titles = []
    count = int(page.evaluate(f"{FIRST_FRAME}.innerText.match(/1 \\/ (\\d+)/)[1]"))
    for number in range(1, count + 1):
        page.until(f"/\\b{number} \\/ {count}\\b/.test({FIRST_FRAME}.innerText)")
        titles.append(page.evaluate(f"{FIRST_FRAME}.querySelector('h3').textContent"))
        if number < count:
            page.evaluate(f"{FIRST_FRAME}.querySelector('[data-testid=nextSlide]').click()")
    questions = [each.definition.title.zh for each in catalogue().values()]
    assert titles[-len(questions) :] == questions
    wanted = question("tiers").definition.title.zh
    while page.evaluate(f"{FIRST_FRAME}.querySelector('h3').textContent") != wanted:
        page.evaluate(f"{FIRST_FRAME}.querySelector('[data-testid=previousSlide]').click()")
    for block, shown in enumerate(("tier", "scheme")):  # its parameters, then itself
        page.evaluate(
            "[...document.querySelectorAll('[data-testid=frame]')].find(frame => frame.querySelector('pre.runnable'))"
            f".querySelectorAll('pre.runnable')[{block}].querySelector('i').click()"
        )
        page.until(f"{FIRST_FRAME}.innerText.includes({json.dumps('source' if block == 0 else shown)})", 60)
    visit.drawn("示范引领", "孕育起步")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", sorted(examples()))
def test_the_queries_of_the_first_slides_find_something(loaded_neo4j: Neo4j, name: str, language: str) -> None:
    assert loaded_neo4j.ask(examples(language)[name])


def test_the_region_of_the_guide_is_drawn_with_tier_measures_observations_and_words(loaded_neo4j: Neo4j) -> None:
    query = examples()["region"].replace(
        "RETURN path", "RETURN labels(nodes(path)[-1]) AS ends, length(path) AS length"
    )
    assert query
    found = loaded_neo4j.ask(
        examples()["region"].removesuffix("RETURN path") + "UNWIND nodes(path) AS node RETURN DISTINCT node.class AS c"
    )
    classes = {row["c"] for row in found}
    assert {"Region", "Tier", "Measure", "Enterprise", "Facility", "Observation", "Indicator", "Passage"} <= classes


def test_the_lines_of_every_question_are_cypher_that_neo4j_takes(loaded_neo4j: Neo4j, default_build: Path) -> None:
    opened = Editions(Settings.model_validate({"data": default_build, "store": ""})).current()
    for slide in question_slides(opened.names, "en"):
        given = json.loads(slide.needed[0].removeprefix(":params ")) if slide.needed else {}
        given |= dict(set_by(loaded_neo4j, line) for line in slide.needed[1:])
        assert loaded_neo4j.ask(slide.query, **given), slide.title
        assert all(value for _, value in (set_by(loaded_neo4j, narrowing.line) for narrowing in slide.narrowing))


def set_by(server: Neo4j, line: str) -> tuple[str, object]:
    """The parameter that a line of the guide sets, and its value."""
    name, _, value = line.removeprefix(":param ").partition(" => ")
    return name, server.ask(f"WITH {value} AS given RETURN given")[0]["given"]


def test_every_type_of_relationship_that_a_build_gives_has_a_caption(loaded_neo4j: Neo4j, visit: Visit) -> None:
    sheet = visit.guide.client.get("/neo4j/style.grass?lang=zh").text
    types = loaded_neo4j.ask("MATCH (:Tidu)-[r]->(:Tidu) WHERE r.tiduLoad IS NOT NULL RETURN DISTINCT type(r) AS t")
    assert relationship_type("inTier") in [row["t"] for row in types]
    assert [row["t"] for row in types if f"relationship.{row['t']} {{" not in sheet] == []


def shown(value: object) -> str:
    """A cell as the page writes it."""
    return ", ".join(map(shown, value)) if isinstance(value, list) else "" if value is None else str(value)


@pytest.mark.parametrize(("query", "printed"), EXAMPLES)
def test_the_examples_of_the_page_find_what_it_shows(loaded_neo4j: Neo4j, query: str, printed: str) -> None:
    rows = loaded_neo4j.ask(query)
    lines = [list(rows[0]), *([shown(cell) for cell in row.values()] for row in rows)]
    assert "".join(" | ".join(line) + "\n" for line in lines) == printed


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) >= 4
