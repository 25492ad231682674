"""The tables that are printed: each question under load, memory, and what was aimed at."""

from collections.abc import Sequence

from bench.endpoints.load import Measured
from bench.endpoints.tables import BUSY
from bench.questions.contestants import OFF, ON
from bench.questions.measuring import CLIENTS, Cases, Found
from bench.report import table

AIMS = ((OFF, 1.0), (ON, 2.0))
"""Answers a second beside the fastest of the others: with the answer cache off, and with it on."""


def load_table(name: str, cases: Cases, found: Sequence[Found]) -> str:
    """One question: answers a second, median and 99th percentile, by contestant and number of clients."""
    sizes = "/".join(str(case.lines) for case in cases[name])
    header = [f"{name}, {sizes} lines"]
    for clients in CLIENTS:
        header += [f"a second, {clients} client{'s' * (clients > 1)}", "p50 ms", "p99 ms"]
    return table(header, [(one.name, *_loads(one, name)) for one in found])


def _loads(found: Found, name: str) -> list[str]:
    cells: list[str] = []
    for clients in CLIENTS:
        cells += _cells(found.loads.get((name, clients), "missing"))
    return cells


def _cells(measured: Measured | str) -> Sequence[str]:
    if isinstance(measured, str):
        return measured, "", ""
    busy = "*" if measured.client > BUSY else ""
    return f"{measured.rate:.0f}{busy}", f"{measured.milliseconds(50):.2f}", f"{measured.milliseconds(99):.2f}"


def aims_table(cases: Cases, found: Sequence[Found]) -> str:
    """Ours beside the fastest of the others, by question and number of clients."""
    by_name = {one.name: one for one in found}
    lines = [
        _aim(name, clients, by_name[ours], aim, [one for one in found if one.name not in (OFF, ON)])
        for ours, aim in AIMS
        for name in cases
        for clients in CLIENTS
    ]
    return table(("aim: answers a second beside the fastest other", "fastest", "aim", "measured", ""), lines)


def _aim(name: str, clients: int, ours: Found, aim: float, others: Sequence[Found]) -> Sequence[str]:
    rates = {
        one.name: measured.rate for one in others if isinstance(measured := one.loads.get((name, clients)), Measured)
    }
    mine, head = ours.loads.get((name, clients)), f"{ours.name}: {name}, {clients} client{'s' * (clients > 1)}"
    if not rates or not isinstance(mine, Measured):
        return head, "none", f"{aim:g}", "", "missing"
    fastest = max(rates, key=lambda other: rates[other])
    ratio = mine.rate / rates[fastest]
    return head, fastest, f"{aim:g}", f"{ratio:.2f}", "ok" if ratio >= aim else "slower"


def memory_table(found: Sequence[Found]) -> str:
    """Memory of each server with the processes below it, and of its own process."""
    lines = [
        (one.name, *(f"{mb:.0f}" for mb in (one.idle, one.family, one.resident))) if not one.missing
        else (one.name, f"missing: {one.missing}", "", "")
        for one in found
    ]  # fmt: skip
    return table(("MB", "at start", "in the end", "of them its own process"), lines)
