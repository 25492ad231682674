"""Which characters of the documents claims quote, in their stating words or in what is shown beside them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph.facts import Claim

Spans = Sequence[tuple[int, int]]


def quoted(claims: Iterable[Claim]) -> dict[str, Spans]:
    """By document the spans that claims quote, in their order, those that meet made one."""
    found: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for claim in claims:
        found[claim.document].update((passage.start, passage.end) for passage in claim.passages)
    return {document: merged(spans) for document, spans in found.items()}


def merged(spans: Iterable[tuple[int, int]]) -> Spans:
    """The spans in their order, those that meet made one."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def touches(spans: Spans, start: int, end: int) -> bool:
    """Whether one of ``spans``, which are in order and apart, shares a character with start…end."""
    after = bisect_left(spans, (end, 0))
    return after > 0 and spans[after - 1][1] > start
