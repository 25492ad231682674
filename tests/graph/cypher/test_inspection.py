import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cypher.inspection import MAX_LENGTH, inspect
from graph.cypher.inspection_limits import BRACKET, MAX_CLAUSES, MAX_RELATIONSHIPS, MAX_TOKENS, MAX_WEIGHT, SUBQUERY
from graph.cypher.inspection_words import FORBIDDEN
from ontology.errors import InvalidQuery
from tests.graph.cypher.hostile import HOSTILE
from tests.graph.cypher.reading import NEWER, READING


def sent(text: str) -> str:
    """The escapes that the reading queries use, replaced, and their semicolons gone."""
    for escape, character in (("\\u4e2d\\u56fd", "中国"), ("\\uD83D\\uDE00", "😀")):
        text = text.replace(escape, character)
    return text.rstrip("\n").removesuffix(";") if text.rstrip("\n").endswith(";") else text


@pytest.mark.parametrize("text", [*READING, *NEWER])
def test_what_only_reads_is_let_through_unchanged(text: str) -> None:
    assert inspect(text) == sent(text)


def test_there_are_many_of_both_kinds() -> None:
    assert len(set(READING)) >= 80
    assert len(set(HOSTILE)) >= 200


def test_every_hostile_text_is_refused() -> None:
    assert [text for text in HOSTILE if is_let_through(text)] == []


def is_let_through(text: str) -> bool:
    try:
        inspect(text)
    except InvalidQuery:
        return False
    return True


@pytest.mark.parametrize("word", sorted(FORBIDDEN))
def test_the_words_of_writing_clauses_are_names_in_the_places_of_names(word: str) -> None:
    low = word.lower()
    text = (
        f"MATCH (`{low}`:{word} {{{low}: 1}})-[r:{low}]->() RETURN `{low}`.{low}, ${low}, `{low}` {{.{low}, {low}: 1}}"
    )
    assert inspect(text) == text


@pytest.mark.parametrize("word", sorted(FORBIDDEN))
@pytest.mark.parametrize(
    "text",
    [
        "MATCH ({}) RETURN 1",
        "RETURN 1 AS {}",
        "MATCH (n:A|{}) RETURN n",
        "RETURN {}.x",
        "WITH 1 AS x, {} RETURN x",
    ],
)
def test_elsewhere_they_are_refused_and_the_reason_says_how_to_write_a_name(word: str, text: str) -> None:
    with pytest.raises(InvalidQuery, match="back-ticks"):
        inspect(text.format(word.lower()))


def test_an_error_says_where() -> None:
    with pytest.raises(InvalidQuery) as refused:
        inspect("MATCH (n)\n  DELETE n")
    assert (refused.value.line, refused.value.column) == (2, 3)
    assert "DELETE" in refused.value.reason


def test_a_procedure_off_the_list_is_named_with_the_list() -> None:
    with pytest.raises(InvalidQuery, match=r"dbms\.listConfig is not on the list .* db\.labels"):
        inspect("CALL dbms.listConfig()")


def test_escapes_are_sent_replaced() -> None:
    assert inspect("MATCH (n:\\u533A) RETURN '\\uD83D\\uDE00'") == "MATCH (n:区) RETURN '😀'"
    assert inspect("\\u004dATCH (n) RETURN n") == "MATCH (n) RETURN n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("RETURN '\\\\u0041'", "two ways"),
        ("RETURN '\\u004'", "four hexadecimal digits"),
        ("RETURN '\\u+041'", "four hexadecimal digits"),
        ("RETURN '\\u１２３４'", "four hexadecimal digits"),
        ("RETURN '\\u005cu0041'", "backslash"),
        ("RETURN '\\u0000'", "control"),
        ("RETURN '\\u0085'", "control"),
        ("RETURN '\x1f'", "control"),
        ("RETURN '\\ud83d'", "surrogate"),
        ("RETURN '\ude00'", "surrogate"),
    ],
)
def test_escapes_and_characters_that_are_refused(text: str, reason: str) -> None:
    with pytest.raises(InvalidQuery, match=reason):
        inspect(text)


@given(st.text())
def test_no_text_sent_holds_an_escape(text: str) -> None:
    if is_let_through("RETURN '" + text + "'"):
        assert "\\u" not in inspect("RETURN '" + text + "'")


@given(st.text(alphabet="MATCHRETURN(){}[]'\"`/*\\u0041:;.,|$ \n", max_size=60))
def test_any_text_is_let_through_or_refused(text: str) -> None:
    is_let_through(text)


NESTS = [("(", ")"), ("[", "]"), ("{a: ", "}"), ("abs(", ")"), ("CASE WHEN true THEN ", " END"), ("NOT ", "")]


@pytest.mark.parametrize(("opening", "closing"), NESTS)
def test_deep_nesting_is_refused_before_neo4j_breaks(opening: str, closing: str) -> None:
    deepest = MAX_WEIGHT // BRACKET
    assert is_let_through("RETURN " + opening * (deepest // 2) + "1" + closing * (deepest // 2))
    with pytest.raises(InvalidQuery, match="too deep"):
        inspect("RETURN " + opening * (deepest + 1) + "1" + closing * (deepest + 1))


def test_deep_subqueries_are_refused() -> None:
    def nested(depth: int) -> str:
        return "MATCH (n) WHERE " + "EXISTS { MATCH (n) WHERE " * depth + "true" + " }" * depth + " RETURN n"

    assert is_let_through(nested(MAX_WEIGHT // SUBQUERY))
    with pytest.raises(InvalidQuery, match="too deep"):
        inspect(nested(MAX_WEIGHT // SUBQUERY + 1))


def test_long_chains_are_refused_and_long_lists_are_not() -> None:
    assert is_let_through("RETURN [" + "1 + 1, " * 1_000 + "1]")
    for operator in (" + 1", " AND 1", " OR n.x = 1"):
        assert is_let_through("MATCH (n) RETURN n" + operator * (MAX_WEIGHT // 4))
    for operator in (" + 1", " AND 1", ".a"):
        with pytest.raises(InvalidQuery, match="chain of operators"):
            inspect("MATCH (n) RETURN n" + operator * (MAX_WEIGHT + 1))


def test_many_clauses_are_refused() -> None:
    for more in (" UNION RETURN 1 AS x", " WITH 1 AS x RETURN x UNION"):
        with pytest.raises(InvalidQuery, match="clauses"):
            inspect("RETURN 1 AS x" + more * MAX_CLAUSES)


def test_many_relationships_are_refused() -> None:
    for hop in ("-->()", "<-[:A]-()", "–[r]—〉()"):
        assert is_let_through("MATCH (a)" + hop * MAX_RELATIONSHIPS + " RETURN a")
        with pytest.raises(InvalidQuery, match="relationships"):
            inspect("MATCH (a)" + hop * (MAX_RELATIONSHIPS + 1) + " RETURN a")


def test_long_texts_are_refused() -> None:
    with pytest.raises(InvalidQuery, match="characters"):
        inspect("RETURN '" + "x" * MAX_LENGTH + "'")
    with pytest.raises(InvalidQuery, match="words and signs"):
        inspect("RETURN [" + "1," * MAX_TOKENS + "1]")
