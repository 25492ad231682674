"""The inspection beside a real Neo4j: what it lets through is, by Neo4j's own word, only reading."""

import re
from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j import READ_ACCESS, Session
from neo4j.exceptions import ClientError, Neo4jError

from graph.cypher.allowed import FUNCTIONS, PROCEDURES
from graph.cypher.inspection import inspect
from ontology.errors import InvalidQuery
from tests.graph.cypher.hostile import HOSTILE, MORE_WAYS, WRITING
from tests.graph.cypher.keywords import KEYWORDS
from tests.graph.cypher.reading import READING
from tests.neo4j.serving import Neo4j

PARAMETERS = dict.fromkeys(("x", "name", "key", "param", "odd name", "0", "limit", "create", "url", "id", "row"), 1) | {
    "list": [],
    "text": "x",
    "param": {"x": 1, "y": 2},
    "label": "A",
    "types": ["A"],
    "key": "k",
}
DOES_MORE = re.compile(r"Create|Merge|Set|Remove|Delete|Foreach|LoadCSV|Show|Terminate|Transaction|Admin|System|Use")


@pytest.fixture(scope="module")
def session(neo4j_server: Neo4j) -> Iterator[Session]:
    with (
        neo4j_server.driver() as driver,
        driver.session(database=neo4j_server.database or None, default_access_mode=READ_ACCESS) as found,
    ):
        yield found


def explained(session: Session, text: str) -> str:
    """The type of a query; "error" where Neo4j takes it for none. Fails on a plan that does more than reading."""
    try:
        summary = session.run("EXPLAIN\n" + text, PARAMETERS).consume()
    except Neo4jError as error:
        if isinstance(error, ClientError):
            return "error"
        pytest.fail(f"{text!r} breaks Neo4j: {error.code}")
    if summary.query_type == "r" and summary.plan is not None:
        check_plan(summary.plan, text)
    return str(summary.query_type)


def check_plan(plan: Mapping[str, object], text: str) -> None:
    operator = str(plan["operatorType"])
    arguments = plan.get("args")
    details = str(arguments.get("Details", "")) if isinstance(arguments, Mapping) else ""
    assert not DOES_MORE.match(operator), (operator, text)
    if operator.startswith("ProcedureCall"):
        assert details.replace("`", "").startswith(tuple(PROCEDURES)), (details, text)
    children = plan.get("children")
    for child in children if isinstance(children, list) else []:
        check_plan(child, text)


def let_through(text: str) -> str | None:
    try:
        return inspect(text)
    except InvalidQuery:
        return None


@pytest.mark.parametrize("text", READING)
def test_neo4j_takes_the_reading_queries(session: Session, text: str) -> None:
    assert explained(session, inspect(text)) == "r"


def test_most_of_the_refused_clauses_would_have_run(session: Session) -> None:
    # else their refusal would show nothing; what needs another edition or a plugin is an error here
    runs = [
        any(kind_of(session, text) for text in (f"MATCH (n) {clause}", f"MATCH (n) {clause} RETURN 1", clause))
        for clause in WRITING
    ]
    assert sum(runs) > len(runs) * 0.7


def kind_of(session: Session, text: str) -> str | None:
    try:
        return session.run("EXPLAIN\n" + text, PARAMETERS).consume().query_type
    except Neo4jError:
        return None


TAILS = [
    "",
    " (x)",
    " n",
    " `n`",
    " n.x = 1",
    " x RETURN 1",
    " (x) RETURN 1",
    " x AS y RETURN y",
    " TRANSACTIONS",
    " 'a' AS r RETURN r",
]
PLACES = [
    "@",
    "MATCH (n) @",
    "MATCH (n) WITH n @",
    "MATCH (n) WITH * @",
    "MATCH ((n)-->(m))+ @",
    "RETURN 1 AS x UNION @",
    "CALL { @ } RETURN 1",
    "MATCH (n) WHERE EXISTS { @ } RETURN n",
    "MATCH (n) WITH n ORDER BY n.x DESC @",
    "CALL db.labels() YIELD label AS n @",
]


