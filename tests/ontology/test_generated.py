"""The generated files: as checked in, as JSON-LD and as JSON Schema."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from rdflib import RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef

from ontology.generate.output import FOLDER, differing, generated, write
from ontology.generate.shapes import Shapes
from ontology.identifiers import ID, TIDU
from ontology.schema import ClassDef, PropertyDef, schema

# rdflib's own JSON-LD parser still makes a ConjunctiveGraph
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

Json = dict[str, Any]  # JSON is of any type
T, THINGS = Namespace(TIDU), Namespace(ID)
CLASSES = sorted(name for name, cls in schema().classes.items() if cls.segment)
REGION: Json = {
    "id": "region/510000",
    "type": "Region",
    "label": {"zh": "四川省", "en": "Sichuan"},
    "aliases": ["四川"],
    "level": "province",
    "gb2260": "510000",
    "partOf": "region/cn",
    "inTier": ["tier/rising"],
    "hosts": ["facility/sichuan-park", "enterprise/example"],
}
SCHEME: Json = {
    "id": "tier-scheme/aii-2021",
    "type": "TierScheme",
    "label": {"zh": "梯队", "en": "Tiers"},
    "validFrom": "2021",
    "scopeNote": {"zh": "三十一个省级行政区", "en": "The 31 province-level regions"},
    "definedBy": "publication/2021-aii-report",
}
OBSERVATION: Json = {
    "id": "claim/003-o0001",
    "type": ["Observation", "Claim"],
    "claimId": "003-o0001",
    "about": "region/510000",
    "status": "actual",
    "document": "document/003",
    "statedBy": "passage/003-1-3",
    "indicator": "indicator/secondary-nodes",
    "measure": "ratio",
    "base": {"id": "region/cn"},
    "value": "3.30",
    "number": "3.30",
    "unit": "unit/times",
    "comparator": "=",
    "periodStart": "2020-01-01",
    "lowerInclusive": True,
    "dataSet": "dataset/003",
}
STATEMENT: Json = {
    "id": "claim/003-c0001",
    "type": "Statement",
    "claimId": "003-c0001",
    "about": "region/510000",
    "status": "actual",
    "document": "document/003",
    "statedBy": "passage/003-1-3",
    "subject": "region/510000",
    "predicate": "tidu:inTier",
    "object": {"id": "tier/rising"},
    "negated": False,
}
SAMPLES = [("region-Region", REGION), ("tier-scheme-TierScheme", SCHEME), ("claim-Observation", OBSERVATION),
           ("claim-Statement", STATEMENT)]  # fmt: skip
MISTAKES: list[tuple[str, Json, Json]] = [
    ("region-Region", REGION, {"id": "tier/rising"}),
    ("region-Region", REGION, {"id": "region/四川"}),
    ("region-Region", REGION, {"type": "Tier"}),
    ("region-Region", REGION, {"label": {"zh": "四川省"}}),
    ("region-Region", REGION, {"level": "village"}),
    ("region-Region", REGION, {"gb2260": "51000"}),
    ("region-Region", REGION, {"partOf": "org/miit"}),
    ("region-Region", REGION, {"partOf": ["region/cn", "region/us"]}),
    ("region-Region", REGION, {"inTier": "region/cn"}),
    ("region-Region", REGION, {"inteir": "tier/rising"}),
    ("tier-scheme-TierScheme", SCHEME, {"validFrom": "2021年"}),
    ("tier-scheme-TierScheme", SCHEME, {"scopeNote": "三十一个"}),
    ("claim-Observation", OBSERVATION, {"base": "region/cn"}),
    ("claim-Observation", OBSERVATION, {"number": 3.3}),
    ("claim-Observation", OBSERVATION, {"comparator": "≈"}),
    ("claim-Observation", OBSERVATION, {"periodStart": "2020"}),
    ("claim-Observation", OBSERVATION, {"lowerInclusive": "true"}),
    ("claim-Statement", STATEMENT, {"subject": "document/003"}),
]


@cache
def files() -> dict[str, str]:
    return generated()


def loaded(name: str) -> Json:
    content: Json = json.loads(files()[name])
    return content


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(loaded(f"schemas/{name}.schema.json"), format_checker=FormatChecker())


def graph_of(thing: Json) -> Graph:
    return Graph().parse(data=json.dumps(loaded("context.jsonld") | thing), format="json-ld")


def test_the_generated_files_are_those_that_the_ontology_gives() -> None:
    assert differing(files(), FOLDER) == [], "run `make generate`"


def test_generating_twice_gives_the_same_texts_ending_in_one_newline() -> None:
    assert generated() == files()
    assert all(text.endswith("\n") and not text.endswith("\n\n") for text in files().values())


def test_files_that_differ_are_missing_or_left_over_are_named(tmp_path: Path) -> None:
    write(files(), tmp_path)
    assert differing(files(), tmp_path) == []
    (tmp_path / "context.jsonld").write_text("{}", encoding="utf-8")
    (tmp_path / "diagram.md").unlink()
    (tmp_path / "schemas" / "left-Over.schema.json").write_text("{}", encoding="utf-8")
    assert differing(files(), tmp_path) == ["context.jsonld", "diagram.md", "schemas/left-Over.schema.json"]
    write(files(), tmp_path)
    assert differing(files(), tmp_path) == []


def test_the_command_checks_without_writing_and_exits_0_when_nothing_differs() -> None:
    done = subprocess.run([sys.executable, "-m", "ontology.generate", "--check"], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_every_class_that_has_things_has_a_schema() -> None:
    expected = {f"schemas/{schema().classes[name].segment}-{name}.schema.json" for name in CLASSES}
    assert set(files()) == expected | {"context.jsonld", "diagram.md", "tidu.grass", "tidu.en.grass"}


def test_the_context_has_every_term_under_its_iri() -> None:
    context = loaded("context.jsonld")["@context"]
    assert all(context[name] == f"tidu:{name}" for name in schema().classes)
    assert all(context[name]["@id"] == f"tidu:{name}" for name in schema().properties)


def test_no_key_of_the_context_means_two_things() -> None:
    names = [*schema().classes, *schema().properties, *Shapes.read().prefixes(), "id", "type"]
    foreign = {rule.name for rule in Shapes.read().every_rule() if not rule.ours}
    assert len(set(names)) == len(names)
    assert foreign & set(names) == set()


def test_the_context_types_values_by_their_kind() -> None:
    context = loaded("context.jsonld")["@context"]
    assert context["inTier"] == {"@id": "tidu:inTier", "@type": "@id"}
    assert context["order"] == {"@id": "tidu:order", "@type": "xsd:integer"}
    assert context["issuedOn"] == {"@id": "tidu:issuedOn", "@type": "xsd:string"}
    assert context["scopeNote"] == {"@id": "tidu:scopeNote", "@container": "@language"}
    assert context["base"] == {"@id": "tidu:base"}


def test_an_entity_as_json_expands_to_our_triples() -> None:
    me = THINGS["region/510000"]
    assert set(graph_of(REGION)) == {
        (me, RDF.type, T.Region),
        (me, RDFS.label, Literal("四川省", lang="zh")),
        (me, RDFS.label, Literal("Sichuan", lang="en")),
        (me, SKOS.altLabel, Literal("四川")),
        (me, T.level, Literal("province", datatype=XSD.string)),
        (me, T.gb2260, Literal("510000", datatype=XSD.string)),
        (me, T.partOf, THINGS["region/cn"]),
        (me, T.inTier, THINGS["tier/rising"]),
        (me, T.hosts, THINGS["facility/sichuan-park"]),
        (me, T.hosts, THINGS["enterprise/example"]),
    }


def test_texts_in_two_languages_expand_to_one_literal_each() -> None:
    notes = set(graph_of(SCHEME).objects(None, T.scopeNote))
    assert notes == {Literal("三十一个省级行政区", lang="zh"), Literal("The 31 province-level regions", lang="en")}


def test_a_base_expands_to_a_thing_or_to_a_text() -> None:
    assert list(graph_of(OBSERVATION).objects(None, T.base)) == [THINGS["region/cn"]]
    assert list(graph_of(OBSERVATION | {"base": "2019"}).objects(None, T.base)) == [Literal("2019")]


def test_a_decimal_keeps_its_digits() -> None:
    (number,) = graph_of(OBSERVATION).objects(None, T.number)
    assert isinstance(number, Literal)
    assert (str(number), number.datatype) == ("3.30", XSD.decimal)


def test_properties_of_other_vocabularies_expand_to_their_iris() -> None:
    found = graph_of(STATEMENT)
    assert list(found.objects(None, RDF.predicate)) == [T.inTier]
    assert list(found.objects(None, RDF.object)) == [THINGS["tier/rising"]]
    data_set = URIRef("http://purl.org/linked-data/cube#dataSet")
    assert list(graph_of(OBSERVATION).objects(None, data_set)) == [THINGS["dataset/003"]]


@pytest.mark.parametrize("name", CLASSES)
def test_each_schema_is_valid_json_schema_and_describes_its_class_in_both_languages(name: str) -> None:
    cls = schema().classes[name]
    content = loaded(f"schemas/{cls.segment}-{name}.schema.json")
    Draft202012Validator.check_schema(content)
    assert content["title"] == f"{cls.label.zh} · {cls.label.en}"
    assert content["description"] == f"{cls.definition.zh}\n{cls.definition.en}"


@pytest.mark.parametrize("name", CLASSES)
def test_each_schema_has_the_columns_and_the_statable_properties_of_its_class(name: str) -> None:
    cls = schema().classes[name]
    properties = loaded(f"schemas/{cls.segment}-{name}.schema.json")["properties"]
    wanted = {p.name for p in schema().properties.values() if any(schema().is_a(name, d) for d in p.domains)}
    universal = {p.name for p in schema().properties.values() if p.domains == ("Thing",)}
    assert wanted - universal <= set(properties)
    assert universal <= set(properties) or "Entity" not in cls.ancestors


def enumeration(property_: Json) -> set[str]:
    """The words of a property that takes one, or one or several."""
    return set(property_.get("enum") or property_["anyOf"][0]["enum"])


@pytest.mark.parametrize("name", [name for name, prop in schema().properties.items() if prop.words])
def test_closed_words_are_enumerations(name: str) -> None:
    for cls, words in schema().properties[name].words.items():
        for below in (c for c in CLASSES if schema().is_a(c, cls)):
            content = loaded(f"schemas/{schema().classes[below].segment}-{below}.schema.json")
            assert enumeration(content["properties"][name]) == set(words)


@pytest.mark.parametrize(("name", "thing"), SAMPLES)
def test_a_good_thing_is_valid_with_or_without_a_context(name: str, thing: Json) -> None:
    validator(name).validate(thing)
    validator(name).validate({"@context": "https://example.org/context.jsonld"} | thing)


@pytest.mark.parametrize(("name", "thing", "mistake"), MISTAKES)
def test_a_mistake_is_refused(name: str, thing: Json, mistake: Json) -> None:
    assert not validator(name).is_valid(thing | mistake)


@pytest.mark.parametrize(("name", "thing"), SAMPLES)
def test_what_the_shapes_require_is_required(name: str, thing: Json) -> None:
    for needed in loaded(f"schemas/{name}.schema.json")["required"]:
        assert not validator(name).is_valid({key: value for key, value in thing.items() if key != needed})


def test_what_the_build_works_out_is_read_only() -> None:
    properties = loaded("schemas/policy-Policy.schema.json")["properties"]
    assert properties["lifeStart"]["readOnly"]
    assert "readOnly" not in properties["issuedBy"]


def test_the_diagram_draws_every_class_every_parent_and_every_statable_relation() -> None:
    page = files()["diagram.md"]
    for cls in schema().classes.values():
        assert f'class {cls.name}["{cls.label.zh} {cls.label.en}"]' in page
        assert all(f"{parent} <|-- {cls.name}\n" in page for parent in cls.parents)
    drawn = {name for line in page.splitlines() if " --> " in line for name in line.split(" : ")[1].split(", ")}
    assert drawn == {prop.name for prop in schema().properties.values() if prop.relation and prop.statable}


def test_the_page_of_the_diagram_defines_every_term_in_both_languages() -> None:
    page = files()["diagram.md"]
    terms: list[ClassDef | PropertyDef] = [*schema().classes.values(), *schema().properties.values()]
    for term in terms:
        assert f"| {term.definition.zh} | {term.definition.en} |" in page
