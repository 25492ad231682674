"""What people write becomes bound values: things by any name, dates at their precision; nothing is spliced."""

import re
from calendar import monthrange
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.catalogue.answering import ask
from graph.catalogue.binding import LONGEST, bind_parameters
from graph.catalogue.definition import Question, catalogue, question
from graph.catalogue.patterns import TEXT, is_date
from graph.names import Named, Names, is_printable
from graph.store import Bound, Term
from graph.stores.oxigraph import bind
from ontology.errors import AmbiguousName, InvalidParameter, TiduError, UnknownName
from ontology.identifiers import Ref
from ontology.schema import Text, schema
from ontology.values.period import Period
from tests.graph.asking import YAML, edition, examples, make

LEADING, SHANGHAI = Ref("tier/leading"), Ref("region/310000")
NAMED = Names(
    [
        Named(Ref("tier/leading"), "Tier", Text("示范引领", "Leading"), ("第一梯队",)),
        Named(Ref("tier/rising"), "Tier", Text("快速崛起", "Rising"), ("梯队",)),
        Named(Ref("tier/emerging"), "Tier", Text("蓄势待发", "Emerging"), ("梯队",)),
    ]
)
ATTACKS = [
    '" } UNION { ?s ?p ?o } #', "' } INSERT DATA { } #", "UNDEF } ?s ?p ?o . VALUES ?x { 1", "<urn:x> <urn:y>", "\\",
    "> . } DROP ALL ; #", "VALUES ?tier { UNDEF }", "?tier", '"""', "region/370000> ?p ?o . <x", "$tier", "{{7*7}}",
    "a\nb", "a\x00b", "\ud800", "𝒜" * 400, "' OR 1=1 --", "https://w3id.org/tidu/id/region/370000> <",
]  # fmt: skip


def one(asked: Question, names: Names, **texts: str) -> Bound:
    """The value of the single parameter given, with the examples of the required ones."""
    (name,) = texts
    given_texts = {**examples(asked), **{key: [text] for key, text in texts.items()}}
    (value,) = bind_parameters(asked, given_texts, names)[name]
    return value


@pytest.mark.parametrize(
    "text",
    ["leading", "tier/leading", "https://w3id.org/tidu/id/tier/leading", "示范引领", "Leading", "ＬＥＡＤＩＮＧ",
     "leADing", " Leading ", "示范　引领", "“示范引领”"],
)  # fmt: skip
def test_a_tier_is_named_by_key_identifier_label_or_variant(text: str) -> None:
    assert one(question("policies-by-tier"), NAMED, tier=text) == LEADING


def test_an_alias_names_a_thing() -> None:
    assert one(question("policies-by-tier"), NAMED, tier="第一梯队") == LEADING


@pytest.mark.parametrize("text", ["沪", "上海", "上海市", "Shanghai", "shanghai", "310000", "region/310000"])
def test_a_region_is_named_by_abbreviation_label_or_code(default_build: Path, text: str) -> None:
    assert one(question("tier-members"), edition(default_build).names, region=text) == SHANGHAI


def test_an_ambiguous_name_is_refused_with_the_candidates() -> None:
    with pytest.raises(AmbiguousName) as caught:
        one(question("policies-by-tier"), NAMED, tier="梯队")
    assert caught.value.candidates == ["tier/rising", "tier/emerging"]
    assert "one of tier/rising, tier/emerging" in caught.value.errors["tier"]


@pytest.mark.parametrize(
    ("texts", "nearest"),
    [({"tier": "leadin"}, {"tier": "leading"}), ({"tier": "leading", "source": "0003"}, {"source": "003"}),
     ({"tier": "leadin", "source": "0003"}, {"tier": "leading", "source": "003"}),
     ({"source": "0003", "tier": "梯队"}, {"tier": "tier/emerging", "source": "003"})],
)  # fmt: skip
def test_what_is_only_not_there_is_not_found_whether_it_is_required_or_not(
    texts: dict[str, str], nearest: dict[str, str]
) -> None:
    with pytest.raises(UnknownName) as caught:
        bind_parameters(question("policies-by-tier"), {name: [text] for name, text in texts.items()}, NAMED)
    assert set(caught.value.errors) == set(nearest)
    assert all(near in caught.value.errors[name] for name, near in nearest.items())


def test_a_wrong_name_beside_other_errors_is_one_of_them() -> None:
    with pytest.raises(InvalidParameter) as caught:
        bind_parameters(question("policies-by-tier"), {"tier": ["leadin"], "known_at": ["soon"]}, NAMED)
    assert set(caught.value.errors) == {"tier", "known_at"}


def test_a_thing_of_another_class_is_not_taken(default_build: Path) -> None:
    with pytest.raises(UnknownName):
        one(question("policies-by-tier"), edition(default_build).names, tier="region/310000")


@pytest.mark.parametrize(
    ("text", "day"),
    [("2021-12-20", date(2021, 12, 20)), ("2021-12", date(2021, 12, 31)), ("2021-02", date(2021, 2, 28)),
     ("2020", date(2020, 12, 31)), ("2021-Q2", date(2021, 6, 30))],
)  # fmt: skip
def test_a_month_or_a_year_means_its_last_day(text: str, day: date) -> None:
    assert one(question("documents"), NAMED, known_at=text) == day


