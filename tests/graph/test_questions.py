"""Every question of the catalogue, over the default build. A new question is tested here without an edit."""

from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.builds import Builds
from graph.catalogue.answering import ask, group
from graph.catalogue.binding import bind_parameters
from graph.catalogue.definition import Column, catalogue
from graph.catalogue.evidence import evidence
from graph.catalogue.rows import Value, sort_key
from graph.lookups import lookup
from graph.names import Names
from graph.store import Cell, Term
from ontology.identifiers import Ref
from ontology.schema import schema
from ontology.values.period import Period
from tests.graph.asking import CAP, edition, examples, shuffled

NAMES = sorted(catalogue())
PARAMETERS = [(q.name, p.name) for q in catalogue().values() for p in q.definition.parameters]
LIKE_COLUMNS = [
    (name, parameter) for name, parameter in PARAMETERS if parameter in {c.name for c in catalogue()[name].visible}
]
FOLDED = [q.name for q in catalogue().values() if q.fold]
PLAIN: dict[str, tuple[type, ...]] = {
    "integer": (int,), "number": (Decimal, int), "date": (date,), "boolean": (bool,), "text": (str,), "period": (str,),
}  # fmt: skip


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
def test_every_parameter_changes_the_answer_over_the_default_build(
    default_build: Path, name: str, parameter: str
) -> None:
    asked, opened = catalogue()[name], edition(default_build)
    texts = examples(asked) | {parameter: [asked.parameters[parameter].example]}
    with_it = bind_parameters(asked, texts, opened.names)
    if asked.parameters[parameter].default is not None:
        assert asked.parameters[parameter].example != asked.parameters[parameter].default
    found = ask(opened.view, asked, with_it, CAP).rows
    plain = bind_parameters(asked, examples(asked), opened.names)
    without = ask(
        opened.view, asked, with_it | {parameter: () if parameter in examples(asked) else plain[parameter]}, CAP
    ).rows
    assert found, f"the example of {parameter} finds nothing: choose one that does in {name}/question.yaml"
    assert found != without, f"{parameter} changes nothing: is its VALUES line missing in an arm of {name}/query.rq?"


@pytest.mark.parametrize(("name", "parameter"), LIKE_COLUMNS)
def test_a_parameter_named_like_a_column_leaves_only_rows_with_its_value(
    default_build: Path, name: str, parameter: str
) -> None:
    asked, opened = catalogue()[name], edition(default_build)
    values = bind_parameters(asked, {parameter: [asked.parameters[parameter].example]} | examples(asked), opened.names)
    only = {parameter: values[parameter]}
    assert {row.cells[parameter] for row in ask(opened.view, asked, only, CAP).rows} == set(values[parameter])


@pytest.mark.parametrize("name", [name for name in NAMES if "known_at" in catalogue()[name].parameters])
def test_known_at_leaves_only_claims_of_documents_published_by_then(default_build: Path, name: str) -> None:
    asked, opened = catalogue()[name], edition(default_build)
    day = date(2021, 12, 20)
    known = {str(row[0]): row for row in opened.view.lines(lookup("documents"), {}).rows}
    answer = ask(opened.view, asked, {"known_at": (day,)}, CAP)
    claims = evidence(opened.view, {claim for row in answer.rows for claim in row.claims})
    documents = {f"document/{entry['document']}" for entry in claims.values()}
    late = {ref for ref in documents if (end := Period.parse(str(known[ref][2])).end) and end > day}
    late_example = asked.parameters["known_at"].example > str(day)  # some questions have no answer so early
    assert answer.rows or late_example
    assert not late


@pytest.mark.parametrize("name", [name for name in NAMES if "source" in catalogue()[name].parameters])
def test_source_leaves_only_claims_of_the_document(default_build: Path, name: str) -> None:
    if name == "policies-by-tier":
        pytest.skip("there the source is the membership's: see test_questions_policies_by_tier.py")
    asked, opened = catalogue()[name], edition(default_build)
    answered = 0
    for document in ("002", "003"):  # not every document answers every question: 002 names no policy
        answer = ask(opened.view, asked, {"source": (Ref(f"document/{document}"),)}, CAP)
        claims = evidence(opened.view, {claim for row in answer.rows for claim in row.claims})
        assert {entry["document"] for entry in claims.values()} <= {document}
        answered += len(answer.rows)
    assert answered


