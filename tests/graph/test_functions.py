"""Every function, over the default build. A new function is tested here without an edit."""

import json
from pathlib import Path

import pytest

from graph.catalogue.answering import Values
from graph.catalogue.binding import bind_parameters
from graph.catalogue.definition import Asked
from graph.catalogue.functions import asked as find
from graph.catalogue.functions import functions
from graph.catalogue.rows import Row, sort_key
from graph.catalogue.service import Page, answer_all, answer_page
from graph.editions import Edition, Editions
from graph.facts import Entity, Fact
from graph.settings import Settings
from ontology.errors import UnknownName
from tests.graph.asking import CAP
from tests.graph.keeping import keep
from tests.graph.test_questions import is_typed, several

NAMES = sorted(functions())
PARAMETERS = [(f.name, p.name) for f in functions().values() for p in f.definition.parameters]


def every(number: int, facts: list[Fact]) -> list[Fact]:
    """All facts but every so many, with other names for regions."""
    return [
        Entity(fact.ref, fact.cls, fact.label, (*fact.aliases, str(number))) if isinstance(fact, Entity) else fact
        for place, fact in enumerate(facts)
        if place % number
    ]


@pytest.fixture(scope="module")
def opened(default_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The default build, and two older ones beside it."""
    folder = tmp_path_factory.mktemp("kept") / "data"
    keep(default_build, folder, lambda facts: every(5, facts), lambda facts: every(7, facts))
    return Editions(Settings(data=folder, store="")).current()


def examples(asked: Asked) -> dict[str, list[str]]:
    return {p.name: [p.example] for p in asked.definition.parameters if p.required}


def rows(edition: Edition, asked: Asked, values: Values) -> tuple[Row, ...]:
    return answer_all(edition, asked, values, CAP).rows


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
def test_every_parameter_changes_the_answer(opened: Edition, name: str, parameter: str) -> None:
    asked = find(name)
    known = asked.parameters[parameter]
    assert known.example != known.default
    plain = bind_parameters(asked, examples(asked), opened.names)
    found = rows(opened, asked, bind_parameters(asked, examples(asked) | {parameter: [known.example]}, opened.names))
    assert found, f"the example of {parameter} finds nothing: choose one that does in {name}/function.yaml"
    assert known.required or found != rows(opened, asked, plain), f"{parameter} of {name} changes nothing"


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_answer_with_claims_where_the_function_has_them(opened: Edition, name: str) -> None:
    asked = find(name)
    found = rows(opened, asked, bind_parameters(asked, examples(asked), opened.names))
    assert found
    assert all(bool(row.claims) is bool(asked.definition.claims) for row in found)


@pytest.mark.parametrize("name", NAMES)
def test_cells_are_of_the_types_that_the_columns_declare(opened: Edition, name: str) -> None:
    asked = find(name)
    wrong = {
        (column.name, column.type, repr(cell))
        for row in rows(opened, asked, bind_parameters(asked, examples(asked), opened.names))
        for column in asked.visible
        for cell in several(row.cells[column.name], column)
        if not is_typed(cell, column, opened.names)
    }
    assert not wrong


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_repeats_and_no_two_rows_are_alike(opened: Edition, name: str) -> None:
    asked = find(name)
    values = bind_parameters(asked, examples(asked), opened.names)
    found = rows(opened, asked, values)
    assert found == rows(opened, asked, values)
    keys = [tuple(sort_key(row.cells[column.name]) for column in asked.visible) for row in found]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_is_plain_data_in_either_language(opened: Edition, name: str, language: str) -> None:
    page = answer_page(opened, find(name), examples(find(name)), Page(20), language=language, cap=CAP)
    assert json.loads(json.dumps(page)) == page


@pytest.mark.parametrize("name", NAMES)
def test_titles_and_descriptions_are_there_in_both_languages(name: str) -> None:
    definition = find(name).definition
    described = [definition.title, definition.description]
    described += [p.title for p in definition.parameters]
    described += [c.title for c in definition.columns]
    assert all(text.zh.strip() and text.en.strip() for text in described)
    assert all(any("\u4e00" <= character <= "\u9fff" for character in text.zh) for text in described)


@pytest.mark.parametrize(
    ("text", "reason"), [("Regoin", "there is no class 'Regoin'; nearest: Region"), ("x" * 40, "no class")]
)
def test_a_class_that_is_none_is_refused_with_the_nearest(opened: Edition, text: str, reason: str) -> None:
    with pytest.raises(UnknownName, match=reason):
        bind_parameters(find("analytics"), {"class": [text]}, opened.names)


@pytest.mark.parametrize("text", ["Region", "region", "地区"])
def test_a_class_is_found_by_its_name_or_label(opened: Edition, text: str) -> None:
    assert bind_parameters(find("analytics"), {"class": [text]}, opened.names)["class"] == ("Region",)
