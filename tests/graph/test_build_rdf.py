"""What a build holds as RDF: which graph each quad stands in, and what withdrawing a document leaves."""

from collections import defaultdict
from collections.abc import Iterable

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad

from graph.derive import derive
from graph.derive.described import described_in
from graph.facts import Fact, Observation, Ontology
from graph.rdf import document_graph, quads
from graph.terms import plain
from loaders.corpus import Corpus, read_corpus, seed_folder
from ontology.identifiers import GRAPH
from ontology.values.quantity import Quantity
from tests.graph.making import World
from tests.tiny import Seeds

Graphs = dict[str, set[Quad]]


def graphs(facts: list[Fact]) -> Graphs:
    """The quads of a build by the name of their graph."""
    described = described_in(facts)
    found: Graphs = defaultdict(set)
    for fact in (Ontology(), *facts, *derive(facts)):
        for quad in quads(fact, lambda entity: described.get(entity.ref, frozenset())):
            assert isinstance(quad.graph_name, NamedNode)
            found[quad.graph_name.value.removeprefix(GRAPH)].add(quad)
    return found


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(seed_folder())


@pytest.fixture(scope="module")
def full(corpus: Corpus) -> Graphs:
    return graphs(corpus.facts())


def terms(found: Iterable[Quad]) -> Iterable[object]:
    return (term for quad in found for term in (quad.subject, quad.predicate, quad.object, quad.graph_name))


def test_there_are_no_blank_nodes(full: Graphs) -> None:
    assert not any(isinstance(term, BlankNode) for found in full.values() for term in terms(found))


def test_there_is_one_graph_a_document_and_those_of_reference_and_derived_data(corpus: Corpus, full: Graphs) -> None:
    assert set(full) == {*(document.key for document in corpus.documents), "reference", "derived"}


def test_no_document_says_anything_in_the_graph_of_another(corpus: Corpus, full: Graphs) -> None:
    for document in corpus.documents:
        claims = {claim.ref.iri for claim in corpus.claims if claim.document == document.key}
        said = {q.subject.value for q in full[document.key] if not isinstance(q.subject, BlankNode)}  # type: ignore[union-attr] # no triple terms
        assert claims <= said
        assert not any("/id/claim/" in iri and iri not in claims for iri in said)


@pytest.mark.parametrize("key", ["000", "001", "002", "003", "004"])
def test_building_without_a_document_equals_withdrawing_it(full: Graphs, key: str) -> None:
    """Reference data that nothing else speaks of goes with it, and what follows is derived anew."""
    left = graphs(read_corpus(seed_folder(), [key]).facts())
    assert set(left) == set(full) - {key}
    for name in set(left) - {"derived", "reference"}:
        assert left[name] == full[name]
    assert left["reference"] < full["reference"]
    assert not any(f"claim/{key}-" in str(quad) or f"document/{key}>" in str(quad) for quad in left["derived"])


def test_building_anew_gives_the_same_quads_in_any_order(tiny: Seeds) -> None:
    facts = read_corpus(tiny.folder).facts()
    assert graphs(facts) == graphs(facts[::-1])


def test_members_that_another_document_names_stand_in_the_derived_graph(tiny: Seeds) -> None:
    found = graphs(read_corpus(tiny.folder).facts())
    follows = {name: [q for q in quads if q.predicate.value.endswith("#followsPath")] for name, quads in found.items()}
    assert {name: len(quads) for name, quads in follows.items() if quads} == {"901": 1, "derived": 2}


def test_an_entity_is_described_in_each_document_that_speaks_of_it() -> None:
    world = World()
    world.state("measure/fund", "jurisdiction", "region/110000")
    world.state("measure/fund", "jurisdiction", "region/110000", "901")
    described = described_in(world.facts())
    assert described["measure/fund"] == {"900", "901"}  # type: ignore[index] # a Ref is its text
    assert "region/110000" not in described


def test_a_claim_stands_in_the_graph_of_its_document() -> None:
    world = World()
    claim = world.state("region/110000", "inTier", "tier/leading", "901")
    assert {quad.graph_name for quad in quads(claim, lambda _: ())} == {document_graph("901")}


@pytest.mark.parametrize(
    ("text", "exact"), [("1.20", "1.20"), ("12", "12"), ("-3", "-3"), ("0.1234567890123456789012345678", None)]
)
def test_a_value_keeps_its_exact_text_beside_the_number(text: str, exact: str | None) -> None:
    observation = World().observe("region/110000", text)
    assert _texts(observation, "value") == [exact or text]


def test_a_printed_range_is_its_own_value() -> None:
    observation = World().observe("region/110000", "1")
    ranged = Quantity.parse("", "家", "", "3", "5")
    changed = Observation(**{**_fields(observation), "quantity": ranged})  # type: ignore[arg-type] # the fields of one
    assert (_texts(changed, "value"), _texts(changed, "lower"), _texts(changed, "number")) == (["3/5"], ["3"], [])


def _fields(observation: Observation) -> dict[str, object]:
    return {name: getattr(observation, name) for name in observation.__dataclass_fields__}


def _texts(observation: Observation, name: str) -> list[str]:
    found = quads(observation, lambda _: ())
    return [q.object.value for q in found if q.predicate.value.endswith(f"#{name}")]  # type: ignore[union-attr] # literals


@pytest.mark.parametrize(("number", "text"), [("1E+3", "1000"), ("1.500", "1.5"), ("-0.10", "-0.1"), ("100", "100")])
def test_decimals_are_plain(number: str, text: str) -> None:
    from decimal import Decimal  # noqa: PLC0415 # one test's own

    assert plain(Decimal(number)) == text


def test_what_is_no_fact_has_no_quads() -> None:
    with pytest.raises(TypeError):
        list(quads(object(), lambda _: ()))
