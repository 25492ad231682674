"""Relations stated of a fully named group hold for each of its members; numbers never do."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from graph.facts import Entity, Reach, Statement
from ontology.identifiers import Ref

# Of the group itself, not of its members.
OF_THE_GROUP = frozenset({"hasMember", "name", "describedAs", "partOf"})


def reaches(statements: Iterable[Statement], entities: Mapping[Ref, Entity]) -> Iterator[Reach]:
    """For each statement the subjects and objects it speaks of: its own, or the members of a complete group.

    A group counts when its table says that every member is named (``complete``) and actual claims name them.
    """
    statements = list(statements)
    members = _members(statements, entities)
    for statement in statements:
        obj = (statement.object,) if statement.object else ()
        if statement.property in OF_THE_GROUP:
            yield Reach(statement, (statement.subject,), obj)
        else:
            subjects = members.get(statement.subject, (statement.subject,))
            yield Reach(statement, subjects, tuple(m for o in obj for m in members.get(o, (o,))))


def _members(statements: Iterable[Statement], entities: Mapping[Ref, Entity]) -> dict[Ref, tuple[Ref, ...]]:
    complete = {ref for ref, entity in entities.items() if ("complete", True) in entity.attributes}
    members: dict[Ref, set[Ref]] = defaultdict(set)
    for statement in statements:
        if statement.property != "hasMember" or not statement.gives_edge:
            continue
        if statement.subject in complete and statement.object:
            members[statement.subject].add(statement.object)
    return {group: tuple(sorted(found)) for group, found in members.items()}
