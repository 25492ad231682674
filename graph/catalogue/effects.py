"""What folds of effects share: what an indicator is an effect on, and the pairs of what was before and after.

Which indicators tell of savings is not in the ontology, so it stands here; a test fails where an enterprise has a
change or a saved amount whose indicator is not listed.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from graph.catalogue.folding import claims_of, grouped
from graph.catalogue.rows import Row, Value

CHANGES = ("difference", "growth", "mean-growth", "ratio")

# An effect, then how the figures of its indicators read: a fall saves, a rise saves, the amount itself is the saving.
_INDICATORS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "energy": {
        "fall": (
            "power-per-tonne-limestone", "diesel-per-tonne", "electricity-consumption", "oil-consumption",
            "energy-per-10k-value-added", "energy-per-10k-output",
        ),
        "rise": ("energy-utilisation-per-m2-board",),
        "amount": ("natural-gas-saved", "coal-equivalent-saved"),
    },
    "emissions": {
        "amount": (
            "carbon-dioxide-reduction", "soot-reduction", "sulphur-dioxide-reduction", "nitrogen-oxides-reduction",
            "afforestation-equivalent",
        ),
    },
    "cost": {
        "fall": ("production-cost", "enterprise-cost"),
        "amount": ("cost-saved", "compound-screening-cost-saved", "clinical-trial-cost-saved"),
    },
    "labour": {"fall": ("headcount",)},
    "time": {"fall": ("product-rollout-time",), "amount": ("rd-time-saved",)},
    "stock": {"fall": ("inventory",)},
    "efficiency": {
        "other": (
            "production-efficiency", "rd-efficiency", "vehicle-development-efficiency", "equipment-utilisation",
            "overall-equipment-effectiveness", "overall-product-yield", "overall-benefit", "automation-rate",
            "equipment-networking-rate",
        ),
    },
    "revenue": {"other": ("revenue", "profit")},
    "quality": {"other": ("product-quality",)},
    "safety": {
        "other": (
            "casualty-accidents", "fire-accidents", "explosion-accidents", "major-quality-accidents",
            "major-process-accidents", "environmental-pollution-accidents",
        ),
    },
}  # fmt: skip

EFFECTS = {
    f"indicator/{key}": (effect, sense)
    for effect, senses in _INDICATORS.items()
    for sense, keys in senses.items()
    for key in keys
}

_PAIRED = (
    "of", "subject", "indicator", "breakdown", "population", "measure", "unit", "time", "status", "producer", "via",
    "source",
)  # fmt: skip
_DERIVED = ("before", "before_lower", "before_upper", "change_lower", "change_upper", "growth_lower", "growth_upper")
_CENT = Decimal("0.01")


def told(rows: Sequence[Row]) -> list[Row]:
    """The rows with ``kind`` and ``effect``; a before and an after that compare become one row with their change."""
    found: list[Row] = []
    for alike in grouped(rows, *(name for name in _PAIRED if name in rows[0].cells)).values():
        before, after = ([row for row in alike if row.cells["phase"] == phase] for phase in ("before", "after"))
        if len(before) == len(after) == 1:
            found.append(_pair(before[0], after[0]))
            found += [_single(row) for row in alike if row.cells["phase"] not in ("before", "after")]
        else:
            found += [_single(row) for row in alike]
    return found


def is_saving(row: Row) -> bool:
    """Whether a row of ``told`` says that something was saved; what may be either way is kept."""
    _, sense = EFFECTS.get(str(row.cells["indicator"]), ("", "other"))
    if sense == "amount":
        return True
    if row.cells["kind"] == "level" or sense == "other":
        return False
    lower, upper = (_number(row, f"{_changed(row)}{end}") for end in ("lower", "upper"))
    return not (upper is not None and upper <= 0) if sense == "rise" else not (lower is not None and lower >= 0)


def _changed(row: Row) -> str:
    return "change_" if row.cells["kind"] == "pair" else ""


def _single(row: Row) -> Row:
    effect, sense = EFFECTS.get(str(row.cells["indicator"]), (None, "other"))
    kind = "change" if row.cells["measure"] in CHANGES else "saving" if sense == "amount" else "level"
    return Row({**row.cells, "kind": kind, "effect": effect, **dict.fromkeys(_DERIVED)}, row.claims)


def _pair(before: Row, after: Row) -> Row:
    effect, _ = EFFECTS.get(str(after.cells["indicator"]), (None, ""))
    cells: dict[str, Value] = {**after.cells, "kind": "pair", "effect": effect, **dict.fromkeys(_DERIVED)}
    cells["before"] = before.cells["value"]
    cells["before_lower"], cells["before_upper"] = before.cells["lower"], before.cells["upper"]
    return Row(cells | _change(before, after), claims_of([before, after]))


def _change(before: Row, after: Row) -> dict[str, Value]:
    """The least and the greatest change that the bounds leave, in the base unit and (rounded outwards) in per cent."""
    least, most = _number(before, "lower"), _number(before, "upper")
    lower, upper = _number(after, "lower"), _number(after, "upper")
    found: dict[str, Value] = {}
    if lower is not None and most is not None:
        found["change_lower"] = lower - most
        found["growth_lower"] = _per_cent(lower, most, ROUND_FLOOR) if (least or 0) > 0 and lower >= 0 else None
    if upper is not None and least is not None:
        found["change_upper"] = upper - least
        found["growth_upper"] = _per_cent(upper, least, ROUND_CEILING) if least > 0 and upper >= 0 else None
    return found


def _per_cent(after: Decimal, before: Decimal, rounding: str) -> Decimal:
    return ((after - before) / before * 100).quantize(_CENT, rounding)


def _number(row: Row, column: str) -> Decimal | None:
    cell = row.cells[column]
    return None if cell is None else Decimal(str(cell))
