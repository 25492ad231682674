"""The ontology as Python reads it: complete in both languages, aligned, with the tables' columns."""

import re

import pytest
from rdflib import Graph
from rdflib.namespace import SH

from ontology.errors import UnknownName
from ontology.identifiers import TIDU
from ontology.schema import ClassDef, PropertyDef, Text, schema, vocabulary_files

CHINESE = re.compile("[\u4e00-\u9fff]")
KINDS = {"string", "langString", "integer", "decimal", "boolean", "date", "edtf"}
EVERYTHING: list[ClassDef | PropertyDef] = [*schema().classes.values(), *schema().properties.values()]
UNALIGNED = {  # classes for which no vocabulary in use has a term, and why none is bent to fit
    "Intervention": "what authorities do, with or without a document; only its kind Policy is a legal resource",
    "Measure": "an act without a document of its own: neither a legal resource nor a project with an end",
    "Recommendation": "advice in a report; schema:Recommendation is a review of a product",
}


def aligned(cls: ClassDef) -> bool:
    """Whether the class, or one of ours above it other than the root, has a term elsewhere."""
    above = [schema().classes[name] for name in cls.ancestors if name != "Entity"]
    return any(each.aligned for each in [cls, *above])


@pytest.mark.parametrize("term", EVERYTHING, ids=lambda term: term.name)
def test_every_term_has_a_label_and_a_definition_in_both_languages(term: ClassDef | PropertyDef) -> None:
    for text in (term.label, term.definition):
        assert text.zh
        assert text.en
        assert not CHINESE.search(term.label.en)
    assert CHINESE.search(term.definition.zh)


def test_every_message_of_a_shape_is_in_both_languages() -> None:
    graph = Graph()
    for _, content in vocabulary_files():
        graph.parse(data=content, format="turtle")
    single = [
        str(shape)
        for shape in set(graph.subjects(SH.message))
        if {getattr(message, "language", None) for message in graph.objects(shape, SH.message)} != {"zh", "en"}
    ]
    assert single == []


def test_every_class_is_aligned_to_a_known_vocabulary_or_its_absence_is_explained() -> None:
    assert {cls.name for cls in schema().classes.values() if not aligned(cls)} == set(UNALIGNED)


def test_every_file_of_the_vocabulary_stays_below_five_hundred_lines() -> None:
    assert [name for name, content in vocabulary_files() if content.count(b"\n") > 500] == []


def test_every_term_is_defined_in_one_file_only() -> None:
    defined = [
        term
        for _, content in vocabulary_files()
        for term in re.findall(r"(?m)^tidu:(\w+) a (?:owl|rdf):\w+", content.decode())
    ]
    assert len(set(defined)) == len(defined)
    assert {*schema().classes, *schema().properties} <= set(defined)


@pytest.mark.parametrize("prop", schema().properties.values(), ids=lambda prop: prop.name)
def test_a_property_joins_known_classes_and_kinds_of_value(prop: PropertyDef) -> None:
    classes = set(schema().classes)
    assert prop.domains
    assert set(prop.domains) <= classes | {"Thing"}
    assert set(prop.column_of) <= classes
    assert prop.ranges
    assert set(prop.ranges) <= (classes if prop.relation else classes | KINDS)
    assert set(prop.words) <= classes


def test_a_property_that_takes_things_and_texts_is_known_and_is_no_relation() -> None:
    base = schema().properties["base"]
    assert not base.relation
    assert set(base.ranges) == {"edtf", "Entity"}
    assert base.label == Text("比较基准", "base")


@pytest.mark.parametrize(
    ("segment", "columns"),
    [
        ("region", {"gb2260", "iso3166_2", "wikidata", "level", "abbreviation", "part_of"}),
        ("group", {"complete"}),
        ("tier", {"scheme", "order"}),
        ("tier-scheme", {"valid_from", "scope_note_zh", "scope_note_en"}),
        ("org", {"jurisdiction", "part_of"}),
        ("enterprise", {"part_of"}),
        ("industry", {"broader", "code"}),
        ("topic", {"broader"}),
        ("publication", {"published"}),
        ("indicator", {"broader", "unit", "base_value", "base_period", "definition_zh", "definition_en"}),
        ("policy", set()),
        ("nothing", set()),
    ],
)
def test_an_entity_table_has_the_columns_of_its_class_and_the_classes_above(segment: str, columns: set[str]) -> None:
    assert set(schema().columns(segment)) == columns


def test_the_two_columns_of_a_text_lead_to_one_property() -> None:
    columns = schema().columns("indicator")
    assert columns["definition_zh"] is columns["definition_en"] is schema().properties["definition"]


def test_everything_is_a_thing_and_what_it_descends_from() -> None:
    assert schema().is_a("Policy", "Intervention")
    assert schema().is_a("Policy", "Entity")
    assert schema().is_a("Policy", "Policy")
    assert schema().is_a("Passage", "Thing")
    assert not schema().is_a("Intervention", "Policy")
    assert not schema().is_a("Passage", "Entity")


def test_one_segment_may_open_identifiers_of_several_classes() -> None:
    names = [cls.name for cls in schema().by_segment("org")]
    assert names == ["Alliance", "GovernmentBody", "Institute", "Organisation"]
    assert schema().segments_of("Organisation") == ["enterprise", "org"]
    assert schema().segments_of("Intervention") == ["measure", "policy"]


def test_things_of_a_reference_class_are_those_below_it_too() -> None:
    assert schema().cls("Region").reference
    assert schema().cls("Topic").reference
    assert not schema().cls("Policy").reference


def test_words_are_closed_by_class() -> None:
    kinds = schema().properties["kind"].words
    assert set(kinds) == {"Measure", "Platform", "Facility", "Figure"}
    assert "fund" in kinds["Measure"]
    assert "fund" not in kinds["Platform"]


def test_an_unknown_class_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName) as caught:
        schema().cls("Regoin")
    assert "Region" in caught.value.nearest


def test_a_term_knows_its_iri_and_its_label_in_a_language() -> None:
    region = schema().cls("Region")
    assert region.iri == TIDU + "Region"
    assert (region.label.get("zh"), region.label.get("en")) == ("地区", "Region")
    assert schema().properties["inTier"].iri == TIDU + "inTier"
