"""What several facts say together: a thing with the values that claims give it, an edge with all that states it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.facts import Edge, Entity, Life, Statement
from graph.property_graph.elements import Element, Node, Property, Relationship, key, properties
from ontology.identifiers import Ref
from ontology.schema import schema
from ontology.values.units import Unit

_Triple = tuple[str, str, str]


@dataclass(slots=True)
class _Stated:
    """The claims of an edge with their words and documents, in the order in which they came."""

    claims: dict[str, tuple[str, str]] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    own: bool = False

    def add(self, edge: Edge, quotes: dict[str, tuple[str, str]]) -> None:
        self.claims |= {claim: quotes[claim] for claim in edge.claims}
        self.documents.add(edge.document)
        self.groups |= set(edge.stated_of)
        self.own |= not edge.derived

    def properties(self) -> dict[str, Property]:
        """Claims, quotes, and quotes with their context, at equal places; documents; groups of which it was stated."""
        quotes, words = (list(texts) for texts in zip(*self.claims.values(), strict=True))
        found: dict[str, Property] = {"claims": list(self.claims), "quotes": quotes, "words": words}
        found["documents"] = sorted(self.documents)
        if self.groups:
            found["statedOf"] = sorted(self.groups)
        return found if self.own else found | {"derived": True}


class Held:
    """Keeps things and edges until all facts were seen: they are as many as people name, not as claims say."""

    def __init__(self) -> None:
        self._things: dict[str, tuple[str, dict[str, Property]]] = {}
        self._lists: dict[str, dict[str, list[str] | list[int]]] = defaultdict(dict)
        self._edges: dict[_Triple, _Stated] = defaultdict(_Stated)
        self._quotes: dict[str, tuple[str, str]] = {}
        self._lives: dict[str, Life] = {}

    def entity(self, fact: Entity) -> None:
        """Keep a thing with its reference data."""
        found = properties(name=fact.label.zh, nameEn=fact.label.en)
        if fact.aliases:
            found["aliases"] = list(fact.aliases)
        for name, value in fact.attributes:
            if isinstance(value, Ref | Unit):
                self._edges[fact.ref, name, value.ref if isinstance(value, Unit) else value].own = True
            elif schema().properties[name].statable:
                self._list(fact.ref, name, value)
            else:
                found |= properties(**{key(name): value})
        self._things[fact.ref] = (fact.cls, found)

    def statement(self, fact: Statement) -> None:
        """Remember the words of a claim, for the edges it states: its quote alone, and with those of its context."""
        quotes = dict.fromkeys(passage.quote for passage in fact.passages)
        self._quotes[fact.id] = fact.passage.quote, " · ".join(quotes)

    def edge(self, fact: Edge) -> None:
        """Keep an edge, or a value that a claim gives a thing; several sources may give several."""
        if isinstance(fact.object, Ref):
            self._edges[fact.subject, fact.property, fact.object].add(fact, self._quotes)
        else:
            self._list(fact.subject, fact.property, fact.object)

    def life(self, fact: Life) -> None:
        """Keep when an intervention holds."""
        self._lives[fact.intervention] = fact

    def _list(self, subject: str, name: str, value: object) -> None:
        """Values of one property are of one type: its range."""
        plain = [value] if isinstance(value, int) else [str(value)]
        known = self._lists[subject].setdefault(key(name), [])
        if plain[0] not in known:
            known += plain  # type: ignore[operator] # see above

    def elements(self) -> Iterator[Element]:
        """The things, then the edges."""
        for id_, (cls, found) in self._things.items():
            life = self._lives.get(id_)
            lived = properties(lifeStart=life.start, lifeEnd=life.end) if life else {}
            yield Node(id_, cls, found | self._lists.get(id_, {}) | lived)
        for (start, name, end), stated in self._edges.items():
            yield Relationship(start, name, end, stated.properties() if stated.claims else {})
