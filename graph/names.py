"""Names: every thing of a build by its labels, aliases and abbreviations, for search, parameters and display.

Held in memory once a build; it grows with the things, not with the claims.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.lookups import lookup
from graph.store import Term, View
from ontology.errors import UnknownName
from ontology.identifiers import Ref
from ontology.nearest import nearest
from ontology.schema import Text, schema


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with its most specific class and its names."""

    ref: Ref
    cls: str
    label: Text
    aliases: tuple[str, ...]

    def names(self) -> tuple[str, ...]:
        """All its names, the labels first."""
        return (self.label.zh, self.label.en, *self.aliases)


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that a search found, by which of its names, and how well (0 is the best)."""

    named: Named
    matched: str
    rank: int


def normalise(text: str) -> str:
    """Fold width, case and white space, so that ＡＩＩ, AII and aii are one name."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


class Names:
    """The index of one build."""

    def __init__(self, things: Iterable[Named]) -> None:
        self._things = {named.ref: named for named in things}
        self._by_name: dict[str, list[Named]] = defaultdict(list)
        for named in self._things.values():
            for name in {normalise(name) for name in named.names()}:
                self._by_name[name].append(named)

    @classmethod
    def of(cls, view: View) -> "Names":
        """Read the index out of a view."""
        classes: dict[Ref, set[str]] = defaultdict(set)
        for thing, name in view.lines(lookup("classes"), {}).rows:
            if isinstance(thing, Ref) and isinstance(name, Term):
                classes[thing].add(str(name))
        labels: dict[Ref, dict[str, str]] = defaultdict(dict)
        for thing, label, language in view.lines(lookup("labels"), {}).rows:
            if isinstance(thing, Ref):
                labels[thing][str(language)] = str(label)
        aliases: dict[Ref, set[str]] = defaultdict(set)
        for thing, alias in view.lines(lookup("aliases"), {}).rows:
            if isinstance(thing, Ref):
                aliases[thing].add(str(alias))
        return cls(
            Named(
                ref,
                _most_specific(names),
                Text(labels[ref].get("zh", ref.key), labels[ref].get("en", ref.key)),
                tuple(sorted(aliases[ref])),
            )
            for ref, names in sorted(classes.items())
        )

    def __len__(self) -> int:
        """How many things there are."""
        return len(self._things)

    def get(self, ref: Ref) -> Named | None:
        """The thing, if the build has it."""
        return self._things.get(ref)

    def label(self, ref: Ref, language: str) -> str:
        """The label of a thing; its key where the build does not name it."""
        named = self._things.get(ref)
        return named.label.get(language) if named else ref.key

    def of_class(self, cls: str) -> list[Named]:
        """The things of a class or below it, by identifier."""
        return [named for named in self._things.values() if schema().is_a(named.cls, cls)]

    def resolve(self, text: str, cls: str) -> Ref:
        """The one thing of class ``cls`` that ``text`` names: a key, an identifier, a label or an alias.

        Raises UnknownName with the nearest; so it does when several things have the name.
        """
        refs = [Ref(text)] if "/" in text else [Ref(f"{segment}/{text}") for segment in schema().segments_of(cls)]
        keyed = [named for ref in refs if (named := self._things.get(ref)) and schema().is_a(named.cls, cls)]
        found = keyed or [n for n in self._by_name.get(normalise(text), ()) if schema().is_a(n.cls, cls)]
        if len(found) == 1:
            return found[0].ref
        raise UnknownName(cls, text, [named.ref for named in found] or self.nearest(text, cls))

    def nearest(self, text: str, cls: str) -> list[str]:
        """Keys of the things of a class whose key or name looks like ``text``."""
        known = {name: named.ref.key for named in self.of_class(cls) for name in (named.ref.key, *named.names())}
        return list(dict.fromkeys(known[name] for name in nearest(text, known)))

    def nearest_key(self, segment: str, key: str) -> list[str]:
        """Keys with the segment that look like ``key``; a name of a thing leads to its key too."""
        known = {name: n.ref.key for n in self._things.values() if n.ref.segment == segment for name in (n.ref.key, *n.names())}
        return list(dict.fromkeys(known[name] for name in nearest(key, known)))

    def search(self, text: str, cls: str | None = None) -> list[Hit]:
        """Things whose names hold ``text``: equal names first, then those that begin with it, then the others."""
        wanted = normalise(text)
        if not wanted:
            return []
        found = (_hit(named, wanted) for named in (self.of_class(cls) if cls else self._things.values()))
        return sorted((hit for hit in found if hit), key=lambda hit: (hit.rank, len(hit.matched), hit.named.ref))


def _hit(named: Named, wanted: str) -> Hit | None:
    hits = [Hit(named, name, _rank(normalise(name), wanted)) for name in named.names() if wanted in normalise(name)]
    return min(hits, key=lambda hit: (hit.rank, len(hit.matched)), default=None)


def _rank(name: str, wanted: str) -> int:
    return 0 if name == wanted else 1 if name.startswith(wanted) else 2


def _most_specific(names: set[str]) -> str:
    """The class that none of the others is below."""
    return min(names, key=lambda name: (sum(schema().is_a(other, name) for other in names), name))
