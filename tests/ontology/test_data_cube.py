"""The W3C Data Cube's integrity checks, on a real small build.

The queries are those of https://www.w3.org/TR/vocab-data-cube/#wf-rules: each asks whether the rule is broken. A claim
is its own observation: the DSD makes the claim's id a dimension, so that two sources that agree stay two.
"""

from functools import cache

import pyoxigraph as ox
import pytest

from graph.build import prepare
from graph.rdf import quads
from graph.terms import term
from loaders.corpus import read_corpus, seed_folder

PREFIXES = """
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tidu: <https://w3id.org/tidu/ontology#>
"""
NORMALISE = """
INSERT { ?o a qb:Observation } WHERE { ?o qb:dataSet ?d } ;
INSERT { ?s qb:componentProperty ?p . ?p a qb:DimensionProperty } WHERE { ?s qb:dimension ?p } ;
INSERT { ?s qb:componentProperty ?p . ?p a qb:MeasureProperty } WHERE { ?s qb:measure ?p } ;
INSERT { ?s qb:componentProperty ?p . ?p a qb:AttributeProperty } WHERE { ?s qb:attribute ?p }
"""
CHECKS = {
    "IC-1, an observation has one data set": """ASK {
        { ?obs a qb:Observation . FILTER NOT EXISTS { ?obs qb:dataSet ?dataset1 } }
        UNION { ?obs a qb:Observation ; qb:dataSet ?dataset1 , ?dataset2 . FILTER (?dataset1 != ?dataset2) } }""",
    "IC-2, a data set has one structure": """ASK {
        { ?dataset a qb:DataSet . FILTER NOT EXISTS { ?dataset qb:structure ?dsd } }
        UNION { ?dataset a qb:DataSet ; qb:structure ?dsd1 , ?dsd2 . FILTER (?dsd1 != ?dsd2) } }""",
    "IC-3, a structure has a measure": """ASK {
        ?dsd a qb:DataStructureDefinition .
        FILTER NOT EXISTS { ?dsd qb:component [ qb:componentProperty [ a qb:MeasureProperty ] ] } }""",
    "IC-4, a dimension has a range": """ASK {
        ?dim a qb:DimensionProperty . FILTER NOT EXISTS { ?dim rdfs:range [] } }""",
    "IC-11, an observation has every dimension": """ASK {
        ?obs qb:dataSet/qb:structure/qb:component/qb:componentProperty ?dim . ?dim a qb:DimensionProperty .
        FILTER NOT EXISTS { ?obs ?dim [] } }""",
    "IC-12, no two observations agree in every dimension": """ASK {
        FILTER (?allEqual)
        { SELECT (MIN(?equal) AS ?allEqual) WHERE {
            ?obs1 qb:dataSet ?dataset . ?obs2 qb:dataSet ?dataset . FILTER (?obs1 != ?obs2)
            ?dataset qb:structure/qb:component/qb:componentProperty ?dim . ?dim a qb:DimensionProperty .
            ?obs1 ?dim ?value1 . ?obs2 ?dim ?value2 . BIND (?value1 = ?value2 AS ?equal)
        } GROUP BY ?obs1 ?obs2 } }""",
    "IC-14, an observation has every measure": """ASK {
        ?obs qb:dataSet/qb:structure ?dsd .
        FILTER NOT EXISTS { ?dsd qb:component/qb:componentProperty qb:measureType }
        ?dsd qb:component/qb:componentProperty ?measure . ?measure a qb:MeasureProperty .
        FILTER NOT EXISTS { ?obs ?measure [] } }""",
}
BREAKING = {
    "IC-1": "DELETE WHERE { ?o qb:dataSet ?d }",
    "IC-2": "DELETE WHERE { ?d qb:structure ?s }",
    "IC-3": "DELETE WHERE { tidu:value a qb:MeasureProperty }",
    "IC-4": "DELETE WHERE { tidu:measure rdfs:range ?r }",
    "IC-11": "DELETE WHERE { ?o tidu:indicator ?i }",
    "IC-12": """DELETE { ?s qb:componentProperty ?p } INSERT { ?s qb:componentProperty tidu:status }
                WHERE { ?s qb:componentProperty ?p . ?p a qb:DimensionProperty } ;
                INSERT DATA { tidu:status a qb:DimensionProperty }""",
    "IC-14": "DELETE WHERE { ?o tidu:value ?v }",
}


@cache
def built() -> tuple[ox.Quad, ...]:
    """All quads of the default build but for the largest report, in one graph, as the checks want it."""
    facts, described = prepare(read_corpus(seed_folder(), without=["003"]).facts())
    found = (quad for fact in facts for quad in quads(fact, lambda entity: described.get(entity.ref, frozenset())))
    return tuple({ox.Quad(quad.subject, quad.predicate, quad.object) for quad in found})


def cube() -> ox.Store:
    store = ox.Store()
    store.bulk_extend(built())
    store.update(PREFIXES + NORMALISE)
    return store


def broken(store: ox.Store, rule: str) -> bool:
    (query,) = (query for name, query in CHECKS.items() if name.startswith(f"{rule},"))
    return bool(store.query(PREFIXES + query))


def test_the_build_has_observations_of_several_documents() -> None:
    kinds = cube().query(PREFIXES + "SELECT DISTINCT ?d { ?o a qb:Observation ; qb:dataSet ?d }")
    assert isinstance(kinds, ox.QuerySolutions)
    assert len(list(kinds)) > 1


@pytest.mark.parametrize("name", CHECKS)
def test_the_build_keeps_the_rule(name: str) -> None:
    assert not broken(cube(), name.partition(",")[0])


@pytest.mark.parametrize("rule", BREAKING)
def test_the_check_notices_a_build_that_breaks_its_rule(rule: str) -> None:
    store = cube()
    store.update(PREFIXES + BREAKING[rule])
    assert broken(store, rule)


def test_a_claim_is_its_own_observation_by_the_dimensions_of_the_structure() -> None:
    found = cube().query(PREFIXES + "SELECT ?d { ?s a qb:DataStructureDefinition ; qb:component/qb:dimension ?d }")
    assert isinstance(found, ox.QuerySolutions)
    assert {row["d"] for row in found} == {term(name) for name in ("about", "indicator", "measure", "claimId")}


def test_no_property_is_two_kinds_of_component() -> None:
    query = """ASK { VALUES ?one { qb:DimensionProperty qb:MeasureProperty qb:AttributeProperty }
                     VALUES ?other { qb:DimensionProperty qb:MeasureProperty qb:AttributeProperty }
                     ?p a ?one , ?other FILTER (?one != ?other) }"""
    assert not cube().query(PREFIXES + query)


def test_every_component_of_the_structure_belongs_to_observations() -> None:
    """A component of which no observation could ever have a value would be a promise that nobody keeps."""
    foreign = cube().query(
        PREFIXES
        + """SELECT ?p { [] qb:component/qb:componentProperty ?p .
             FILTER NOT EXISTS { ?p tidu:domainIncludes tidu:Observation }
             FILTER NOT EXISTS { ?p tidu:domainIncludes tidu:Claim } }"""
    )
    assert isinstance(foreign, ox.QuerySolutions)
    assert [str(row["p"]) for row in foreign] == []
