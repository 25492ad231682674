"""Units as Chinese reports print them: a base unit (``units.csv``), with or without a scale word (万家, 亿元)."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from ontology.errors import InvalidValue
from ontology.identifiers import Ref

SCALES: Mapping[str, tuple[Decimal, str]] = MappingProxyType(
    {
        "万亿": (Decimal(10**12), "wan-yi"),
        "千亿": (Decimal(10**11), "qian-yi"),
        "百亿": (Decimal(10**10), "bai-yi"),
        "千万": (Decimal(10**7), "qian-wan"),
        "百万": (Decimal(10**6), "bai-wan"),
        "亿": (Decimal(10**8), "yi"),
        "万": (Decimal(10**4), "wan"),
        "千": (Decimal(1000), "qian"),
        "百": (Decimal(100), "bai"),
    }
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: ``scale`` × ``base`` (the symbol of the base unit), of a ``dimension``.

    >>> unit("万家").scale
    Decimal('10000')
    """

    symbol: str
    key: str
    scale: Decimal
    base: str
    dimension: str
    label_en: str

    @property
    def ref(self) -> Ref:
        """The unit's identifier."""
        return Ref(f"unit/{self.key}")


@cache
def base_units() -> Mapping[str, Unit]:
    """All base units by symbol, from the table beside this module."""
    text = (files("ontology.values") / "units.csv").read_text(encoding="utf-8")
    return {
        row["symbol"]: Unit(
            row["symbol"], row["key"], Decimal(row["scale"] or 1), row["base"] or row["symbol"], row["dimension"],
            row["label_en"],
        )
        for row in csv.DictReader(text.splitlines())
    }  # fmt: skip


@cache
def unit(symbol: str) -> Unit:
    """The unit printed as ``symbol``; raise InvalidValue if neither it nor its base unit is in the table."""
    units = base_units()
    if symbol in units:
        return units[symbol]
    for word, (scale, key) in SCALES.items():
        base = units.get(symbol.removeprefix(word)) if symbol.startswith(word) else None
        if base:
            label = f"{scale:,} {base.label_en}"
            return Unit(symbol, f"{key}-{base.key}", scale * base.scale, base.base, base.dimension, label)
    raise InvalidValue("unit", symbol, f"a unit of ontology/values/units.csv, with {'/'.join(SCALES)} before it or not")
