"""The words behind claims: one query for the stating passages, one for the context, of a page's claims."""

import threading
from collections import defaultdict
from collections.abc import Iterable

from graph.lookups import lookup
from graph.store import View
from ontology.identifiers import Ref

Passage = dict[str, str | int]
Evidence = dict[str, object]


class Words:
    """The words behind the claims of one build, kept once they were read: a build never changes.

    At most ``kept`` claims stay in memory; beyond that the oldest go. Safe to use from several threads.
    """

    def __init__(self, view: View, kept: int = 20_000) -> None:
        self._view, self._kept = view, kept
        self._known: dict[str, Evidence] = {}
        self._lock = threading.Lock()

    def of(self, claims: Iterable[str]) -> dict[str, Evidence]:
        """What ``evidence`` gives, for each of ``claims``."""
        wanted = list(dict.fromkeys(claims))
        found = {claim: entry for claim in wanted if (entry := self._known.get(claim))}
        if missing := [claim for claim in wanted if claim not in found]:
            read = evidence(self._view, missing)
            found |= read
            with self._lock:
                self._known |= read
                while len(self._known) > self._kept:
                    self._known.pop(next(iter(self._known)))
        return found


def evidence(view: View, claims: Iterable[str] | None = None) -> dict[str, Evidence]:
    """For each claim id: document, status, stating quote with offsets, and the context passages by role.

    None means every claim of the build.
    """
    wanted = [Ref(f"claim/{claim}") for claim in dict.fromkeys(claims or ())]
    if not wanted and claims is not None:
        return {}
    context = _context(view, wanted)
    found: dict[str, Evidence] = {}
    for claim, document, passage, start, end, quote, sentence, via, status in view.lines(
        lookup("stating"), {"claim": wanted}
    ).rows:
        key = str(claim).removeprefix("claim/")
        entry: Evidence = {
            "id": key,
            "document": str(document).removeprefix("document/"),
            "quote": quote,
            "start": start,
            "end": end,
            "passage": str(passage),
            "status": status,
        }
        entry |= {name: value for name, value in (("sentence", sentence), ("via", via and str(via))) if value}
        entry["context"] = context.get(key, [])
        found[key] = entry
    return found


def _context(view: View, wanted: list[Ref]) -> dict[str, list[Passage]]:
    context: dict[str, list[Passage]] = defaultdict(list)
    for claim, link, _, start, end, quote, sentence in view.lines(lookup("context"), {"claim": wanted}).rows:
        entry = {"role": str(link).removesuffix("From"), "quote": quote, "start": start, "end": end}
        if sentence is not None:
            entry["sentence"] = sentence
        context[str(claim).removeprefix("claim/")].append(entry)  # type: ignore[arg-type] # cells of known columns
    for passages in context.values():
        passages.sort(key=lambda p: (int(p["start"]), int(p["end"]), str(p["role"])))
    return context