@pytest.mark.parametrize("name", [name for name in NAMES if "UNION" in catalogue()[name].query.sparql])
def test_a_parameter_is_bound_once_for_all_arms_of_a_union_or_in_each(name: str) -> None:
    text = catalogue()[name].query.sparql
    arms = text.count("} UNION {") + 1
    for parameter in catalogue()[name].query.parameters:
        inside, outside = (text.count(f"\n{indent}VALUES ?{parameter} {{ UNDEF }}") for indent in ("    ", "  "))
        assert (inside, outside) in {(arms, 0), (0, 1)}, f"{parameter}: an arm of {name}/query.rq does not bind it"


@pytest.mark.parametrize("name", NAMES)
def test_the_example_answers_with_rows_and_claims(default_build: Path, name: str) -> None:
    asked, opened = catalogue()[name], edition(default_build)
    found = ask(opened.view, asked, bind_parameters(asked, examples(asked), opened.names), CAP).rows
    assert found
    assert all(bool(row.claims) is bool(asked.definition.claims) for row in found)


@pytest.mark.parametrize("name", NAMES)
def test_the_query_runs_as_it_stands(default_build: Path, name: str) -> None:
    builds = Builds(default_build)
    store = ox.Store.read_only(str(builds.path(builds.current_id) / "store"))
    found = store.query(catalogue()[name].query.sparql)
    assert isinstance(found, ox.QuerySolutions)
    assert next(iter(found), None) is not None


@pytest.mark.parametrize("name", NAMES)
def test_cells_are_of_the_types_that_the_columns_declare(default_build: Path, name: str) -> None:
    asked, opened = catalogue()[name], edition(default_build)
    wrong = {
        (column.name, column.type, repr(cell))
        for row in ask(opened.view, asked, {}, CAP).rows
        for column in asked.visible
        for cell in several(row.cells[column.name], column)
        if not is_typed(cell, column, opened.names)
    }
    assert not wrong


def several(value: Value, column: Column) -> tuple[Cell, ...]:
    assert isinstance(value, tuple) is column.many, (column.name, value)
    return value if isinstance(value, tuple) else (value,)


def is_typed(cell: Cell, column: Column, names: Names) -> bool:
    if cell is None:
        return column.optional
    if isinstance(cell, Ref):
        return is_class(cell, {"property": "Indicator"}.get(column.type, column.type), names)
    if isinstance(cell, Term):
        return column.type in ("property", "Thing")
    if column.type == "period":
        return isinstance(cell, str) and bool(Period.parse(cell))
    kinds = (object,) if column.type == "Thing" else PLAIN.get(column.type, ())
    return isinstance(cell, kinds) and isinstance(cell, bool) is (column.type == "boolean")


def is_class(ref: Ref, expected: str, names: Names) -> bool:
    named = names.get(ref)
    classes = [named.cls] if named else [c.name for c in schema().by_segment(ref.segment)]
    return expected in (*PLAIN, "property") or any(schema().is_a(cls, expected) for cls in classes)


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_lines_does_not_matter_and_no_two_rows_are_alike(default_build: Path, name: str) -> None:
    asked, opened = catalogue()[name], edition(default_build)
    values = bind_parameters(asked, examples(asked), opened.names)
    expected = ask(opened.view, asked, values, CAP).rows
    for seed in range(3):
        assert ask(shuffled(opened.view, asked, values, seed), asked, values, CAP).rows == expected
    keys = [tuple(sort_key(row.cells[column.name]) for column in asked.visible) for row in expected]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", FOLDED)
def test_folds_are_pure_and_give_the_folded_columns(default_build: Path, name: str) -> None:
    asked, view = catalogue()[name], edition(default_build).view
    assert asked.fold
    given = group(asked, view.lines(asked.query, {}))
    kept = deepcopy(given)
    first, second, third = (asked.fold(rows, {}) for rows in (given, given, given[::-1]))
    assert given == kept
    assert first == second
    assert sorted(map(repr, first)) == sorted(map(repr, third))
    assert all({column.name for column in asked.visible} <= set(row.cells) for row in first)


@pytest.mark.parametrize("name", NAMES)
def test_titles_and_descriptions_are_there_in_both_languages(name: str) -> None:
    definition = catalogue()[name].definition
    described = [definition.title, definition.description]
    described += [p.title for p in definition.parameters]
    described += [c.title for c in definition.columns]
    assert all(text.zh.strip() and text.en.strip() for text in described)
    assert all(any("\u4e00" <= character <= "\u9fff" for character in text.zh) for text in described)
