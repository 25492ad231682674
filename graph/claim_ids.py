"""The ids of claims as people write them. They are asked of the store: there are too many to be held like names."""

from bisect import bisect_left
from dataclasses import dataclass

from graph.lookups import lookup
from graph.store import View
from ontology.errors import InvalidValue, UnknownName
from ontology.identifiers import ID, Ref

NEAR = 2  # ids on either side that an error names


@dataclass(frozen=True, slots=True)
class ClaimIds:
    """The claims of one build; without a view there are none."""

    view: View | None = None

    def resolve(self, text: str) -> Ref:
        """The claim that ``text`` names: ``003-o0412``, its identifier or its IRI. Raises UnknownName."""
        key = text.removeprefix(ID).removeprefix("claim/")
        try:
            wanted = Ref.parse(f"claim/{key}")
        except InvalidValue:
            raise UnknownName("Claim", text, []) from None
        if wanted not in self._known(wanted):
            raise UnknownName("Claim", text, self.nearest(key))
        return wanted

    def nearest(self, key: str) -> list[str]:
        """The ids that stand next to ``key`` in their order: ids count up through a document."""
        ids = sorted(ref.key for ref in self._known())
        place = bisect_left(ids, key)
        return ids[max(0, place - NEAR) : place + NEAR]

    def _known(self, *wanted: Ref) -> list[Ref]:
        if self.view is None:
            return []
        return [ref for (ref,) in self.view.lines(lookup("claims"), {"claim": wanted}).rows if isinstance(ref, Ref)]
