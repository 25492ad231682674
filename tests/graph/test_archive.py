"""The facts of a build as lines: what is written is read back, and what is no longer whole is refused."""

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.archive import read_facts, write_facts
from graph.facts import Context, Document, Entity, Fact, Life, Observation, Passage, Statement
from loaders.corpus import read_corpus, seed_folder
from ontology.errors import StoreError
from ontology.identifiers import Ref
from ontology.schema import Text
from ontology.values.period import Period
from ontology.values.quantity import Comparator, Quantity
from ontology.values.units import unit
from ontology.values.vocabulary import Measure, PeriodBasis, Phase, Role, Status, Time
from tests.graph.making import document, entity

words = st.text(st.characters(codec="utf-8") | st.sampled_from('"\\\r\n\x00\x85\u2028\ufeff{}'), max_size=12)
refs = st.from_regex(r"[a-z][a-z0-9-]{0,4}/[a-z0-9][a-z0-9.-]{0,6}", fullmatch=True).map(Ref)
texts = st.builds(Text, words, words)
days = st.dates().map(lambda day: f"{day:%Y-%m-%d}".zfill(10))
edtf = st.sampled_from(["2020", "2021~", "2021-06", "2021-Q2", "2018-12/2021-12?", "2017/..", "../2020"])
periods = (days | edtf).map(Period.parse)
units = st.sampled_from(["家", "万家", "亿元", "%", "千万个", "个百分点"]).map(unit)
decimals = st.decimals(allow_nan=False) | st.sampled_from(["1.00", "-0", "1E+3", "0.1000"]).map(Decimal)
values = words | st.integers() | st.booleans() | decimals | periods | refs | texts | units
passages = st.builds(Passage, words, st.integers(0), st.integers(0), words, st.none() | words)

documents = st.builds(Document, words, words, words, words, texts, refs, periods)
attributes = st.lists(st.tuples(words, values), max_size=8).map(tuple)
entities = st.builds(Entity, refs, words, texts, st.lists(words, max_size=3).map(tuple), attributes)
claim = MappingProxyType({
    "id": words, "document": words, "subject": refs, "status": st.sampled_from(Status), "via": st.none() | refs,
    "passage": passages, "note": st.none() | words,
    "context": st.lists(st.builds(Context, st.sampled_from(Role), passages), max_size=2).map(tuple),
})  # fmt: skip
statements = st.builds(
    Statement, **claim, property=words, object=st.none() | refs, role=st.none() | words, negated=st.booleans(),
    value=st.none() | words | st.integers() | periods, valid_from=st.none() | periods, valid_to=st.none() | periods,
)  # fmt: skip
numbers = decimals.filter(Decimal.is_finite).map(lambda number: f"{number:f}")
single = st.builds(Quantity, numbers, units, st.sampled_from(Comparator))
ranges = st.builds(Quantity, st.none(), units, lower=numbers, upper=numbers)
observations = st.builds(
    Observation, **claim, indicator=refs, breakdown=st.lists(refs, max_size=2).map(tuple), quantity=single | ranges,
    population=st.none() | refs, measure=st.sampled_from(Measure), period=st.none() | periods,
    base=st.none() | periods | st.sampled_from(Phase) | refs, time=st.none() | st.sampled_from(Time),
    period_basis=st.none() | st.sampled_from(PeriodBasis), phase=st.none() | st.sampled_from(Phase),
    producer=st.none() | refs,
)  # fmt: skip

GIVEN: list[Fact] = [document(), entity("region/cn", "Region", share=Decimal("1.50")), entity("topic/a", "Topic")]


def written(folder: Path, *facts: Fact) -> Path:
    path = folder / "facts.jsonl"
    write_facts(path, facts)
    return path


def check_same(found: list[Fact], facts: list[Fact]) -> None:
    """Equal, and of the same types: a Ref equals its text, and 1.0 equals 1.00."""
    assert found == facts
    assert repr(found) == repr(facts)


@settings(deadline=None)
@given(st.lists(documents | entities | statements | observations, max_size=4))
def test_facts_of_every_kind_are_read_back_as_they_were(facts: list[Fact]) -> None:
    with TemporaryDirectory() as folder:
        check_same(list(read_facts(written(Path(folder), *facts))), facts)


def test_the_seeds_are_read_back_as_they_were(tmp_path: Path) -> None:
    facts = list(read_corpus(seed_folder()).facts())
    check_same(list(read_facts(written(tmp_path, *facts))), facts)


def test_what_is_derived_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="Life"):
        written(tmp_path, Life(Ref("policy/plan"), None, None))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"1.50"', b'"1,50"'),  # no decimal
        (b'"1.50"', b"1.5"),
        ("文".encode(), "文".encode()[:2]),  # no UTF-8
        (b'"region/cn"', b'"region/cn'),  # no JSON
        (b'{"Entity"', b'{"Entities"'),
        (b'"cls"', b'"class"'),
        (b'{"Period":"2021-12"}', b'{"Period":"2021-13"}'),
        (b'{"Period":"2021-12"}', b'{"Period":202112}'),
        (b'{"Ref":"region/cn"}', b'{"Ref":"region/cn","Text":"a"}'),
        (b'{"Entity":', b'{"Passage":'),
        (b'{"Entity":', b"[" * 100_000),
        (b'{"Entity":', b'"'),
        (b"\n", b"\n\n"),
        (b"\n", b"\n5\n"),
    ],
)
def test_a_line_that_is_no_fact_is_named_and_a_build_is_asked_for(tmp_path: Path, old: bytes, new: bytes) -> None:
    path = written(tmp_path, *GIVEN)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(old, new, 1))
    number = whole[: whole.index(old)].count(b"\n") + (2 if old == b"\n" else 1)
    with pytest.raises(StoreError, match=rf"{path}:{number} is no fact.*; run `tidu build`$") as raised:
        list(read_facts(path))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("kept", [(), (0,), (0, 1), (0, 1, 2), (0, 2, 3), (0, 1, 2, 3, 3), (0, 1, 1, 2, 3), (3,)])
def test_a_file_that_lost_or_gained_lines_is_not_taken_for_whole(tmp_path: Path, kept: tuple[int, ...]) -> None:
    path = written(tmp_path, *GIVEN)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[number] for number in kept))
    with pytest.raises(StoreError, match=rf"^{path} is not whole.*; run `tidu build`$"):
        list(read_facts(path))


def test_a_file_that_was_cut_anywhere_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, *GIVEN)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(StoreError, match="run `tidu build`"):
            list(read_facts(path))


def test_a_build_without_facts_is_asked_for_anew(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"facts\.jsonl is missing\); run `tidu build`"):
        list(read_facts(tmp_path / "facts.jsonl"))
