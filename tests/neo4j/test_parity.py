"""The same lines from Oxigraph and from Neo4j: every question, every look-up, over the default build.

A new question, parameter or look-up is tested here without an edit. Neo4j holds other people's data beside ours.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from graph.catalogue.answering import ask
from graph.catalogue.binding import bind_parameters
from graph.catalogue.definition import Parameter, Question, catalogue
from graph.catalogue.evidence import evidence
from graph.catalogue.present import present
from graph.cypher.inspection import inspect
from graph.editions import Edition, Editions
from graph.fact_lines import fact_lines
from graph.lookups import lookup
from graph.names import Names
from graph.settings import Settings
from graph.store import Line, Query, Term, Values, View
from ontology.cypher_names import relationship_type
from ontology.identifiers import ID, TIDU, Ref
from ontology.schema import schema
from tests.graph.asking import CAP, edition, examples
from tests.neo4j.serving import Neo4j

LOOKUPS = sorted(path.stem for path in (Path(__file__).parents[2] / "graph" / "lookups").glob("*.rq"))
PARAMETERS = [(q.name, p.name) for q in catalogue().values() for p in q.definition.parameters]
DATES = ["2017", "2019-06-30", "2020-12-31", "2021-11-30", "2021-12-20", "2021-12-31", "2025-12-31"]
MOST = 8  # values of a parameter


@cache
def served(server: Neo4j) -> Edition:
    """What the rest of the program sees where the store is Neo4j's URL."""
    found = server.settings.model_dump() | {"store": server.uri, "neo4j_password": server.password}
    return Editions(Settings.model_validate(found)).current()


def typed(rows: Sequence[Line]) -> Counter[tuple[tuple[str, object], ...]]:
    return Counter(tuple((type(cell).__name__, cell) for cell in row) for row in rows)


def assert_same_lines(one: View, other: View, query: Query, values: Values) -> int:
    bound = {name: found for name, found in values.items() if name in query.parameters}  # the rest is for a fold
    first, second = one.lines(query, bound), other.lines(query, bound)
    rows = list(first.rows)
    assert second.columns == first.columns
    assert typed(list(second.rows)) == typed(rows), values
    return len(rows)