@pytest.mark.parametrize(
    "text",
    [
        "2021-13",
        "2021-02-30",
        "2021-02-29",
        "1900-02-29",
        "2021-00",
        "2021-04-31",
        "2021-Q5",
        "2021~",
        "0000",
        "21-12-31",
        "2020/2021",
        "2017/..",
        "..",
        "today",
        "99999",
        "２０２１",
        "-1",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(InvalidParameter) as caught:
        one(question("documents"), NAMED, known_at=text)
    assert list(caught.value.errors) == ["known_at"]


@given(st.dates())
def test_every_day_month_quarter_and_year_is_a_date_and_no_day_too_many(day: date) -> None:
    asked = question("documents")
    assert one(asked, NAMED, known_at=str(day)) == day
    last = day.replace(day=monthrange(day.year, day.month)[1])
    assert one(asked, NAMED, known_at=str(day)[:7]) == last
    assert one(asked, NAMED, known_at=str(day)[:4]) == date(day.year, 12, 31)
    assert not is_date(f"{str(day)[:8]}{last.day + 1}")


@given(st.one_of(st.text(max_size=12), st.from_regex(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", fullmatch=True)))
def test_what_is_taken_for_a_date_is_one(text: str) -> None:
    if is_date(text):
        assert Period.parse(text).end


@pytest.mark.parametrize("text", ["inTier", "intier", schema().properties["inTier"].label.zh, "IN TIER"])
def test_a_property_is_named_by_name_or_label(text: str) -> None:
    names = Names([Named(Ref("region/370000"), "Region", Text("山东省", "Shandong"), ())])
    found = one(question("relations-of-thing"), names, property=text)
    assert found == Term("inTier")
    assert isinstance(found, Term)


def test_every_reason_is_given_at_once() -> None:
    texts = {"tier": ["leading", "rising"], "basis": ["any"], "known_at": ["soon"], "colour": ["red"]}
    with pytest.raises(InvalidParameter) as caught:
        bind_parameters(question("policies-by-tier"), texts, NAMED)
    assert set(caught.value.errors) == {"tier", "basis", "known_at", "colour"}
    assert caught.value.accepted == ["tier", "basis", "source", "valid_at", "known_at"]


def test_empty_texts_count_as_absent_and_repeated_values_as_one() -> None:
    asked = question("policies-by-tier")
    values = bind_parameters(asked, {"tier": ["leading"], "basis": ["own", "", "within", "own"], "source": [""]}, NAMED)
    assert (values["basis"], values["source"]) == (("own", "within"), ())
    with pytest.raises(InvalidParameter, match="missing"):
        bind_parameters(asked, {"tier": [""]}, NAMED)


@pytest.mark.parametrize("text", ["a" * (LONGEST + 1), "a\tb", "a\x7f", "a\x85", "\x00", "\ud800"])
def test_long_or_unprintable_texts_are_refused(text: str) -> None:
    with pytest.raises(InvalidParameter, match="printable"):
        one(question("policies-by-tier"), NAMED, tier=text)


@pytest.mark.parametrize(
    ("text", "value"), [("0", 0), ("-3", -3), ("17", 17), ("1.0", None), ("１", None), ("1_0", None), ("9" * 30, None)]
)
def test_integers_are_ascii_digits_of_a_sensible_length(tmp_path: Path, text: str, value: int | None) -> None:
    asked = make(tmp_path / "things", YAML.replace("type: text, example: a", "type: integer, example: 1"))
    if value is None:
        with pytest.raises(InvalidParameter, match="whole number"):
            one(asked, NAMED, given=text)
    else:
        assert one(asked, NAMED, given=text) == value


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", sorted(catalogue()))
def test_no_parameter_lets_a_query_in(default_build: Path, name: str, attack: str) -> None:
    asked, names = catalogue()[name], edition(default_build).names
    for parameter in asked.parameters:
        with pytest.raises(TiduError):
            bind_parameters(asked, examples(asked) | {parameter: [attack]}, names)


@given(st.text(max_size=20))
def test_the_documented_pattern_is_what_is_taken(text: str) -> None:
    assert (re.fullmatch(TEXT, text) is not None) == is_printable(text) or any("\ud800" <= c <= "\udfff" for c in text)


def test_every_thing_is_found_by_its_names_or_is_among_the_candidates(default_build: Path) -> None:
    names, asked = edition(default_build).names, question("relations-of-thing")
    for named in names.of_class("Thing"):
        assert one(asked, names, thing=named.ref) == named.ref
        assert one(asked, names, thing=named.ref.iri) == named.ref
        assert names.resolve(named.ref.key, named.cls) == named.ref
        for text in named.names():
            try:
                found: list[Bound] = [one(asked, names, thing=text)]
            except AmbiguousName as error:
                found = [*error.candidates]
            # a key of another thing wins over names
            assert named.ref in found or any(str(each).partition("/")[2] == text for each in found), text


@pytest.mark.parametrize("attack", [attack for attack in ATTACKS if attack.isprintable() and len(attack) <= LONGEST])
def test_a_text_is_bound_as_it_is(default_build: Path, tmp_path: Path, attack: str) -> None:
    check_bound(make(tmp_path / "things"), default_build, attack)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=LONGEST))
def test_any_text_is_bound_as_it_is(default_build: Path, tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    check_bound(make(tmp_path_factory.getbasetemp() / "things"), default_build, text)


def check_bound(asked: Question, data: Path, text: str) -> None:
    opened = edition(data)
    found = ask(opened.view, asked, bind_parameters(asked, {"given": [text]}, opened.names), 10)
    assert [row.cells["thing"] for row in found.rows] == [text]


def test_a_bound_text_that_looks_like_a_binding_is_not_filled_in() -> None:
    asked = question("policies-by-tier")
    text = bind(asked.query, {"basis": ("VALUES ?source { UNDEF }",), "source": (Ref("document/002"),)})
    assert '"VALUES ?source { UNDEF }"' in text
    assert text.count("<https://w3id.org/tidu/id/document/002>") == 1
