import re
from pathlib import Path

import pytest

from api.problems import STATUS
from ontology.errors import QueryError
from tests.docs.examples import FILES, ROOT
from tests.docs.listings import LISTS, lists_of, rewritten

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PAGES = [*FILES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *DECISIONS]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_lists_in_the_docs_are_those_of_the_code(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert rewritten(text) == text, "run `make docs`"


def test_every_list_that_the_code_decides_stands_in_a_page() -> None:
    assert {name for file in FILES for name in lists_of(file)} == set(LISTS)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_links_between_pages_lead_somewhere(file: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", file.read_text(encoding="utf-8"))
    assert [link for link in links if not (file.parent / link).exists()] == []


@pytest.mark.parametrize("file", DECISIONS, ids=lambda file: file.stem)
def test_a_decision_has_a_title_and_three_paragraphs_that_end_with_what_was_refused(file: Path) -> None:
    title, *paragraphs = file.read_text(encoding="utf-8").strip().split("\n\n")
    assert title.startswith(f"# {file.name[:4]} ")
    assert len(paragraphs) == 3
    assert [p.split(".**")[0] for p in paragraphs] == ["**Decision", "**Consequences", "**Refused"]


@pytest.mark.parametrize("cls", [cls for cls in STATUS if issubclass(cls, QueryError)], ids=lambda cls: cls.__name__)
def test_the_table_of_errors_has_every_error_of_a_query_with_its_status(cls: type[QueryError]) -> None:
    name = re.sub(r"(?<!^)([A-Z])", r"-\1", cls.__name__).lower()
    text = "".join((ROOT / "docs" / page).read_text(encoding="utf-8") for page in ("sparql.md", "cypher.md"))
    assert f"\n| {STATUS[cls][0].value} | `{name}` | " in text


def test_decisions_are_numbered_without_gaps() -> None:
    assert [file.name[:4] for file in DECISIONS] == [f"{number:04}" for number in range(1, len(DECISIONS) + 1)]


def test_every_term_of_the_glossary_says_what_to_avoid() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    terms = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert terms
    assert [term.splitlines()[0] for term in terms if "*Avoid*:" not in term] == []
