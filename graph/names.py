"""Names: every thing of a build by its labels, aliases and abbreviations, for parameters and display.

Held in memory once a build; it grows with the things, not with the claims.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.claim_ids import ClaimIds
from graph.lookups import lookup
from graph.search.folding import simplified_text
from graph.store import Term, View
from ontology.errors import AmbiguousName, UnknownName
from ontology.identifiers import ID, Ref
from ontology.nearest import alike, nearest
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


FEW = 10  # things that are all named where none is near

_QUOTES = dict.fromkeys(map(ord, "“”‘’\"'《》〈〉「」『』"))


def normalise(text: str) -> str:
    """Fold width, case, white space and quotation marks, so that ＡＩＩ, AII and 《aii》 are one name."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES).split())


def is_printable(text: str) -> bool:
    """Whether a text holds no controls (C0, C1, DEL) and no lone surrogates."""
    return text.isprintable() or not any(unicodedata.category(character) in ("Cc", "Cs") for character in text)


class Names:
    """The index of one build."""

    def __init__(self, things: Iterable[Named], claims: ClaimIds | None = None) -> None:
        self._claims = claims or ClaimIds()
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
        things = (
            Named(
                ref,
                _most_specific(names),
                Text(labels[ref].get("zh", ref.key), labels[ref].get("en", ref.key)),
                tuple(sorted(aliases[ref])),
            )
            for ref, names in sorted(classes.items())
        )
        return cls(things, ClaimIds(view))

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

        A claim has its id alone. Raises UnknownName with the nearest, or AmbiguousName with the candidates when
        several things have the name.
        """
        if cls == "Claim":
            return self._claims.resolve(text)
        key = text.removeprefix(ID)
        refs = [Ref(key)] if "/" in key else [Ref(f"{segment}/{key}") for segment in schema().segments_of(cls)]
        keyed = [named for ref in refs if (named := self._things.get(ref)) and schema().is_a(named.cls, cls)]
        found = keyed or self._named(text, cls) or self._named(simplified_text(text), cls)
        if not found:
            near = self.nearest(text, cls)
            raise UnknownName(cls, text, near, labels=self._of_codes(near, cls))
        if len(found) > 1:
            raise AmbiguousName(cls, text, [named.ref for named in found])
        return found[0].ref

    def _named(self, text: str, cls: str) -> list[Named]:
        return [named for named in self._by_name.get(normalise(text), ()) if schema().is_a(named.cls, cls)]

    def _of_codes(self, keys: Iterable[str], cls: str) -> dict[str, str]:
        """The labels of things whose keys are only digits."""
        wanted = {key for key in keys if key.isdigit()}
        things = self.of_class(cls) if wanted else []
        return {named.ref.key: named.label.zh for named in things if named.ref.key in wanted}

    def nearest(self, text: str, cls: str) -> list[str]:
        """Keys of the things of a class whose key or name looks like ``text``; all of them where they are few."""
        return _nearest_keys(text, self.of_class(cls))

    def nearest_key(self, segment: str, key: str) -> list[str]:
        """Keys with the segment that look like ``key``; a name of a thing leads to its key too."""
        return _nearest_keys(key, [named for named in self._things.values() if named.ref.segment == segment])

    def segments(self) -> set[str]:
        """What the identifiers of the things open with."""
        return {ref.segment for ref in self._things}


def _nearest_keys(text: str, things: Sequence[Named]) -> list[str]:
    known = {name: named.ref.key for named in things for name in (named.ref.key, *named.names())}
    found = list(dict.fromkeys(known[name] for name in nearest(text, known)))
    few = [named.ref.key for named in things] if len(things) <= FEW else []
    return found or few or alike(text, {named.ref.key for named in things})


def _most_specific(names: set[str]) -> str:
    """The class that none of the others is below."""
    return min(names, key=lambda name: (sum(schema().is_a(other, name) for other in names), name))
