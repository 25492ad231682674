"""Gathers what claims say of each policy that a body issued."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Iterator, Mapping, Sequence

from graph.catalogue.folding import claims_of, every, grouped
from graph.catalogue.interventions import among, narrowest
from graph.catalogue.rows import Row, Value
from graph.store import Bound, Cell

KEY = ("issuer", "capacity", "body", "policy")


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:  # noqa: ARG001 # the contract of folds
    """One row for each issuer, issuing body and policy."""
    return [row for lines in grouped(rows, *KEY).values() for row in _rows(lines)]


def _rows(lines: list[Row]) -> Iterator[Row]:
    """None where the documents at hand do not say that the body issued it."""
    body = lines[0].cells["body"]
    for (status,), saying in grouped(among(lines, "issuedBy"), "status").items():
        if body not in every(saying, "value"):
            continue
        found = [*saying, *(row for row in lines if row.cells["property"] != "issuedBy")]
        cells = {name: lines[0].cells[name] for name in KEY} | {"status": status}
        naming = [row for row in saying if row.cells["document"] in _naming(saying, body)]
        cells["co_issuers"] = tuple(cell for cell in every(naming, "value") if cell != body)
        cells["otherwise"] = tuple(cell for cell in every(saying, "value") if cell not in every(naming, "value"))
        cells["issuer_count"] = every(among(lines, "issuerCount"), "value")
        cells["issued"] = tuple(map(str, narrowest(every(among(lines, "issuedOn"), "value"))))
        cells["covered"] = tuple(map(str, narrowest(every(among(lines, "periodCovered"), "value"))))
        yield Row(cells | {"sources": every(found, "document")}, claims_of(found))


def _naming(saying: list[Row], body: Value) -> tuple[Cell, ...]:
    """The documents that name the body: issuers that only others name did not issue it together with the body."""
    return every((row for row in saying if row.cells["value"] == body), "document")
