"""The style of Neo4j Browser: read the way Browser reads it, and laid over nodes the way Browser does."""

import re
from itertools import combinations

import pytest

from graph.property_graph.elements import OURS, TERM_CLASSES, labels
from graph.property_graph.terms import ontology_elements
from graph.stores.neo4j.constraints import BUILD, class_labels
from graph.stores.neo4j.statements import WITHDRAWN
from ontology.cypher_names import relationship_type as written
from ontology.generate.grass import contrast
from ontology.generate.output import generated
from ontology.schema import schema

Sheet = dict[str, dict[str, str]]
FILES = ("tidu.grass", "tidu.en.grass")
COLOURED = ("color", "text-color-internal")


def read(text: str) -> Sheet:
    """The rules, as `parseGrass` of Neo4j Browser 5.24 takes them: no comments, nothing with two colons is kept."""
    rules: Sheet = {}
    for selector, body in re.findall(r"([^{}]+)\{((?:'[^']*'|[^'}])*)\}", text):
        pairs = [part.split(":") for part in body.replace("'", "").split(";") if part.strip()]
        assert all(len(pair) == 2 for pair in pairs), selector
        rules[re.sub(r"\s", "", selector)] = {name.strip(): value.strip() for name, value in pairs}
    return rules


def style(sheet: Sheet, tag: str, *names: str) -> dict[str, str]:
    """What Browser gives a node with these labels, or a relationship of this type: later rules over earlier ones."""
    found: dict[str, str] = {}
    for selector, given in sheet.items():
        kind, *asked = selector.split(".")
        if kind == tag and set(asked) <= set(names):
            found |= given
    return found


@pytest.fixture(params=FILES)
def sheet(request: pytest.FixtureRequest) -> Sheet:
    return read(generated()[request.param])


def test_every_label_has_a_rule_of_its_own(sheet: Sheet) -> None:
    known = {OURS, BUILD, WITHDRAWN, *TERM_CLASSES, *schema().classes}
    assert known == {selector.partition(".")[2] for selector in sheet if selector.startswith("node.")}


@pytest.mark.parametrize("cls", class_labels())
def test_a_node_looks_as_its_own_class_says_and_not_as_those_above_it(sheet: Sheet, cls: str) -> None:
    assert style(sheet, "node", *labels(cls)) == sheet[f"node.{cls}"]


def test_no_two_classes_have_the_same_colour(sheet: Sheet) -> None:
    colours = {cls: sheet[f"node.{cls}"]["color"] for cls in class_labels() if cls not in TERM_CLASSES}
    assert [pair for pair in combinations(colours, 2) if colours[pair[0]] == colours[pair[1]]] == []


def test_every_text_can_be_read_on_its_colour(sheet: Sheet) -> None:
    assert [name for name, given in sheet.items() if contrast(*(given[part] for part in COLOURED)) < 4.5] == []


def test_what_people_look_for_is_larger_than_what_it_rests_on(sheet: Sheet) -> None:
    size = {name: int(given["diameter"].removesuffix("px")) for name, given in sheet.items() if "diameter" in given}
    assert min(size[f"node.{cls}"] for cls in ("Tier", "Region", "Policy", "Measure", "Platform")) > max(
        size[f"node.{cls}"] for cls in ("Statement", "Observation", "Passage", "Support")
    )


def test_captions_are_the_chinese_names_or_the_english_ones() -> None:
    chinese, english = (read(generated()[name]) for name in FILES)
    for cls in ("Region", "Policy", "Enterprise", "OntologyClass"):
        assert style(chinese, "node", *labels(cls))["caption"] == "{caption}"
        assert style(english, "node", *labels(cls))["caption"] == "{nameEn}"
    assert style(chinese, "relationship", "IN_TIER")["caption"] == schema().properties["inTier"].label.zh
    assert style(english, "relationship", "IN_TIER")["caption"] == "<type>"


@pytest.mark.parametrize("name", FILES)
def test_words_that_were_quoted_stand_on_claims_and_passages(name: str) -> None:
    found = read(generated()[name])
    captions = {cls: style(found, "node", *labels(cls))["caption"] for cls in ("Statement", "Observation", "Passage")}
    assert set(captions.values()) == {"{caption}"}


def test_relationships_are_called_as_the_property_graph_writes_them(sheet: Sheet) -> None:
    others = {written(e.property) for e in ontology_elements() if hasattr(e, "property")} | {"OBJECT"}
    relations = {written(p.name) for p in schema().properties.values() if set(p.ranges) & set(schema().classes)}
    assert sorted(t for t in others | relations if f"relationship.{t}" not in sheet) == []


def test_other_peoples_nodes_keep_the_colours_that_browser_gives_them(sheet: Sheet) -> None:
    assert style(sheet, "node", "Movie") == sheet["node"]
