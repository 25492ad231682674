import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cypher.inspection import MAX_LENGTH, inspect
from graph.cypher.inspection_limits import (
    BRACKET,
    MAX_CLAUSES,
    MAX_ITEMS,
    MAX_JOINED,
    MAX_LABELS,
    MAX_LOGICAL,
    MAX_NODES,
    MAX_RELATIONSHIPS,
    MAX_TOKENS,
    MAX_WEIGHT,
    SUBQUERY,
)
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
    assert is_let_through("RETURN [" + "1 + 1, " * (MAX_TOKENS // 5) + "1]")
    for operator in (" + 1", " AND 1", " OR n.x = 1"):
        assert is_let_through("MATCH (n) RETURN n" + operator * (MAX_WEIGHT // BRACKET))
    for operator in (" + 1", ".a", "[0]", "[0..]", " = 1"):
        with pytest.raises(InvalidQuery, match="chain of operators"):
            inspect("MATCH (n) RETURN n" + operator * (MAX_WEIGHT + 1))
    for operator in ("[0].b", " XOR 1"):
        with pytest.raises(InvalidQuery, match="chain of operators"):
            inspect("MATCH (n) RETURN n" + operator * (MAX_WEIGHT // BRACKET))


@pytest.mark.parametrize(
    "text",
    [
        "RETURN $a" + (".WITH" + ".b" * 45) * 2,
        "WITH 1 AS with RETURN " + " + ".join(["with", *["1"] * 30] * 2),
        "RETURN " + " + ".join(["$a.WITH", *["$a"] * 30] * 2),
        "RETURN CASE $a WHEN " + "1" + " + 1" * 30 + ", 1" + " + 1" * 30 + " THEN 1 END",
    ],
)
def test_neither_names_nor_the_commas_of_a_case_end_a_chain(text: str) -> None:
    with pytest.raises(InvalidQuery, match="chain of operators"):
        inspect(text)


def test_what_neo4j_copies_for_each_value_of_a_case_is_counted_as_often() -> None:
    def nested(depth: int) -> str:
        return "RETURN " + "CASE $a WHEN 1, 2 THEN " * depth + "1" + " END" * depth

    assert is_let_through(nested(4))
    with pytest.raises(InvalidQuery, match="values in its CASEs"):
        inspect(nested(12))


@pytest.mark.parametrize("sign", ["&", ":"])
def test_labels_that_must_all_be_there_are_few(sign: str) -> None:
    assert is_let_through(f"MATCH (n:{sign.join('ABCDEFGH')}) RETURN n")
    with pytest.raises(InvalidQuery, match="too deep"):
        inspect(f"MATCH (n:{sign.join('ABCDEFGHIJKLMN')}) RETURN n")


@pytest.mark.parametrize(
    ("text", "between", "part", "limit", "reason"),
    [
        ("MATCH @ RETURN 1", ", ", "(n)", MAX_NODES, "nodes"),
        ("MATCH (n) RETURN @", ", ", "COUNT { (m) }", MAX_NODES - 1, "nodes"),
        ("MATCH (n) WHERE @ RETURN 1", " OR ", "n:A", MAX_LABELS, "labels"),
        ("MATCH (n) RETURN @", ", ", "n.x", MAX_ITEMS + 1, "items"),
        ("MATCH (n) WHERE @ RETURN n", " AND ", "n.x", MAX_LOGICAL + 1, "AND, OR and XOR"),
    ],
)
def test_many_parts_are_refused(text: str, between: str, part: str, limit: int, reason: str) -> None:
    assert is_let_through(text.replace("@", between.join([part] * limit)))
    with pytest.raises(InvalidQuery, match=reason):
        inspect(text.replace("@", between.join([part] * (limit + 1))))


@pytest.mark.parametrize("text", ["RETURN $s =~ '(.*a){25}'", "RETURN CASE 'a' WHEN =~ $s THEN 1 END"])
def test_regular_expressions_are_refused_and_the_reason_says_what_to_use(text: str) -> None:
    with pytest.raises(InvalidQuery, match="use CONTAINS"):
        inspect(text)


def test_many_clauses_are_refused() -> None:
    for more in (" UNION RETURN 1 AS x", " WITH 1 AS x RETURN x UNION"):
        with pytest.raises(InvalidQuery, match="clauses"):
            inspect("RETURN 1 AS x" + more * MAX_CLAUSES)


def test_many_relationships_are_refused() -> None:
    for hop in ("-->()", "<-[:A]-()", "–[r]—〉()"):
        assert is_let_through("MATCH (a)" + hop * MAX_JOINED + " RETURN a")
        with pytest.raises(InvalidQuery, match="without a WITH between"):
            inspect("MATCH (a)" + hop * (MAX_JOINED + 1) + " RETURN a")
    apart = "MATCH (a)" + "-->()" * MAX_JOINED + " WITH a MATCH (a)" + "-->()" * (MAX_RELATIONSHIPS - MAX_JOINED)
    assert is_let_through(apart + " RETURN a")
    with pytest.raises(InvalidQuery, match=f"more than {MAX_RELATIONSHIPS} relationships"):
        inspect(apart + "-->() RETURN a")


def test_long_texts_are_refused() -> None:
    with pytest.raises(InvalidQuery, match="characters"):
        inspect("RETURN '" + "x" * MAX_LENGTH + "'")
    with pytest.raises(InvalidQuery, match="words and signs"):
        inspect("RETURN [" + "1," * MAX_TOKENS + "1]")
