"""The tables that are printed: what was asked for and measured, the large loads, the questions."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.neo4j.loads import Load
from bench.neo4j.questions import Asked
from bench.report import table


@dataclass(frozen=True, slots=True)
class Line:
    """Something measured; ``asked`` is what it should stay below, None where nothing was asked."""

    name: str
    measured: float
    unit: str
    asked: float | None = None

    def cells(self) -> tuple[str, ...]:
        """The line of the table."""
        met = "" if self.asked is None else "yes" if self.measured <= self.asked else "NO"
        asked = "" if self.asked is None else f"{self.asked:g} {self.unit}"
        return self.name, asked, f"{self.measured:.2f} {self.unit}", met


def targets(lines: Sequence[Line]) -> str:
    """What was asked, what was measured, and whether it is met."""
    return table(("measure", "asked", "measured", "met"), [line.cells() for line in lines])


def loads_table(found: Sequence[Load]) -> str:
    """Loads side by side: seconds, those of each stage, processor time on both sides, memory."""
    stages = list(dict.fromkeys(stage for load in found for stage in load.loaded.stages))
    header = ("load", "nodes", "relationships", "seconds", *stages, "loader cpu s", "server cpu s", "loader MB")
    return table(header, [_load(load, stages) for load in found])


def _load(load: Load, stages: Sequence[str]) -> list[str]:
    loaded = load.loaded
    seconds = [f"{loaded.stages[stage]:.1f}" if stage in loaded.stages else "" for stage in stages]
    numbers = [f"{value:.1f}" for value in (loaded.processor, load.server)]
    counts = f"{loaded.nodes:,}", f"{loaded.relationships:,}"
    return [load.name, *counts, f"{load.seconds:.1f}", *seconds, *numbers, f"{loaded.peak:.0f}"]


def questions_table(found: Sequence[Asked]) -> str:
    """Milliseconds of each question, by who answered."""
    who = ("driver", "view", "oxigraph")
    header = ["question, ms", "lines", *(f"{one} p{percent}" for one in who for percent in (50, 99))]
    return table(header, [_asked(one, who) for one in found])


def _asked(one: Asked, who: Sequence[str]) -> list[str]:
    cells = [f"{one.milliseconds(name, percent):.2f}" for name in who for percent in (50, 99)]
    return [one.name, str(one.lines), *cells]
