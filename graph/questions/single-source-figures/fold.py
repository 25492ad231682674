"""Counts the independent grounds of each figure: what one producer says counts once, whoever relays it."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Iterable, Mapping, Sequence

from graph.catalogue.figures import SAME, bounds, clusters, dimension, figures
from graph.catalogue.folding import claims_of, every, given, grouped
from graph.catalogue.overlaps import Overlaps
from graph.catalogue.rows import Row, Value
from graph.store import Bound

BEHIND = ("part", "via", "house", "work", "publisher")  # of which an observation may have several
FIGURE = ("lower", "upper", "lower_inclusive", "upper_inclusive")
ALIKE = ("indicator", "subject", "breakdown", "measure", "base", "status", "dimension")
SCOPE = (*SAME, "subject", "period", "dimension")
SHOWN = (*SAME, "subject", "period", "lower", "upper")
SINGLE = ("one-document", "one-producer")
Values = Mapping[str, Sequence[Bound]]


def fold(rows: list[Row], values: Values) -> list[Row]:
    """One row for each figure of one independent ground, or for those that rest on what ``rests_on`` says."""
    found = [_figure(row) for row in figures(rows, *BEHIND)]
    alike = {key: _by_bounds(rows) for key, rows in grouped(found, *ALIKE).items()}
    made = [
        _row(members, _by_bounds(scope), alike[tuple(members[0].cells[name] for name in ALIKE)])
        for scope in grouped(found, *SCOPE).values()
        for members in grouped(scope, *FIGURE).values()
    ]
    return [row for row in made if _is_wanted(row, values)]


def _by_bounds(rows: Iterable[Row]) -> Overlaps[Row]:
    return Overlaps((bounds(row), row) for row in rows)


def _figure(row: Row) -> Row:
    """The figure with its grounds: who measured, what it is relayed from, what prints it.

    A publisher stands for what it prints only where that is not relayed from elsewhere.
    """
    named = ["producer", "via", "house", "work", *(() if row.cells["via"] else ("publisher",))]
    grounds = tuple(dict.fromkeys(cell for name in named for cell in every([row], name)))
    made: dict[str, Value] = {"breakdown": row.cells["part"], "dimension": dimension(row), "grounds": grounds}
    return Row({**row.cells, **made}, row.claims)


def _row(members: Sequence[Row], scope: Overlaps[Row], alike: Overlaps[Row]) -> Row:
    """A figure with all observations of the same scope whose bounds agree with it."""
    mine = bounds(members[0])
    agreeing = scope.of(mine)
    evidence, documents = len(list(clusters(agreeing, "grounds"))), every(agreeing, "source")
    one = "one-document" if len(documents) == 1 else "one-producer"
    made: dict[str, Value] = {
        "printed": tuple(sorted({_printed(row) for row in members})),
        "rests_on": one if evidence == 1 else "several",
        "evidence": evidence,
        "documents": documents,
        "producers": every(agreeing, "producer"),
        "alike": tuple(ref for ref in every(alike.of(mine), "source") if ref not in documents),
    }
    return Row({name: members[0].cells[name] for name in SHOWN} | made, claims_of(agreeing))


def _printed(row: Row) -> str:
    hedge = "" if row.cells["comparator"] == "=" else row.cells["comparator"]
    return f"{hedge}{row.cells['value']}{row.cells['unit']}"


def _is_wanted(row: Row, values: Values) -> bool:
    document, producer = given(values, "document"), given(values, "producer")
    return (
        row.cells["rests_on"] in (values.get("rests_on") or SINGLE)
        and (document is None or document in every([row], "documents"))
        and (producer is None or producer in every([row], "producers"))
    )
