import pytest

from loaders.corpus import read_corpus
from ontology.identifiers import Ref
from tests.loaders.refusing import problems
from tests.tiny import Seeds

REGIONS = "entities/region.csv"


@pytest.mark.parametrize(
    ("file", "key", "cells", "column", "reason"),
    [
        (REGIONS, "110000", {"label_zh": ""}, "label_zh", "is empty"),
        (REGIONS, "110000", {"label_en": ""}, "label_en", "is empty"),
        (REGIONS, "110000", {"aliases": "京城|京城"}, "aliases", "'京城' stands twice"),
        (REGIONS, "110000", {"aliases": "北京市"}, "aliases", "'北京市' stands twice"),
        (REGIONS, "110000", {"part_of": "region/zz"}, "part_of", "there is no entity 'region/zz'"),
        (REGIONS, "110000", {"part_of": "tier/leading"}, "part_of", "this is a Tier"),
        ("entities/tier.csv", "leading", {"order": "first"}, "order", "is not a valid integer"),
        ("entities/tier.csv", "leading", {"scheme": "tier-scheme/tinny"}, "scheme", "nearest: tier-scheme/tiny"),
        ("entities/tier-scheme.csv", "tiny", {"valid_from": "soon"}, "valid_from", "is not a valid period"),
        ("entities/group.csv", "twin", {"complete": "yes"}, "complete", "accepted: true or false"),
        ("entities/indicator.csv", "platforms", {"unit": "parsec"}, "unit", "is not a valid unit"),
        ("entities/indicator.csv", "platforms", {"base_value": "a hundred"}, "base_value", "is not a valid number"),
        ("entities/indicator.csv", "platforms", {"definition_zh": "数"}, "definition_en", "is empty"),
        ("entities/org.csv", "ministry", {"class": "Ministry"}, "class", "accepted: Alliance, GovernmentBody"),
        ("entities/org.csv", "ministry", {"class": "Alliance"}, "jurisdiction", "jurisdiction is not for a Alliance"),
    ],
)
def test_a_bad_cell_of_an_entity(
    seeds: Seeds, file: str, key: str, cells: dict[str, str], column: str, reason: str
) -> None:
    seeds.edit(file, key, **cells)
    found = [p for p in problems(seeds) if p.file == file]
    assert [problem.column for problem in found] == [column]
    assert reason in found[0].reason


@pytest.mark.parametrize("key", ["", "Beijing", "北京", "a/b", "-a", "a b"])
def test_a_key_is_ascii_in_lower_case(seeds: Seeds, key: str) -> None:
    seeds.add(REGIONS, key=key)
    (problem,) = [p for p in problems(seeds) if p.file == REGIONS]
    assert (problem.row, problem.column) == (5, "key")


def test_a_key_stands_once(seeds: Seeds) -> None:
    seeds.add(REGIONS, key="110000")
    (problem,) = problems(seeds)
    assert (problem.file, problem.row, problem.column) == (REGIONS, 5, "key")
    assert problem.reason == "'110000' stands already in row 3"


def test_an_entity_without_a_claim_is_refused(seeds: Seeds) -> None:
    seeds.add("entities/programme.csv", key="unheard-of")
    (problem,) = problems(seeds)
    assert str(problem) == "entities/programme.csv:3 [key]: no claim speaks of programme/unheard-of"


def test_what_stands_above_a_spoken_of_entity_needs_no_claim(tiny: Seeds) -> None:
    refs = {entity.ref for entity in read_corpus(tiny.folder).entities}
    assert {Ref("region/cn"), Ref("tier-scheme/tiny")} <= refs


def test_a_table_of_no_class_is_refused_with_the_nearest(seeds: Seeds) -> None:
    (seeds.folder / "entities" / "regions.csv").write_text("key\n", encoding="utf-8")
    (problem,) = problems(seeds)
    assert (problem.file, "nearest: region" in problem.reason) == ("entities/regions.csv", True)


def test_without_a_document_what_only_it_speaks_of_is_left_out(tiny: Seeds) -> None:
    refs = {entity.ref for entity in read_corpus(tiny.folder, ["901"]).entities}
    assert Ref("programme/512") not in refs
    assert Ref("group/twin") in refs
