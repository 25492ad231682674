"""The SHACL shapes: a good graph conforms, and each fixture fails at the one property shape that it names."""

from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph
from rdflib.namespace import RDF, SH

from graph.shapes import ontology, shapes, violations
from ontology.identifiers import TIDU
from ontology.schema import schema

FIXTURES = Path(__file__).parent / "fixtures"
VIOLATING = sorted(path.stem for path in FIXTURES.glob("*Shape.ttl"))
ABSTRACT = {"Claim", "Concept", "Entity", "Intervention"}


def failing_shapes(path: Path) -> set[str]:
    data = Graph().parse(path) + ontology()
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes(), advanced=False, inference="none")
    assert isinstance(report, Graph)
    found = {report.value(result, SH.sourceShape) for result in report.objects(None, SH.result)}
    return {str(shape).removeprefix(TIDU) for shape in found}


def test_a_good_graph_conforms() -> None:
    assert violations(Graph().parse(FIXTURES / "valid.ttl")) == []


def test_the_good_graph_has_a_thing_of_every_class_that_has_things() -> None:
    used = {str(cls).removeprefix(TIDU) for cls in Graph().parse(FIXTURES / "valid.ttl").objects(None, RDF.type)}
    assert {name for name, cls in schema().classes.items() if cls.segment} <= used


@pytest.mark.parametrize("name", VIOLATING)
def test_a_fixture_fails_at_the_shape_that_its_first_line_names_and_nowhere_else(name: str) -> None:
    path = FIXTURES / f"{name}.ttl"
    named = path.read_text(encoding="utf-8").partition(":")[0].removeprefix("# ")
    assert named.startswith(name)
    assert failing_shapes(path) == {named}


def test_every_shape_with_a_target_class_has_a_fixture_that_violates_it() -> None:
    targeting = {str(shape).removeprefix(TIDU) for shape in ontology().subjects(SH.targetClass)}
    assert targeting == set(VIOLATING)


def test_every_class_has_a_shape_of_its_own_beside_it() -> None:
    targets = {str(cls).removeprefix(TIDU) for cls in ontology().objects(None, SH.targetClass)}
    assert targets == set(schema().classes)
    assert {name for name, cls in schema().classes.items() if not cls.segment} == ABSTRACT


def test_no_class_is_its_own_shape() -> None:
    assert not {str(shape).removeprefix(TIDU) for shape in ontology().subjects(SH.targetClass)} & set(schema().classes)


def test_every_property_of_ours_is_checked_by_a_shape() -> None:
    checked = {str(path).removeprefix(TIDU) for path in ontology().objects(None, SH.path)}
    assert set(schema().properties) - checked == set()


def test_every_property_shape_is_used_by_a_class() -> None:
    graph = ontology()
    used = set(graph.objects(None, SH.property)) | {
        choice for head in graph.objects(None, SH["or"]) for choice in graph.items(head)
    }
    assert set(graph.subjects(RDF.type, SH.PropertyShape)) - used == set()


def test_a_violation_line_names_the_thing_the_property_and_the_value() -> None:
    (line,) = violations(Graph().parse(FIXTURES / "RegionShape.ttl"))
    assert line.startswith(f"https://w3id.org/tidu/id/region/51000 {TIDU}gb2260 51000: ")
    assert line.endswith("The GB/T 2260 code has six digits")
