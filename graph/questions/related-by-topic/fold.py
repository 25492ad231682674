"""Pairs an intervention with those that share its topics, and ranks them by how many, and how rare, these are."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.catalogue.folding import admits, claims_of, every, grouped
from graph.catalogue.interventions import Pair, among, areas, narrowest, sharing
from graph.catalogue.rows import Row, Value
from graph.store import Bound
from ontology.identifiers import Ref


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """One row for each that shares a topic; ``rank`` is among all that do, whatever else is asked for."""
    details = grouped((row for row in rows if row.cells["asked"] is None), "thing")
    found = [_row(pair, details.get((pair.other,), []), *place) for pair, place in _placed(list(sharing(rows)))]
    return [
        row
        for row in found
        if admits(values, "topic", every([row], "shared"))
        and admits(values, "kind", [row.cells["kind"]])
        and admits(values, "region", every([row], "jurisdictions"))
    ]


def _placed(pairs: list[Pair]) -> Iterator[tuple[Pair, tuple[int, int]]]:
    """Each pair with its rank and how many share its rarest topic: many topics go first, then those that few share."""
    sharers = Counter((pair.one, topic) for pair in pairs for topic in pair.topics)
    places = [(-len(pair.topics), min(sharers[pair.one, topic] for topic in pair.topics)) for pair in pairs]
    ranks = _ranks(zip((pair.one for pair in pairs), places, strict=True))
    for pair, place in zip(pairs, places, strict=True):
        yield pair, (ranks[pair.one, place], place[1])


def _ranks(places: Iterable[tuple[Value, tuple[int, int]]]) -> dict[tuple[Value, tuple[int, int]], int]:
    """One more than there are before it; those in the same place have the same rank."""
    found: dict[tuple[Value, tuple[int, int]], int] = {}
    for one, alike in _tallied(places).items():
        before = 0
        for place in sorted(alike):
            found[one, place] = before + 1
            before += alike[place]
    return found


def _tallied(places: Iterable[tuple[Value, tuple[int, int]]]) -> dict[Value, Counter[tuple[int, int]]]:
    found: dict[Value, Counter[tuple[int, int]]] = defaultdict(Counter)
    for one, place in places:
        found[one][place] += 1
    return found


def _row(pair: Pair, details: list[Row], rank: int, sharers: int) -> Row:
    lines = [*pair.lines, *details]
    cells: dict[str, Value] = {"policy": pair.one, "related": pair.other, "rank": rank, "count": len(pair.topics)}
    cells["sharers"] = sharers
    cells |= {"shared": pair.topics, "jurisdictions": areas(details), "sources": every(lines, "document")}
    cells["kind"] = pair.other.segment if isinstance(pair.other, Ref) else None
    cells["issued"] = tuple(map(str, narrowest(every(among(details, "issuedOn"), "value"))))
    return Row(cells, claims_of(lines))
