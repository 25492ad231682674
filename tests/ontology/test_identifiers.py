"""Identifiers: segment and key inside, an IRI outside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.errors import InvalidValue
from ontology.identifiers import ID, KEY, TIDU, Ref

refs = st.from_regex(rf"[a-z][a-z0-9-]{{0,20}}/{KEY}", fullmatch=True, alphabet="abcxyz0189-./")


def test_an_identifier_has_a_segment_a_key_and_an_iri() -> None:
    ref = Ref.parse("tier-scheme/aii-2021")
    assert (ref.segment, ref.key) == ("tier-scheme", "aii-2021")
    assert ref.iri == "https://w3id.org/tidu/id/tier-scheme/aii-2021"


@pytest.mark.parametrize(
    "text",
    ["", "region", "region/", "/370000", "Region/370000", "region/SD", "region/山东", "region/37 0000", "region/-37",
     "region/.37", "region/a/b", "region//a", "1region/a", "region/３７", "region/a\n", "https://w3id.org/tidu/id/region/a"],
)  # fmt: skip
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="region/370000") as caught:
        Ref.parse(text)
    assert caught.value.kind == "identifier"


@given(refs)
def test_an_identifier_survives_the_way_through_its_iri(text: str) -> None:
    ref = Ref.parse(text)
    assert Ref.from_iri(ref.iri) == ref
    assert f"{ref.segment}/{ref.key}" == ref


@pytest.mark.parametrize("iri", [TIDU + "Region", "http://example.org/region/cn", ID, ID + "Region/CN", ID + "region"])
def test_iris_of_others_and_malformed_ones_of_ours_are_no_identifiers(iri: str) -> None:
    with pytest.raises(InvalidValue):
        Ref.from_iri(iri)
