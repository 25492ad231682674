"""Solutions are counted in the bytes that the engine writes, whatever stands in their texts, however they are cut."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.sparql.solutions import COUNTERS
from graph.sparql.writing import RESULTS

TRAPS = st.sampled_from([',{"', '[{"a":', "{}", "<result>", "\n", "\r\n", '"', "\\", "\t", ",", "}},{", "a", "界"])
TEXTS = st.lists(st.one_of(TRAPS, st.text(st.characters(exclude_categories=["Cs"]), max_size=3)), max_size=4).map(
    "".join
)


def written(texts: list[str], form: str) -> bytes:
    """The texts as solutions of one variable, as the engine writes them; an empty list as none."""
    rows = " ".join(f"({ox.Literal(text)} {number})" for number, text in enumerate(texts))
    found = ox.Store().query(f"SELECT ?text ?number {{ VALUES (?text ?number) {{ {rows} }} }}")
    assert isinstance(found, ox.QuerySolutions)
    data = found.serialize(format=RESULTS[form])
    assert data is not None
    return data


@pytest.mark.parametrize("form", COUNTERS)
@given(texts=st.lists(TEXTS, max_size=5), cut=st.integers(1, 40))
def test_as_many_are_counted_as_there_are(form: str, texts: list[str], cut: int) -> None:
    data, counter = written(texts, form), COUNTERS[form]()
    for start in range(0, len(data), cut):
        counter.take(data[start : start + cut])
    assert counter.found == len(texts)
