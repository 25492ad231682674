"""Puts what came of it beside each target and plan, with a verdict."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.catalogue.folding import admits, given, grouped
from graph.catalogue.outlooks import SCOPE, Outcome, Said, Verdict, evidence, outcomes, said, several
from graph.catalogue.rows import Row, Value, sort_key
from graph.store import Bound, Cell
from ontology.identifiers import Ref
from ontology.schema import schema

EXPECTED = ("target", "planned")
ASIDE = ("describedAs", "topic")


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """One row for each figure and what came of it, and for each thing of which something is planned."""
    figures = [row for row in rows if row.cells["unit"] is not None]
    statements = [row for row in rows if row.cells["unit"] is None]
    made = [*_figures(figures, values), *_statements(statements, values)]
    asked = ("policy", "kind", "status", "verdict")
    return [row for row in made if all(admits(values, name, [row.cells[name]]) for name in asked)]


def _expected(claims: Iterable[Said], values: Mapping[str, Sequence[Bound]]) -> list[Said]:
    document = given(values, "document")
    return [
        claim
        for claim in claims
        if claim.cell("stated_status") in EXPECTED and document in (None, claim.cell("stated_by"))
    ]


def _actual(claims: Iterable[Said]) -> list[Said]:
    return [claim for claim in claims if claim.cell("stated_status") == "actual"]


def _figures(rows: Iterable[Row], values: Mapping[str, Sequence[Bound]]) -> Iterator[Row]:
    found: dict[str, tuple[dict[str, Value], list[Outcome]]] = {}
    for lines in grouped(rows, "subject", "property").values():
        claims = said(lines)
        for outcome in (o for claim in _expected(claims, values) for o in outcomes(claim, _actual(claims))):
            cells = _cells(lines[0], [outcome.expected], [outcome.actual] if outcome.actual else [])
            cells |= {"kind": "figure", "verdict": outcome.verdict, "why": outcome.why, "when": outcome.when}
            found.setdefault(repr(cells), (cells, []))[1].append(outcome)
    for cells, alike in found.values():
        yield _row(cells, [o.expected for o in alike], [o.actual for o in alike if o.actual])


def _statements(rows: Iterable[Row], values: Mapping[str, Sequence[Bound]]) -> Iterator[Row]:
    """All that is planned of a thing for one time, beside those statements of it that are actual."""
    for lines in grouped(rows, "subject").values():
        claims = said(lines)
        kinds: dict[tuple[Cell, Cell], list[Said]] = {}
        for claim in _expected(claims, values):
            kinds.setdefault((claim.cell("stated_status"), claim.cell("stated_period")), []).append(claim)
        for planned in kinds.values():
            wanted = {_told(claim) for claim in planned}
            done = [claim for claim in _actual(claims) if _told(claim) in wanted]
            cells = _cells(lines[0], planned, done) | {"kind": "statement", "why": (), "when": None}
            yield _row(cells | {"verdict": _verdict(wanted, {_told(claim) for claim in done})}, planned, done)


def _told(claim: Said) -> tuple[Cell, Cell]:
    return claim.cell("property"), claim.cell("value")


def _verdict(wanted: set[tuple[Cell, Cell]], done: set[tuple[Cell, Cell]]) -> Verdict:
    """Texts are hardly said twice in the same words, and a topic is no aim: they count only where all is such."""
    telling = {told for told in wanted if told[0] not in ASIDE} or wanted
    return "met" if telling <= done else "undecided" if telling & done else "open"


def _cells(line: Row, planned: Sequence[Said], done: Sequence[Said]) -> dict[str, Value]:
    subject = line.cells["subject"]
    periods = {claim.cell("stated_period") for claim in done}
    return {
        "subject": subject,
        "properties": several(planned, "property"),
        "policy": subject if isinstance(subject, Ref) and _is_policy(subject) else None,
        "status": planned[0].cell("stated_status"),
        "targets": _printed(planned),
        "target_period": planned[0].cell("stated_period"),
        "target_scope": several(planned, *SCOPE),
        "outcomes": _printed(done),
        "outcome_period": periods.pop() if len(periods) == 1 else None,
    }


def _is_policy(ref: Ref) -> bool:
    classes = [cls.name for cls in schema().by_segment(ref.segment)]
    return any(schema().is_a(cls, kind) for cls in classes for kind in ("Intervention", "Programme"))


def _printed(claims: Iterable[Said]) -> tuple[Cell, ...]:
    return tuple(sorted({claim.printed for claim in claims}, key=sort_key))


def _row(cells: dict[str, Value], planned: Sequence[Said], done: Sequence[Said]) -> Row:
    who: dict[str, Value] = {
        "target_documents": several(planned, "stated_by"),
        "outcome_documents": several(done, "stated_by"),
    }
    return Row(cells | who, evidence([*planned, *done]))
