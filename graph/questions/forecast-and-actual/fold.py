"""Puts what came of it beside each forecast, with a verdict."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Iterator, Mapping, Sequence

from graph.catalogue.folding import admits, given, grouped
from graph.catalogue.outlooks import SCOPE, Outcome, Said, evidence, outcomes, said, several
from graph.catalogue.rows import Row, Value
from graph.store import Bound

EXPECTED = ("forecast", "target", "planned")


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """One row for each expected figure and each actual one beside it; places that say the same are one row."""
    found: dict[str, tuple[dict[str, Value], list[Outcome]]] = {}
    for lines in grouped(rows, "subject", "indicator").values():
        for outcome in _outcomes(said(lines)):
            if _wanted(outcome, values):
                cells = _cells(outcome, lines[0])
                found.setdefault(repr(cells), (cells, []))[1].append(outcome)
    return [_row(cells, alike) for cells, alike in found.values()]


def _outcomes(claims: Sequence[Said]) -> Iterator[Outcome]:
    actual = [claim for claim in claims if claim.cell("stated_status") == "actual"]
    for claim in claims:
        if claim.cell("stated_status") in EXPECTED:
            yield from outcomes(claim, actual)


def _wanted(outcome: Outcome, values: Mapping[str, Sequence[Bound]]) -> bool:
    document, expected = given(values, "document"), outcome.expected
    return (
        admits(values, "status", [expected.cell("stated_status")])
        and admits(values, "verdict", [outcome.verdict])
        and admits(values, "when", [outcome.when])
        and document in (None, expected.cell("stated_by"))
    )


def _cells(outcome: Outcome, line: Row) -> dict[str, Value]:
    expected, actual = outcome.expected, outcome.actual
    cells: dict[str, Value] = {name: line.cells[name] for name in ("subject", "indicator")}
    cells |= {"status": expected.cell("stated_status"), "verdict": outcome.verdict}
    cells |= {"why": outcome.why, "when": outcome.when}
    cells |= {"actual_indicator": actual.cell("counted") if actual else None}
    return cells | _figure("expected", expected) | _figure("actual", actual)


def _figure(side: str, claim: Said | None) -> dict[str, Value]:
    return {
        side: claim.printed if claim else None,
        f"{side}_measure": claim.cell("measure") if claim else None,
        f"{side}_period": claim.cell("stated_period") if claim else None,
        f"{side}_scope": several([claim] if claim else [], *SCOPE),
    }


def _row(cells: dict[str, Value], alike: Sequence[Outcome]) -> Row:
    sides = {"expected": [o.expected for o in alike], "actual": [o.actual for o in alike if o.actual]}
    who: dict[str, Value] = {}
    for side, claims in sides.items():
        who[f"{side}_producers"] = several(claims, "producer")
        who[f"{side}_documents"] = several(claims, "stated_by")
    return Row(cells | who, evidence([*sides["expected"], *sides["actual"]]))
