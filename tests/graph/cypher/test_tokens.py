import pytest

from graph.cypher.tokens import place, tokens


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind.name, token.text) for token in tokens(text)]


def test_comments_and_all_kinds_of_spaces_part_tokens() -> None:
    spaces = "\t\n\r \xa0\u1680\u2000\u2009\u2028\u2029\u202f\u205f\u3000"
    text = "".join(f"a{space}" for space in spaces) + "/* b */a// c\na/**/a"
    assert [written for _, written in kinds(text)] == ["a"] * (len(spaces) + 3)


@pytest.mark.parametrize(
    "text",
    ["'a'", '"a"', "'a\\'b'", "'a\\\\'", '"\n"', "'// no comment'", '"/* none"', "`a`", "`a``b`", "`'`", "``"],
)
def test_strings_and_names_end_at_their_own_quote(text: str) -> None:
    assert kinds(text) == [("NAME" if text.startswith("`") else "STRING", text)]


@pytest.mark.parametrize(
    "text", ["'a", '"a', "`a", "`a``", "'a\\'", "/* a", "/*/", "\\", "#", "a\u200b", "\ufeff", "\x0b", "?"]
)
def test_what_does_not_end_or_is_no_token_is_junk(text: str) -> None:
    assert kinds(text)[-1][0] == "JUNK" or kinds(text)[:2] == [("PUNCTUATION", "/"), ("PUNCTUATION", "*")]


@pytest.mark.parametrize("text", ["1", "1.5", ".5", "1e3", "1.5E-3", "0x1F", "0o17", "1_000"])
def test_numbers(text: str) -> None:
    assert kinds(text) == [("NUMBER", text)]


@pytest.mark.parametrize("text", ["1CREATE", "1.5CREATE", "0xFG", "1e3x", "1.CREATE", "1.`x`", "1_"])
def test_a_number_that_runs_into_a_name_is_junk(text: str) -> None:
    assert "JUNK" in [kind for kind, _ in kinds(text)]


def test_two_full_stops_are_no_part_of_a_number() -> None:
    assert [text for _, text in kinds("[1..2]")] == ["[", "1", "..", "2", "]"]


@pytest.mark.parametrize("text", ["$x", "$0", "$12", "$`odd ``name`", "$名"])
def test_parameters(text: str) -> None:
    assert kinds(text) == [("PARAMETER", text)]


def test_arrows_of_other_scripts_are_read_as_ascii() -> None:
    assert [text for _, text in kinds("(a)⟨—[r]－〉(b)")] == list("(a)<-[r]->(b)")


def test_only_ascii_words_are_keywords() -> None:
    assert [token.keyword for token in tokens("match ſet 区域 Ｍatch")] == ["MATCH", "", "", ""]


def test_a_name_is_what_stands_between_back_ticks() -> None:
    assert [token.name for token in tokens("a `b``c`")] == ["a", "b`c"]


def test_lines_and_columns_count_from_one() -> None:
    assert place("ab\ncd", 4) == (2, 2)


@pytest.mark.parametrize(
    "piece", ["`", "``", "'", "\\'", "/*", "*/", "/", "//", "1_", "1.", "$", "a", "\u2028//", "<>", "\n"]
)
def test_no_text_makes_the_tokeniser_backtrack(piece: str) -> None:
    # a tenth of a second; what backtracks would not come to an end
    for start in ("x", "x'", "x/*", "x`"):
        assert next(tokens(start + piece * 50_000)).text.startswith("x")
        assert sum(1 for _ in tokens(start + piece * 50_000)) >= 1
