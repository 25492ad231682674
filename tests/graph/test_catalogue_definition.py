"""A question's folder: what contradicts itself is refused, naming the question."""

from pathlib import Path

import pytest

from graph.catalogue.definition import catalogue, question
from ontology.errors import UnknownName
from tests.graph.asking import FOLD, QUERY, YAML, make

CONTRADICTIONS = {
    "a parameter that the query does not bind": (YAML, QUERY.replace("?given { UNDEF }", "?other { UNDEF }"), None),
    "a binding that is no parameter": (YAML, QUERY + "# VALUES ?more { UNDEF }", None),
    "a parameter twice": (
        YAML.replace("columns:", "  - {name: given, type: date, example: a, title: {zh: 给, en: given}}\ncolumns:"),
        QUERY, None,
    ),
    "a type that is no class": (YAML.replace("type: text, example", "type: Regoin, example"), QUERY, None),
    "an example that is no word": (YAML.replace("type: text, example", "type: [b, c], example"), QUERY, None),
    "an order by no column": (YAML.replace("order: [thing]", "order: [thong]"), QUERY, None),
    "a column twice": (YAML.replace("name: amount", "name: thing"), QUERY, None),
    "a column called claims": (YAML.replace("name: amount", "name: claims"), QUERY, None),
    "a folded column without a fold": (YAML.replace("name: amount,", "name: amount, folded: true,"), QUERY, None),
    "a hidden column without a fold": (YAML.replace("name: amount,", "name: amount, hidden: true,"), QUERY, None),
    "a route with an unknown parameter": (YAML + "route: /things/{thing}\n", QUERY, None),
    "a route with a parameter of several values": (
        YAML.replace("example: a,", "example: a, many: true,") + "route: /things/{given}\n", QUERY, None,
    ),
    "a field that questions do not have": (YAML + "colour: red\n", QUERY, None),
    "no English title": (YAML.replace("title: {zh: 问, en: ask}\n", "title: {zh: 问}\n"), QUERY, None),
    "a fold without the function": (YAML, QUERY, "x = 1\n"),
}  # fmt: skip


@pytest.mark.parametrize("what", CONTRADICTIONS)
def test_a_folder_that_contradicts_itself_is_refused(tmp_path: Path, what: str) -> None:
    with pytest.raises(ValueError, match=r"things|validation error"):
        make(tmp_path / "things", *CONTRADICTIONS[what])


def test_a_good_folder_is_read(tmp_path: Path) -> None:
    found = make(tmp_path / "things", YAML + "route: /things/{given}\n", QUERY, FOLD)
    assert (found.name, list(found.parameters), found.definition.in_route) == ("things", ["given"], ["given"])
    assert found.fold


def test_an_unknown_question_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownName) as caught:
        question("policy-by-tier")
    assert caught.value.nearest[0] == "policies-by-tier"


def test_the_issues_questions_are_there() -> None:
    assert set(catalogue()) >= {
        "policies-by-tier", "tier-members", "tier-comparison", "observations-of-indicator", "policy-details",
        "regions-on-path",
    }  # fmt: skip
