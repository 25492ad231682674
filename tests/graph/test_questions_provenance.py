"""Where facts come from, what a document says, and what would be lost without it: the hard cases, over the real seeds.

Building without a document is the oracle of ``whatif``: what it says falls is what that build lacks.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.catalogue.answering import ask
from graph.catalogue.binding import bind_parameters
from graph.catalogue.definition import question
from graph.catalogue.rows import Row
from graph.catalogue.withdrawing import Fact, Proof, facts, told
from graph.derive import derive
from graph.facts import Edge, Entity, Observation
from graph.facts import Fact as Given
from loaders.corpus import read_corpus, seed_folder
from ontology.errors import UnknownName
from ontology.identifiers import Ref
from tests.graph.asking import edition, rows

DOCUMENTS = ["000", "001", "002", "003", "004"]


def test_a_claim_shows_the_words_that_state_it_and_those_that_help(default_build: Path) -> None:
    found = rows(default_build, "passages-of-fact", claim="003-o0010")
    assert [(row.cells["role"], row.cells["quote"]) for row in found] == [
        ("date", "2020年"),
        ("subject", "我国工业互联网"),
        ("scope", "总指数为146.6"),
        ("stated", "较上年提高46.6"),
        ("producer", "中国信息通信研究院测算"),
    ]
    assert {(row.cells["publication"], row.cells["published"]) for row in found} == {
        ("publication/2021-aii-report", "2021-12")
    }


def test_a_relayed_claim_names_whom_its_document_relays(default_build: Path) -> None:
    (row,) = rows(default_build, "passages-of-fact", claim="003-o0056", role="stated")
    assert (row.cells["via"], row.cells["source"]) == ("publication/people-cn-ai-drug-discovery", "document/003")


@pytest.mark.parametrize("text", ["003-o0010", "claim/003-o0010", "https://w3id.org/tidu/id/claim/003-o0010"])
def test_a_claim_is_named_by_its_id_its_identifier_or_its_iri(default_build: Path, text: str) -> None:
    assert edition(default_build).names.resolve(text, "Claim") == Ref("claim/003-o0010")


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("003-o9999", "003-o0333"),
        ("003-o00105", "003-o0010"),
        ("region/370000", None),
        ("ＡＢＣ", None),
        ("0", "000-c0001"),
    ],
)
def test_a_claim_that_is_none_is_refused_with_those_that_stand_next_to_it(
    default_build: Path, text: str, near: str | None
) -> None:
    with pytest.raises(UnknownName) as unknown:
        bind_parameters(question("passages-of-fact"), {"claim": [text]}, edition(default_build).names)
    assert (unknown.value.kind, unknown.value.name) == ("Claim", text)
    assert near in unknown.value.nearest if near else not unknown.value.nearest


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_claim_of_a_document_is_one_row(default_build: Path, document: str) -> None:
    found = rows(default_build, "claims-of-document", document=document)
    expected = {c.id for c in read_corpus(seed_folder()).claims if c.document == document}
    assert [row.claims for row in found] == [(str(row.cells["claim"]).removeprefix("claim/"),) for row in found]
    assert sorted(row.claims[0] for row in found) == sorted(expected)


def test_a_breakdown_by_several_concepts_stays_one_row(default_build: Path) -> None:
    several = [o for o in read_corpus(seed_folder()).claims if isinstance(o, Observation) and len(o.breakdown) > 1]
    found = {
        row.claims[0]: row for row in rows(default_build, "claims-of-document", kind="observation", document="003")
    }
    known = [o for o in several if o.document == "003"]
    assert known
    assert all(found[o.id].cells["breakdown"] == tuple(sorted(o.breakdown)) for o in known)


def test_what_is_stated_of_a_group_is_found_by_its_members(default_build: Path) -> None:
    found = rows(default_build, "claims-of-document", document="000", about="上海", property="signatory")
    assert not found  # 上海 signs, and is not what the agreement is about
    (row,) = rows(default_build, "claims-of-document", document="003", about="region/330000", property="followsPath")[
        :1
    ]
    assert row.cells["subject"] == "group/yangtze-delta"


def test_words_about_a_group_are_found_by_its_members(default_build: Path) -> None:
    found = rows(default_build, "passages-of-document", document="003", about="浙江")
    (row,) = [row for row in found if row.cells["quote"] == "长三角地区"]
    assert row.claims == ("003-c1965",)


def test_kinds_tell_relations_from_values(default_build: Path) -> None:
    found = rows(default_build, "claims-of-document", document="002")
    assert all((row.cells["kind"] == "relation") == (isinstance(row.cells["other"], Ref)) for row in found)
    assert {row.cells["status"] for row in found} == {"actual", "recommended"}


def edges(given: list[Given]) -> set[tuple[str, str, str]]:
    return {(f.subject, f.property, str(f.object)) for f in derive(given) if isinstance(f, Edge)}


def numbers(given: list[Given]) -> set[tuple[object, ...]]:
    return {
        (o.subject, o.indicator, o.breakdown, o.population, o.measure, o.base, o.quantity.number, o.quantity.bounds(),
         o.quantity.comparator, o.period, o.time, o.phase, o.status)
        for o in given if isinstance(o, Observation)
    }  # fmt: skip


def things(given: list[Given]) -> set[str]:
    return {fact.ref for fact in given if isinstance(fact, Entity)}


def fallen(found: tuple[Row, ...], *kinds: str) -> Iterator[Row]:
    return (row for row in found if row.cells["effect"] == "falls" and row.cells["kind"] in kinds)


@pytest.fixture(scope="module")
def everything() -> list[Given]:
    return read_corpus(seed_folder()).facts()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_falls_is_what_a_build_without_the_document_lacks(
    default_build: Path, everything: list[Given], document: str
) -> None:
    left = read_corpus(seed_folder(), [document]).facts()
    found = rows(default_build, "whatif", without=document)
    actual = [
        r
        for r in fallen(found, "relation", "attribute")
        if (r.cells["status"], r.cells["negated"]) == ("actual", False)
    ]
    said = [(str(r.cells["subject"]), str(r.cells["property"]), str(r.cells["object"])) for r in actual]
    assert sorted(said) == sorted(edges(everything) - edges(left))
    assert len(list(fallen(found, "observation"))) == len(numbers(everything) - numbers(left))
    gone = things(everything) - things(left)
    spoken_of = {str(row.cells["subject"]) for row in fallen(found, "thing")}
    # What only reference data names (the parent of a region, a broader concept) goes with what it stands over.
    assert all(ref.split("/")[0] in ("region", "industry", "topic") for ref in gone ^ spoken_of)
    assert document == "003" or gone == spoken_of


def test_two_documents_are_left_out_together(default_build: Path, everything: list[Given]) -> None:
    left = read_corpus(seed_folder(), ["000", "002"]).facts()
    found = rows(default_build, "whatif", without=["000", "002"], kind=["relation", "attribute"], status="actual")
    said = {
        (str(row.cells["subject"]), str(row.cells["property"]), str(row.cells["object"]))
        for row in fallen(found, "relation", "attribute") if not row.cells["negated"]
    }  # fmt: skip
    assert said == edges(everything) - edges(left)


def test_a_tier_that_two_documents_state_rests_on_one_without_the_other(default_build: Path) -> None:
    found = rows(default_build, "whatif", without="002", about="region/370000", kind="relation")
    tiers = [row for row in found if row.cells["property"] == "inTier"]
    assert [(row.cells["effect"], row.cells["object"], row.cells["documents"], row.cells["left"]) for row in tiers] == [
        ("single-source", "tier/rising", ("document/002", "document/003"), ("document/003",))
    ]
    assert {claim[:3] for claim in tiers[0].claims} == {"002", "003"}


def test_a_value_that_falls_for_its_period_names_who_gives_it_for_another(default_build: Path) -> None:
    """Four documents say that more than 1800 projects are under way, 000 alone for December 2021."""
    found = rows(default_build, "whatif", without="000", kind="observation", about="indicator/5g-ii-projects")
    (row,) = (r for r in found if r.cells["number"] == 1800)
    assert (row.cells["effect"], row.cells["documents"]) == ("falls", ("document/000",))
    assert row.cells["elsewhere"] == ("document/001", "document/002", "document/003")
    stations = rows(default_build, "whatif", without="000", kind="observation", about="indicator/5g-base-stations")
    assert [r.cells["elsewhere"] for r in stations] == [()]


def test_a_fact_of_a_groups_member_falls_with_the_document_that_names_the_member(default_build: Path) -> None:
    """000 says that the agreement targets 长三角; that 安徽 is in it, 003 alone says."""
    found = rows(default_build, "whatif", without="003", about="policy/2021-yangtze-agreement", kind="relation")
    (row,) = (r for r in found if (r.cells["property"], r.cells["object"]) == ("targets", "region/340000"))
    assert (row.cells["effect"], row.cells["left"]) == ("falls", ())
    assert {"000-c0033", "003-c2001"} <= set(row.claims)
    assert not [
        r
        for r in rows(default_build, "whatif", without="000", about="policy/2021-yangtze-agreement", effect="falls")
        if (r.cells["property"], r.cells["object"]) == ("targets", "region/340000")
    ]


def test_without_a_document_named_each_is_taken_alone(default_build: Path) -> None:
    each = {row.cells["left"] for row in rows_of_all(default_build) if row.cells["effect"] == "single-source"}
    assert {("document/002",), ("document/003",)} <= each


def rows_of_all(data: Path) -> list[Row]:
    return list(ask(edition(data).view, question("whatif"), {}, 1_000_000).rows)


def test_three_documents_do_not_fall_to_one() -> None:
    proofs = {Proof(f"document/{key}", frozenset({f"document/{key}"}), (f"{key}-c1",)) for key in ("000", "001", "002")}
    fact = Fact({}, proofs)
    assert told(fact, frozenset({"document/000"})) is None
    assert told(fact, frozenset({"document/003"})) is None
    one = told(fact, frozenset({"document/000", "document/001"}))
    assert one
    assert (one.cells["effect"], one.cells["left"]) == ("single-source", ("document/002",))
    assert facts([]) == []


def links(found: tuple[Row, ...]) -> dict[tuple[object, object], Row]:
    return {(row.cells["link"], row.cells["other"]): row for row in found}


def test_the_report_is_cited_and_relayed_by_the_story(default_build: Path) -> None:
    found = links(rows(default_build, "citations", publication="2021-aii-report"))
    relayed = found["relayed-by", "publication/2021-21cbh-story"]
    assert (relayed.cells["count"], relayed.cells["held"], relayed.cells["copy"]) == (
        28,
        "document/002",
        "document/003",
    )
    assert found["cited-by", "publication/2021-21cbh-story"].claims == ("002-c0172",)
    assert found["stated-at", "event/2021-5g-ii-conference"].claims == ("002-c0016",)
    assert found["defines", "tier-scheme/aii-2021"].cells["count"] == 2


def test_what_is_only_cited_has_no_copy(default_build: Path) -> None:
    found = rows(default_build, "citations", publication="2021-aii-report", link="cites")
    assert len(found) == 9
    assert {row.cells["held"] for row in found} == {None}


def test_figures_name_whom_their_data_are_from(default_build: Path) -> None:
    found = links(rows(default_build, "citations", publication="2021-aii-report", link="data-from"))
    assert {other for _, other in found} == {"org/caict", "org/nbs", "org/aii", "enterprise/patsnap"}
    assert found["data-from", "org/nbs"].cells["figures"] == ("figure/003-figure-05",)
    caict = found["data-from", "org/caict"]
    assert caict.cells["count"] == len(caict.claims) == 25


def test_a_story_relays_people_and_publications(default_build: Path) -> None:
    found = rows(default_build, "citations", publication="2021-21cbh-story", link="relays")
    assert {(row.cells["other"], row.cells["count"]) for row in found} == {
        ("person/hu-jianbo", 144),
        ("person/zhao-zhiguo", 12),
        ("publication/2021-aii-report", 28),
    }


def test_figures_before_and_after_are_told_apart_among_the_relations_of_a_thing(default_build: Path) -> None:
    found = rows(default_build, "relations-of-thing", thing="enterprise/yingde-conch", direction="observation")
    levels = {(row.cells["other"], row.cells["phase"]) for row in found if row.cells["measure"] == "level"}
    assert {("0.287", "before"), ("0.276", "after")} <= levels


def test_what_several_documents_say_of_a_thing_has_a_row_for_each_and_names_whom_they_relay(
    default_build: Path,
) -> None:
    found = rows(default_build, "relations-of-thing", thing="region/370000", property="inTier")
    assert [(row.cells["source"], row.cells["via"]) for row in found] == [
        ("document/002", "person/hu-jianbo"), ("document/003", None),
    ]  # fmt: skip


def test_a_value_of_several_concepts_at_once_is_one_relation(default_build: Path) -> None:
    found = rows(default_build, "relations-of-thing", thing="group/world", direction="observation")
    assert {row.claims: row.cells["breakdown"] for row in found if row.cells["breakdown"]} == {
        ("003-o0050",): ("enterprise/sinopharm-beijing", "enterprise/sinovac-beijing")
    }