@pytest.mark.parametrize("place", PLACES)
def test_no_keyword_where_a_clause_begins_does_more_than_reading(session: Session, place: str) -> None:
    for keyword, tail in product(KEYWORDS, TAILS):
        text = let_through(place.replace("@", keyword + tail))
        if text is not None:
            assert explained(session, text) in ("r", "error"), text


FRAGMENTS = [
    *(clause for clause in WRITING if "TRANSACTIONS" not in clause),
    *MORE_WAYS,
    *KEYWORDS,
    "MATCH (n)",
    "MATCH (n:A|B)",
    "WHERE n.x = 1",
    "WITH n",
    "WITH *",
    "WITH n, 1 AS x",
    "RETURN n",
    "RETURN *",
    "UNWIND [1] AS y",
    "UNION",
    "UNION ALL",
    "CALL {",
    "CALL (n) {",
    "EXISTS {",
    "COUNT {",
    "COLLECT {",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "(n)",
    "(x)",
    "n",
    "x",
    "y",
    "`n`",
    "`create`",
    "'text'",
    '"text"',
    "'",
    '"',
    "`",
    "$x",
    "$create",
    "$",
    "1",
    "1.",
    ".5",
    "1.5",
    ".",
    "..",
    ",",
    ":",
    "::",
    ":A",
    "|",
    "&",
    "!",
    "%",
    "*",
    "+",
    "-",
    "->",
    "<-",
    "=",
    "<>",
    "/",
    ";",
    "AS x",
    "AS case",
    "AS is",
    "AS not",
    "CASE",
    "WHEN true THEN",
    "END",
    "IS",
    "IS NULL",
    "IS ::",
    "INTEGER",
    "NOT",
    "IN",
    "[x IN",
    "n {.*}",
    "{a: 1}",
    ".create",
    ": create",
    "//",
    "/*",
    "*/",
    "\n",
    "\r",
    "\u2028",
    "\u3000",
    "\\u0043REATE",
    "\\u0027",
    "\\",
    "date()",
    "file()",
    "reduce(a = 0, b IN [1] | a + b)",
    "all(a IN [1] WHERE a)",
    "SHORTEST 1",
    "ANY",
    "-->+",
    "{1,2}",
    "ORDER BY n",
    "LIMIT 1",
    "db.labels()",
    "dbms.listConfig()",
    "YIELD label",
    "USING INDEX n:A(b)",
]


@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=9), st.sampled_from(["", " ", "\n", "/**/"]))
def test_what_is_let_through_only_reads(session: Session, fragments: list[str], between: str) -> None:
    text = let_through((between or " ").join(["MATCH (n)", *fragments]))
    if text is not None:
        assert explained(session, text) in ("r", "error")


@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_what_is_let_through_of_changed_texts_only_reads(session: Session, data: st.DataObject) -> None:
    pieces = re.findall(r"\w+|\s+|.", data.draw(st.sampled_from([*READING, *HOSTILE])), re.DOTALL)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(pieces)))
        end = data.draw(st.integers(at, min(at + 3, len(pieces))))
        pieces[at:end] = [data.draw(st.sampled_from(["", " ", *FRAGMENTS]))]
    text = let_through("".join(pieces))
    if text is not None:
        assert explained(session, text) in ("r", "error")


def test_every_function_of_the_list_is_one_of_neo4j(session: Session) -> None:
    found = {str(name).lower() for name in session.run("SHOW FUNCTIONS YIELD name").value()}
    assert {"shortestpath", "allshortestpaths"} == FUNCTIONS - found  # syntax, not functions


def test_the_functions_that_are_left_out_are_those_that_tell_of_the_server(session: Session) -> None:
    found = {
        str(name).lower()
        for name in session.run("SHOW FUNCTIONS YIELD name, isBuiltIn WHERE isBuiltIn RETURN name").value()
    }
    assert found - FUNCTIONS == {"file", "linenumber", "graph.byname", "graph.byelementid"}


def test_every_procedure_of_the_list_is_one_of_neo4j(session: Session) -> None:
    found = {str(row["name"]): row["mode"] for row in session.run("SHOW PROCEDURES YIELD name, mode")}
    assert {found.get(name) for name in PROCEDURES} == {"READ"}
