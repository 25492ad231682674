"""What was entered twice: claims that say the same of the same words, and entities that look like one thing."""

import pytest

from graph.facts import Entity
from loaders.corpus import read_corpus, seed_folder
from loaders.twins import twins
from ontology.identifiers import Ref
from ontology.schema import Text
from tests.loaders.refusing import problems
from tests.tiny import Seeds

CLAIMS, OBSERVATIONS = "900/claims.csv", "900/observations.csv"


@pytest.mark.parametrize(("file", "key"), [(CLAIMS, "900-c1"), (CLAIMS, "900-c10"), (OBSERVATIONS, "900-o1")])
@pytest.mark.parametrize("cells", [{}, {"note": "again"}, {"status": "planned"}, {"via": "publication/901"}])
def test_a_claim_that_says_what_another_says_of_the_same_words_is_refused(
    seeds: Seeds, file: str, key: str, cells: dict[str, str]
) -> None:
    (row,) = (row for row in seeds.rows(file) if row["id"] == key)
    seeds.write(file, [*seeds.rows(file), {**row, "id": "900-again", **cells}])
    (problem,) = problems(seeds)
    assert (problem.file, problem.row, problem.column) == (file, len(seeds.rows(file)) + 1, "id")
    assert problem.reason == f"900-again says of the same words what {key} says"


def test_the_same_number_in_another_unit_is_the_same_claim(seeds: Seeds) -> None:
    (row,) = (row for row in seeds.rows(OBSERVATIONS) if row["id"] == "900-o1")
    seeds.write(OBSERVATIONS, [*seeds.rows(OBSERVATIONS), {**row, "id": "900-again", "value": "120", "unit": "千家"}])
    (problem,) = problems(seeds)
    assert problem.reason == "900-again says of the same words what 900-o1 says"


@pytest.mark.parametrize("cells", [{"subject": "region/cn"}, {"start": "3", "end": "6", "quote": "\n北京"}])
def test_other_words_or_another_subject_make_another_claim(seeds: Seeds, cells: dict[str, str]) -> None:
    (row,) = (row for row in seeds.rows(CLAIMS) if row["id"] == "900-c3")
    seeds.write(CLAIMS, [*seeds.rows(CLAIMS), {**row, "id": "900-other", **cells}])
    if "quote" in cells:
        seeds.edit(CLAIMS, "900-other", quote="北京")
    assert read_corpus(seeds.folder)


def test_a_span_is_quoted_in_one_way(seeds: Seeds) -> None:
    seeds.edit("900/evidence.csv", "900-o2", quote="北京 平台")
    (row,) = (row for row in seeds.rows("900/evidence.csv") if row["claim"] == "900-o2")
    seeds.add("900/evidence.csv", **{**row, "claim": "900-o1", "quote": "北京平台"})
    (problem,) = problems(seeds)
    assert (problem.file, problem.column) == (OBSERVATIONS, "quote")
    assert "as '北京 平台', others as '北京平台'" in problem.reason


def entity(ref: str, cls: str, zh: str, en: str, *aliases: str) -> Entity:
    return Entity(Ref(ref), cls, Text(zh, en), aliases)


def test_entities_of_one_class_with_one_name_are_reported() -> None:
    found = twins(
        [
            entity("enterprise/a", "Enterprise", "海尔", "Haier"),
            entity("enterprise/b", "Enterprise", "海尔集团", "Haier Group", "海 尔"),
            entity("enterprise/c", "Enterprise", "卡奥斯", "COSMOPlat (Haier)"),
            entity("enterprise/d", "Enterprise", "卡奥斯物联", "ＣＯＳＭＯＰｌａｔ (Haier)"),
        ]
    )
    assert [pair.refs for pair in found] == [
        (Ref("enterprise/a"), Ref("enterprise/b")),
        (Ref("enterprise/c"), Ref("enterprise/d")),
    ]
    assert str(found[0]) == "enterprise/a, enterprise/b (Enterprise): '海尔'"


def test_things_of_different_classes_and_names_of_signs_alone_are_no_twins() -> None:
    assert not twins(
        [
            entity("enterprise/cosmoplat", "Enterprise", "卡奥斯", "COSMOPlat"),
            entity("platform/cosmoplat", "Platform", "卡奥斯", "COSMOPlat"),
            entity("platform/plus", "Platform", "+", "plus"),
            entity("platform/minus", "Platform", "-", "minus"),
            entity("platform/cpp", "Platform", "C++", "C plus plus"),
            entity("platform/c-sharp", "Platform", "C#", "C sharp"),
            entity("platform/ten", "Platform", "平台10", "Ten"),
            entity("platform/one", "Platform", "平台1.0", "One"),
        ]
    )


def test_no_two_entities_of_the_default_graph_look_like_one() -> None:
    assert twins(read_corpus(seed_folder()).entities) == []
