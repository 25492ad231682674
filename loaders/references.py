"""References in seed tables: keys of entities, checked against what exists and the class that is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ontology.errors import InvalidValue, UnknownName
from ontology.identifiers import Ref
from ontology.nearest import nearest
from ontology.schema import schema


@dataclass(frozen=True, slots=True)
class References:
    """Which entities exist, of which class each is, and which of them have been ``named`` so far."""

    classes: Mapping[Ref, str]
    named: set[Ref] = field(default_factory=set)

    def resolve(self, text: str, *expected: str) -> Ref:
        """The entity that ``text`` names, of one of the ``expected`` classes.

        A bare key takes the segment of the one expected class, where its things have one. Raises UnknownName or
        InvalidValue.
        """
        segments = {segment for name in expected for segment in schema().segments_of(name)}
        if "/" not in text and len(segments) > 1:
            raise InvalidValue("reference", text, "segment/key, like region/370000")
        ref = Ref.parse(text if "/" in text else f"{segments.pop()}/{text}")
        if ref not in self.classes:
            same = [known for known in self.classes if known.segment == ref.segment]
            raise UnknownName("entity", ref, nearest(ref, same or self.classes))
        self.named.add(ref)
        if not any(schema().is_a(self.classes[ref], name) for name in expected):
            raise InvalidValue("reference", text, f"a {' or '.join(expected)}; this is a {self.classes[ref]}")
        return ref