def texts_for(parameter: Parameter, names: Names) -> list[list[str]]:
    """Several values of a parameter: its example, others of its type from all over the build, two where many go."""
    some: Sequence[str] = DATES
    if parameter.words:
        some = parameter.words
    elif parameter.type == "integer":
        some = [str(bound) for bound in (parameter.least, parameter.most) if bound is not None]
    elif parameter.type == "Property":
        some = sorted(name for name, found in schema().properties.items() if found.statable)
    elif parameter.type == "Class":
        some = sorted(schema().classes)
    elif parameter.cls:
        some = [named.ref for named in names.of_class(parameter.cls)]
    found = list(dict.fromkeys([parameter.example, *some[:: max(1, len(some) // MOST)]]))
    return [[text] for text in found] + ([found[:2]] if parameter.many else [])


def asked_with(asked: Question, parameter: Parameter, names: Names) -> Iterator[Values]:
    """The parameter's values alone, and each with the example of another parameter."""
    required = examples(asked)
    for texts in texts_for(parameter, names):
        yield bind_parameters(asked, required | {parameter.name: texts}, names)
    for other in asked.definition.parameters:
        given = required | {other.name: [other.example]} | {parameter.name: [parameter.example]}
        yield bind_parameters(asked, given, names)


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_question_has_its_twin_in_cypher(name: str) -> None:
    query = catalogue()[name].query
    assert query.cypher, f"graph/questions/{name}/query.cypher is missing"
    assert all(f"${parameter}" in query.cypher for parameter in query.parameters)


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_what_a_question_asks_may_be_asked_by_strangers_as_it_stands(name: str) -> None:
    text = catalogue()[name].query.cypher or ""
    assert inspect(text) == text


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_a_question_without_parameters_gives_the_same_lines(
    default_build: Path, loaded_neo4j: Neo4j, name: str
) -> None:
    asked, here = catalogue()[name], edition(default_build)
    values = bind_parameters(asked, examples(asked), here.names)
    assert assert_same_lines(here.view, served(loaded_neo4j).view, asked.query, values)


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
def test_several_values_of_each_parameter_give_the_same_lines(
    default_build: Path, loaded_neo4j: Neo4j, name: str, parameter: str
) -> None:
    asked, here, there = catalogue()[name], edition(default_build), served(loaded_neo4j)
    found = [
        assert_same_lines(here.view, there.view, asked.query, values)
        for values in asked_with(asked, asked.parameters[parameter], here.names)
    ]
    assert any(found)


@pytest.mark.parametrize("name", sorted(catalogue()))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_answer_is_the_same_to_the_last_word(
    default_build: Path, loaded_neo4j: Neo4j, name: str, language: str
) -> None:
    asked = catalogue()[name]
    shown = []
    for found in (edition(default_build), served(loaded_neo4j)):
        values = bind_parameters(asked, examples(asked), found.names)
        answer = ask(found.view, asked, values, CAP)
        shown.append(present(answer, found.words, found.names, language, limit=200))
    assert shown[0] == shown[1]


@pytest.mark.parametrize("name", LOOKUPS)
def test_every_lookup_gives_the_same_lines(default_build: Path, loaded_neo4j: Neo4j, name: str) -> None:
    query = lookup(name)
    here, there = (
        typed([row for row in found.view.lines(query, {}).rows if not is_of_the_vocabulary(row)])
        for found in (edition(default_build), served(loaded_neo4j))
    )
    assert there == here
    assert here


def is_of_the_vocabulary(row: Line) -> bool:
    """Terms by which the ontology describes itself, and the structure of its data cube: no data, and not in Neo4j."""
    thing = row[0]
    known = schema().classes.keys() | schema().properties.keys()
    return (isinstance(thing, Term) and thing not in known) or thing == Ref("structure/observations")


def test_a_thing_has_the_same_reference_data(default_build: Path, loaded_neo4j: Neo4j) -> None:
    here, there = edition(default_build), served(loaded_neo4j)
    for ref in ("region/370000", "indicator/composite-index", "tier/leading", "document/003"):
        assert_same_lines(here.view, there.view, lookup("entity"), {"thing": [Ref(ref)]})


def test_claims_have_the_same_words_behind_them(default_build: Path, loaded_neo4j: Neo4j) -> None:
    assert evidence(served(loaded_neo4j).view) == evidence(edition(default_build).view)


def test_facts_are_the_same_lines(default_build: Path, loaded_neo4j: Neo4j) -> None:
    here, there = edition(default_build), served(loaded_neo4j)
    assert list(fact_lines(there.view, there.names)) == list(fact_lines(here.view, here.names))


def test_every_triple_of_ours_is_in_neo4j(default_build: Path, loaded_neo4j: Neo4j) -> None:
    """Not only what questions ask for: each relation between things of the RDF union is a relationship, no other is."""
    text = f"""SELECT ?s ?p ?o WHERE {{ ?s ?p ?o FILTER (isIRI(?o) && STRSTARTS(STR(?p), "{TIDU}")
        && STRSTARTS(STR(?o), "{ID}") && STRSTARTS(STR(?s), "{ID}") && ?s != <{ID}build/this>) }}"""
    lines = edition(default_build).view.lines(Query("triples", text, None), {}).rows
    found = loaded_neo4j.ask(
        "MATCH (s:Tidu)-[r]->(o:Tidu) WHERE NOT s:OntologyClass AND NOT s:OntologyProperty "
        "RETURN s.id AS s, type(r) AS p, o.id AS o"
    )
    there = {(str(row["s"]), str(row["p"]), str(row["o"])) for row in found}
    rest = {(s, p, o) for s, p, o in there if p == "OBJECT"}  # as RDF says it: rdf:object
    assert there - rest == {(str(s), relationship_type(str(p)), str(o)) for s, p, o in lines}
