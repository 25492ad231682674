"""Relations stated of a fully named group hold for each of its members; numbers never do."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from graph.facts import Entity, Reach, Statement
from ontology.identifiers import Ref

# Of the group itself, not of its members.
OF_THE_GROUP = frozenset({"hasMember", "name", "describedAs", "partOf"})

_Members = Mapping[Ref, Mapping[Ref, frozenset[str]]]  # by group and member: the documents that say so


def reaches(statements: Iterable[Statement], entities: Mapping[Ref, Entity]) -> Iterator[Reach]:
    """For each statement the subjects and objects it speaks of: its own, or the members of a complete group.

    A group counts when its table says that every member is named (``complete``) and actual claims name them. Members
    that only other documents name give a second reach, which is derived.
    """
    statements = list(statements)
    members = _members(statements, entities)
    for statement in statements:
        objects = (statement.object,) if statement.object else ()
        if statement.property in OF_THE_GROUP:
            yield Reach(statement, (statement.subject,), objects)
        else:
            yield from _both(statement, objects, members)


def _both(statement: Statement, objects: tuple[Ref, ...], members: _Members) -> Iterator[Reach]:
    """The reach by the statement's own document, and the one by all documents where it goes beyond."""
    own = Reach(
        statement,
        _expand((statement.subject,), members, statement.document),
        _expand(objects, members, statement.document),
    )
    yield own
    subjects, named = _expand((statement.subject,), members), _expand(objects, members)
    if (subjects, named) != (own.subjects, own.objects):
        others = {d for ref in (statement.subject, *objects) for by in members.get(ref, {}).values() for d in by}
        yield Reach(statement, subjects, named, own, tuple(sorted(others - {statement.document})))


def _expand(refs: tuple[Ref, ...], members: _Members, document: str | None = None) -> tuple[Ref, ...]:
    """The members that ``document`` names (None: any) in place of groups."""
    found: list[Ref] = []
    for ref in refs:
        named = [m for m, documents in members.get(ref, {}).items() if document is None or document in documents]
        found += sorted(named) or [ref]
    return tuple(found)


def _members(statements: Iterable[Statement], entities: Mapping[Ref, Entity]) -> _Members:
    complete = {ref for ref, entity in entities.items() if ("complete", True) in entity.attributes}
    members: dict[Ref, dict[Ref, frozenset[str]]] = defaultdict(lambda: defaultdict(frozenset))
    for statement in statements:
        if statement.property != "hasMember" or not statement.gives_edge:
            continue
        if statement.subject in complete and statement.object:
            members[statement.subject][statement.object] |= {statement.document}
    return members
