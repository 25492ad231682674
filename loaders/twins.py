"""Twins: entities of one class that share a name, and so look like one thing entered twice."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.facts import Entity
from ontology.identifiers import Ref

_SIGNS = re.compile(r"[^\w+#.]|_|\.(?!\d)")  # C++, C# and 2.0 are names by their signs


@dataclass(frozen=True, slots=True)
class Twins:
    """Two or more entities of one class with the same name, but for its letters' width, case, spaces and signs."""

    cls: str
    name: str
    refs: tuple[Ref, ...]

    def __str__(self) -> str:
        """Name them."""
        return f"{', '.join(map(str, self.refs))} ({self.cls}): {self.name!r}"


def twins(entities: Iterable[Entity]) -> list[Twins]:
    """Every name that several entities of one class have as label or alias, in the order of the entities."""
    named: dict[tuple[str, str], dict[Ref, str]] = defaultdict(dict)
    for entity in entities:
        for name in (entity.label.zh, entity.label.en, *entity.aliases):
            named[entity.cls, _plain(name)].setdefault(entity.ref, name)
    found: dict[tuple[str, tuple[Ref, ...]], Twins] = {}
    for (cls, _), names in named.items():
        if len(names) > 1:
            found.setdefault((cls, tuple(names)), Twins(cls, next(iter(names.values())), tuple(names)))
    return list(found.values())


def _plain(name: str) -> str:
    """The name without what differs between two ways to write it; as it stands, if nothing else is in it."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", name).casefold()) or name
