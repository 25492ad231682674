"""One bad cell each: the file, the row and the column are named, and what would do."""

import pytest

from tests.loaders.refusing import places, problems
from tests.tiny import Seeds

CLAIMS, OBSERVATIONS, EVIDENCE = "900/claims.csv", "900/observations.csv", "900/evidence.csv"


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"subject": "group/twinn"}, "subject", "there is no entity 'group/twinn'; nearest: group/twin"),
        ({"object": "region/110001"}, "object", "nearest: region/110000"),
        ({"object": "Region/110000"}, "object", "is not a valid identifier"),
        ({"object": "../110000"}, "object", "is not a valid identifier"),
        ({"property": "hasMembers"}, "property", "there is no property 'hasMembers'; nearest: hasMember"),
        ({"property": "appliesTo"}, "property", "there is no property 'appliesTo'"),
        ({"property": ""}, "property", "is empty"),
        ({"object": "tier/leading"}, "object", "a Region; this is a Tier"),
        ({"subject": "region/110000"}, "subject", "hasMember is not for a Region"),
        ({"object": ""}, "object", "is empty"),
        ({"value": "北京"}, "value", "takes an object, in the column object"),
        ({"status": "real"}, "status", "accepted: actual, planned, forecast, target, recommended"),
        ({"negated": "yes"}, "negated", "is neither empty nor true"),
        ({"valid_from": "2021-13"}, "valid_from", "is not a valid period"),
        ({"valid_to": "2021/2020"}, "valid_to", "is not a valid period"),
        ({"via": "region/110000"}, "via", "a Publication or Person or Organisation; this is a Region"),
        ({"start": "-1"}, "start", "is not a valid offset"),
        ({"start": "一"}, "start", "is not a valid offset"),
        ({"start": "9" * 10}, "start", "is not a valid offset"),
        ({"end": ""}, "end", "is empty"),
        ({"quote": ""}, "quote", "is empty"),
        ({"start": "4", "end": "5", "quote": "北京"}, "end", "is shorter than its quote (2 characters)"),
        ({"start": "4", "end": "99", "quote": "字" * 31}, "quote", "has 31 characters, 30 are the most"),
        ({"id": "C 1"}, "id", "is not a valid identifier"),
        ({"id": "901-c1"}, "id", "does not open with 900-"),
    ],
)
def test_a_bad_cell_of_a_claim(seeds: Seeds, cells: dict[str, str], column: str, reason: str) -> None:
    seeds.edit(CLAIMS, "900-c1", **cells)
    found = [p for p in problems(seeds) if p.file == CLAIMS]
    assert places(found) == [(CLAIMS, 2, column)]
    assert reason in found[0].reason


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"value": ""}, "value", "is empty"),
        ({"value": "last year"}, "value", "is not a valid period"),
        ({"object": "region/110000"}, "object", "takes no object, in the column value"),
    ],
)
def test_a_bad_cell_of_an_attribute(seeds: Seeds, cells: dict[str, str], column: str, reason: str) -> None:
    seeds.edit(CLAIMS, "900-c10", **cells)
    (problem,) = problems(seeds)
    assert (problem.file, problem.row, problem.column) == (CLAIMS, 11, column)
    assert reason in problem.reason


@pytest.mark.parametrize("text", ["ten", "1.5", "１０", "9" * 19])
def test_a_whole_number_that_is_none(seeds: Seeds, text: str) -> None:
    seeds.edit(CLAIMS, "900-c10", property="issuerCount", value=text)
    (problem,) = problems(seeds)
    assert (problem.column, "is not a valid integer" in problem.reason) == ("value", True)


def test_a_word_that_the_shape_of_the_class_does_not_have(seeds: Seeds) -> None:
    seeds.add(CLAIMS, id="900-c11", subject="measure/110000-fund", property="kind", object="", value="found")
    (problem,) = problems(seeds)
    assert (problem.row, problem.column) == (12, "value")
    assert "kind of a Measure" in problem.reason


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"subject": "region/11"}, "subject", "there is no entity 'region/11'"),
        ({"indicator": "platform"}, "indicator", "nearest: indicator/platforms"),
        ({"indicator": "tier/leading"}, "indicator", "an Indicator; this is a Tier"),
        ({"breakdown": "topic/none"}, "breakdown", "there is no entity 'topic/none'"),
        ({"population": "org/ministry"}, "population", "a Population; this is a GovernmentBody"),
        ({"measure": "change"}, "measure", "accepted: level, difference, growth"),
        ({"measure": ""}, "measure", "is empty"),
        ({"base": "earlier"}, "base", "a period, `before`, or a reference"),
        ({"base": "2021-Q5"}, "base", "is not a valid period"),
        ({"value": "twelve"}, "value", "is not a valid number"),
        ({"value": "1,200"}, "value", "is not a valid number"),
        ({"value": "1e4"}, "value", "is not a valid number"),
        ({"value": "NaN"}, "value", "is not a valid number"),
        ({"value": ""}, "value", "either a value, or a printed range"),
        ({"lower": "1"}, "value", "either a value, or a printed range"),
        ({"value": "", "lower": "3", "upper": "2"}, "value", "lower not above upper"),
        ({"unit": "parsec"}, "unit", "is not a valid unit"),
        ({"unit": ""}, "unit", "is empty"),
        ({"comparator": "≈"}, "comparator", "is not a valid comparator"),
        ({"period": "spring"}, "period", "is not a valid period"),
        ({"period": "2021-02-30"}, "period", "is not a valid period"),
        ({"time": "during"}, "time", "accepted: at, over, cumulative, per-year"),
        ({"period_basis": "guessed"}, "period_basis", "accepted: stated, inferred"),
        ({"phase": "later"}, "phase", "accepted: before, after"),
        ({"status": "real"}, "status", "accepted: actual, planned"),
        ({"producer": "region/110000"}, "producer", "this is a Region"),
        ({"via": "org/none"}, "via", "there is no entity 'org/none'"),
    ],
)
def test_a_bad_cell_of_an_observation(seeds: Seeds, cells: dict[str, str], column: str, reason: str) -> None:
    seeds.edit(OBSERVATIONS, "900-o1", **cells)
    found = [p for p in problems(seeds) if p.file == OBSERVATIONS]
    assert places(found) == [(OBSERVATIONS, 2, column)]
    assert reason.replace("an Indicator", "a Indicator") in found[0].reason


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"claim": "900-o9"}, "claim", "there is no claim '900-o9' in this folder"),
        ({"claim": "901-o1"}, "claim", "there is no claim '901-o1' in this folder"),
        ({"role": "hint"}, "role", "accepted: value, unit, subject"),
        ({"role": ""}, "role", "is empty"),
        ({"end": "1"}, "end", "is shorter than its quote"),
    ],
)
def test_a_bad_cell_of_evidence(seeds: Seeds, cells: dict[str, str], column: str, reason: str) -> None:
    seeds.edit(EVIDENCE, "900-o2", **cells)
    (problem,) = problems(seeds)
    assert (problem.file, problem.row, problem.column) == (EVIDENCE, 2, column)
    assert reason in problem.reason


@pytest.mark.parametrize(
    ("file", "id_", "where"), [(CLAIMS, "900-c1", f"{CLAIMS}:2"), (OBSERVATIONS, "900-c1", f"{CLAIMS}:2")]
)
def test_an_id_stands_once_in_the_corpus(seeds: Seeds, file: str, id_: str, where: str) -> None:
    seeds.add(file, id=id_)
    (problem,) = problems(seeds)
    assert (problem.file, problem.column) == (file, "id")
    assert problem.reason == f"{id_!r} stands already in {where}"
