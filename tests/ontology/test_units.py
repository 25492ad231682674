"""Units: what reports print behind a number, scale word included."""

from decimal import Decimal

import pytest

from ontology.errors import InvalidValue
from ontology.identifiers import Ref
from ontology.values.units import SCALES, base_units, unit


@pytest.mark.parametrize(
    ("symbol", "scale", "base", "dimension"),
    [
        ("家", "1", "家", "count"),
        ("万家", "10000", "家", "count"),
        ("亿元", "100000000", "元", "currency"),
        ("万亿元", "1000000000000", "元", "currency"),
        ("千万元", "10000000", "元", "currency"),
        ("百万台", "1000000", "台", "count"),
        ("%", "1", "%", "proportion"),
        ("成", "10", "%", "proportion"),
        ("百成", "1000", "%", "proportion"),  # a scale word before a unit that has a scale itself
        ("百分点", "1", "百分点", "proportion-difference"),
        ("个百分点", "1", "百分点", "proportion-difference"),
        ("万吨标煤", "10000", "吨标煤", "energy"),
        ("万台（套）", "10000", "台（套）", "count"),
        ("万台(套)", "10000", "台（套）", "count"),
    ],
)
def test_a_printed_unit_has_a_scale_a_base_unit_and_a_dimension(
    symbol: str, scale: str, base: str, dimension: str
) -> None:
    found = unit(symbol)
    assert (found.symbol, found.scale, found.base, found.dimension) == (symbol, Decimal(scale), base, dimension)


@pytest.mark.parametrize("symbol", ["", "万", "箱", "万万家", " 家", "家 ", "十亿元"])
def test_a_unit_outside_the_table_is_refused_with_the_place_to_add_it(symbol: str) -> None:
    with pytest.raises(InvalidValue, match=r"units\.csv") as caught:
        unit(symbol)
    assert (caught.value.kind, caught.value.text) == ("unit", symbol)


def test_percent_and_percentage_point_do_not_convert() -> None:
    assert unit("%").base != unit("百分点").base


def test_a_scaled_unit_says_its_worth_in_english() -> None:
    assert unit("万家").label_en == "10,000 enterprises or bodies"


def test_no_two_units_share_a_key() -> None:
    symbols = [*base_units(), *(word + symbol for word in SCALES for symbol in base_units())]
    keys = [unit(symbol).key for symbol in symbols]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("symbol", sorted(base_units()))
def test_every_unit_of_the_table_is_complete_and_identified(symbol: str) -> None:
    found = unit(symbol)
    assert Ref.parse(found.ref).segment == "unit"
    assert found.label_en
    assert found.dimension
    assert found.scale > 0


@pytest.mark.parametrize("symbol", sorted(base_units()))
def test_what_a_unit_is_based_on_is_itself_a_base_of_the_same_dimension(symbol: str) -> None:
    base = unit(unit(symbol).base)
    assert (base.base, base.scale, base.dimension) == (base.symbol, Decimal(1), unit(symbol).dimension)
