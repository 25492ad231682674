"""The tables that are printed: targets against what was measured, and the engines side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """Something measured, and the value it should stay below."""

    name: str
    limit: float
    measured: float
    unit: str

    def cells(self) -> tuple[str, ...]:
        """The line of the table."""
        verdict = "ok" if self.measured <= self.limit else "slower" if self.unit != "MB" else "larger"
        return self.name, f"{self.limit:g} {self.unit}", f"{self.measured:.2f} {self.unit}", verdict


def targets_table(targets: Sequence[Target]) -> str:
    """Targets, a line each."""
    return table(("measure", "target", "measured", ""), [target.cells() for target in targets])


def engines_table(by_name: Mapping[str, Mapping[str, float]]) -> str:
    """Milliseconds by engine (lines) and tier (columns)."""
    tiers = list(next(iter(by_name.values())))
    lines = [(name, *(f"{found[tier] * 1000:.2f}" for tier in tiers)) for name, found in by_name.items()]
    return table(("median ms, policies-by-tier", *tiers), lines)


def table(header: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Columns as wide as they need: the first to the left, the others to the right."""
    widths = [max(len(line[place]) for line in (header, *lines)) for place in range(len(header))]
    rule = ["-" * width for width in widths]
    return "\n".join(_line(line, widths) for line in (header, rule, *lines))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        cell.ljust(width) if place == 0 else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join((first, *others)).rstrip()
