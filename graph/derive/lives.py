"""When an intervention holds: from its date of issue, or the period it covers; ends that nobody states stay open."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from graph.facts import Entity, Life, Statement
from ontology.identifiers import Ref
from ontology.schema import schema
from ontology.values.period import Period, most_precise


def lives(statements: Iterable[Statement], entities: Mapping[Ref, Entity]) -> Iterator[Life]:
    """One life for each intervention with a date. A plan of 2021-2023 issued in 2020 holds from its issue to 2023.

    Where one source gives the day of an issue and another the year, it is the day.
    """
    issued: dict[Ref, list[Period]] = defaultdict(list)
    covered: dict[Ref, list[Period]] = defaultdict(list)
    for statement in statements:
        entity = entities.get(statement.subject)
        if entity and isinstance(statement.value, Period) and schema().is_a(entity.cls, "Intervention"):
            dates = {"issuedOn": issued, "periodCovered": covered}.get(statement.property)
            if dates is not None:
                dates[statement.subject].append(statement.value)
    for ref in sorted({*issued, *covered}):
        starts = [p.start for p in most_precise(issued[ref] or covered[ref]) if p.start]
        ends = [p.end for p in covered[ref] if p.end]
        yield Life(ref, min(starts, default=None), max(ends, default=None))
