"""What is refused of a stranger's text before the engine sees it, wherever it hides."""

import json
import subprocess
import sys
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.sparql.inspection import inspect
from ontology.errors import InvalidQuery

BASE = "http://here/sparql"

ACCEPTED = [
    "SELECT * { ?s ?p 'SERVICE <x> {}' }",
    "SELECT * { ?s ?p 'it\\'s SERVICE' }",
    "SELECT * { ?s ?p '''a 'SERVICE' ''b''''' }".replace("''b'''''", "''b'''"),
    "SELECT * { ?s ?p ?o } # SERVICE <x> {}",
    "SELECT * { ?s ?p <http://x/#SERVICE> . ?o ?p <urn:SERVICE> }",
    "SELECT * { ?service ?p $SERVICE }",
    "PREFIX service: <http://x/> SELECT * { service:x service:y ?z . GRAPH service:g { ?a ?b ?c } }",
    "PREFIX ex: <http://x/> SELECT * { ?s ex:SERVICE ?o . OPTIONAL { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER(?o<5||?s>?o) FILTER(?o <?s && ?p> 3) }",
    "SELECT * { VALUES (?a ?b) { (<http://x/#a> <http://x/#b>) } }",
    "SELECT * { ?s ?p ?o FILTER(!!!true) }",
]

REFUSED = [
    "SELECT * { SERVICE <http://x> {} }",
    "SELECT * { sErViCe SILENT ?x {} }",
    "SELECT * { service<http://x>{} }",
    "SELECT * { SERVICE?x{} }",
    "SELECT * { SERVICE#c\n<http://x> {} }",
    "SELECT * { FILTER EXISTS { SERVICE <http://x> {} } }",
    "SELECT * { { SELECT * { SERVICE <http://x> {} } } }",
    "SELECT * { " + "{" * 90 + "SERVICE <http://x> {}" + "}" * 91,
    "SELECT * { ?s ?p 'it\\'s' SERVICE <http://x> {} }",
    "SELECT * { ?s ?p true.SERVICE <http://x> {} }",
    "SELECT * { ?s ?p trueSERVICE <http://x> {} }",
    "SELECT * { ?s ?p ?o.SERVICESILENT<http://x> {} }",
    "SELECT * { ?s ?p 1e5SERVICE <http://x> {} }",
    r"SELECT * { \u0053ERVICE <http://x> {} }",
    r'SELECT * { ?s ?p "\u0022 } SERVICE <http://x> {} #" }',
    # a name or a keyword, whichever leads on
    "PREFIX : <http://x/> PREFIX service: <urn:> SELECT * { service:x {} }",
    # a local name that makes no IRI is read as what follows the prefix
    "PREFIX a: <http://a:80> SELECT * { ?s ?p a:SERVICE <http://x/> {} }",
    # a name has one group of dots
    "PREFIX a: <urn:> SELECT * { ?s ?p a:b.c.SERVICE <http://x/> {} }",
    # an IRI, or less-than and what it hides
    "SELECT * { ?s ?p ?o FILTER(?o<1)SERVICE#>\n?x{} }",
    "SELECT * { ?s ?p ?o FILTER(?o<'>' ) SERVICE ?x {} FILTER(?s='') }",
    "SELECT * { ?s ?p ?o FILTER(1<<urn:x#>)SERVICE ?x {} \n}",
    # a long string with a wrong escape is read as short ones
    "SELECT * { ?s ?p ?o VALUES ?x {'''x' } SERVICE ?y {} #\\uD800'''\n }",
    "",
    " \n# nothing\n",
    "SELECT * {}\0",
    "SELECT * {} \x01",
    "SELECT * { ?s ?p '\ud800' }",
    "INSERT DATA {}",
    "PREFIX a: <b> delete where {}",
    "LOAD <http://x>",
]


@pytest.mark.parametrize("text", ACCEPTED)
def test_a_word_that_is_no_keyword_passes(text: str) -> None:
    inspect(text, BASE)


@pytest.mark.parametrize("text", REFUSED)
def test_fetching_updating_and_nothing_are_refused_wherever_they_hide(text: str) -> None:
    with pytest.raises(InvalidQuery):
        inspect(text, BASE)


def test_the_place_is_named() -> None:
    with pytest.raises(InvalidQuery) as caught:
        inspect("SELECT *\n{ SERVICE <x> {} }", BASE)
    assert (caught.value.line, caught.value.column) == (2, 3)


def test_graphs_of_dataset_clauses_are_resolved() -> None:
    text = "BASE <http://b/c/> PREFIX e: <d#> SELECT*FROM<g>FROM NAMED e:h FROM <urn:\\u0061> FROMNAMED<g>{}"
    seen = inspect(text, BASE)
    assert (seen.default, seen.named) == (("http://b/c/g", "urn:a"), ("http://b/c/d#h", "http://b/c/g"))
    assert inspect("ASK FROM <g> {}", BASE).default == ("http://here/g",)


@pytest.mark.parametrize("hiding", ["SELECT * FROM <{}> {{}}", "ASK {{ <{}> ?p ?o }}", "PREFIX a: <{}> ASK {{}}"])
@pytest.mark.parametrize("escape", ["\\uD800", "\\U00110000"])
def test_an_escape_of_no_character_is_refused_wherever_it_stands(hiding: str, escape: str) -> None:
    with pytest.raises(InvalidQuery, match="is no character"):
        inspect(hiding.format(f"http://a/{escape}"), BASE)


PIECES = """SELECT * { } ( ) < << > ' " ''' \\ \\u0022 # SERVICE ?x a: b . 1 - ! <http://x> FROM @en {| |} é _:b ^^"""
SOUP = st.lists(st.sampled_from([*PIECES.split(), "\n", " ", "\x01", "\ud800"])).map("".join)


@given(SOUP)
def test_any_soup_of_tokens_is_accepted_or_refused(text: str) -> None:
    with suppress(InvalidQuery):
        inspect(text, BASE)


# Each runs to where the engine wants the name of a service, which is unbound: nothing is fetched even where it is let.
BEFORE = [
    "?s ?p ?o ",
    "?s ?p true",
    "?s ?p 1.",
    "?s ?p a:b.c.",
    "?s ?p p:",
    "FILTER(?o<1)",
    "?s ?p '''x'''",
    "{}",
    "?s ?p 'a'@en.",
]
NAMED = ["SERVICE ?u {}", "service#>\n?u{}", "SERVICESILENT:x {}", "SERVICE:x {}", "SERVICE#'''\n?u {}"]
AFTER = ["", " #>\n", " FILTER(?s='')", " #'''\n", " ?s ?p '>' "]
ENGINE = """
import sys, json, pyoxigraph
for text in json.load(sys.stdin):
    try:
        pyoxigraph.Store().query(text); print("accepted")
    except SyntaxError: print("refused")
    except Exception: print("accepted")
"""


def test_what_the_engine_takes_for_a_service_is_refused() -> None:
    prologue = "PREFIX a: <urn:> PREFIX p: <http://h:80> PREFIX : <http://127.0.0.1:1/> SELECT * { "
    texts = [f"{prologue}{b}{n}{a} }}" for b in BEFORE for n in NAMED for a in AFTER]
    run = subprocess.run(
        [sys.executable, "-c", ENGINE], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    taken = [text for text, verdict in zip(texts, run.stdout.split(), strict=True) if verdict == "accepted"]
    assert len(taken) > 20
    for text in taken:
        with pytest.raises(InvalidQuery):
            inspect(text, BASE)
