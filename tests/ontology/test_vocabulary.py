"""Closed vocabularies: the same words in Python and in the shapes."""

import pytest

from ontology.errors import InvalidValue
from ontology.schema import schema
from ontology.values.quantity import Comparator
from ontology.values.vocabulary import Basis, Measure, PeriodBasis, Phase, Reason, Role, Status, Time, Word

CLOSED: list[tuple[type[Word], str, str]] = [
    (Status, "status", "Claim"),
    (Measure, "measure", "Observation"),
    (Time, "time", "Observation"),
    (Phase, "phase", "Observation"),
    (PeriodBasis, "periodBasis", "Observation"),
    (Comparator, "comparator", "Observation"),
    (Basis, "basis", "Support"),
    (Reason, "reason", "Conflict"),
]


@pytest.mark.parametrize(("words", "name", "cls"), CLOSED)
def test_python_and_the_shapes_know_the_same_words(words: type[Word], name: str, cls: str) -> None:
    assert schema().properties[name].words[cls] == tuple(sorted(words))


def test_every_role_of_evidence_has_a_property_for_the_passage() -> None:
    passages = {n for n, prop in schema().properties.items() if n.endswith("From") and prop.ranges == ("Passage",)}
    assert passages == {f"{role}From" for role in Role}


@pytest.mark.parametrize("words", [*(words for words, *_ in CLOSED), Role])
def test_a_word_is_read_as_it_is_written(words: type[Word]) -> None:
    assert [words.parse(str(word)) for word in words] == list(words)


@pytest.mark.parametrize("text", ["", "Actual", "actual ", "real", "实际"])
def test_another_word_is_refused_with_the_list(text: str) -> None:
    with pytest.raises(InvalidValue, match="actual, planned, forecast, target, recommended") as caught:
        Status.parse(text)
    assert (caught.value.kind, caught.value.text) == ("status", text)
