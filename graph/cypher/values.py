"""Neo4j's values as JSON has them, and what things there are in them.

Integers keep every digit. What JSON has no value for is a text: times, durations and points in their ISO forms, bytes
in Base64, ``NaN`` and the infinities by name.
"""

import math
from base64 import b64encode
from collections.abc import Iterator, Mapping

from neo4j.graph import Entity, Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time
from neo4j.types import UnsupportedType
from neo4j.vector import Vector

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None

_WKT = {2: "POINT", 3: "POINT Z"}


def plain(value: object) -> Json:
    """A value as JSON. A path is the list of its nodes and relationships, in turn."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else _not_finite(value)
    if isinstance(value, Mapping) and not isinstance(value, Entity):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple) and not isinstance(value, Point | Duration):
        return [plain(each) for each in value]
    return _of_neo4j(value)


def _of_neo4j(value: object) -> Json:
    if isinstance(value, Entity):
        return thing(value)
    if isinstance(value, Path):
        return [thing(each) for each in _steps(value)]
    if isinstance(value, Vector):
        return [plain(each) for each in value.to_native()]
    if isinstance(value, UnsupportedType):
        return f"a value of the type {value.name}, which is not supported"
    return _text(value)


def thing(entity: Entity) -> dict[str, Json]:
    """A node, or a relationship with the ids of its ends. Ids are Neo4j's own, and last as long as the load."""
    properties = {key: plain(each) for key, each in entity.items()}
    if isinstance(entity, Relationship):
        ends = (entity.start_node, entity.end_node)
        start, end = (None if node is None else node.element_id for node in ends)  # without properties a node is false
        return {"id": entity.element_id, "type": entity.type, "start": start, "end": end, "properties": properties}
    labels: list[Json] = [*sorted(entity.labels)] if isinstance(entity, Node) else []
    return {"id": entity.element_id, "labels": labels, "properties": properties}


def things(value: object) -> Iterator[Node | Relationship]:
    """The nodes and relationships that a value is or holds, at any depth."""
    match value:
        case Node() | Relationship():
            yield value
        case Path():
            yield from _steps(value)
        case Mapping():
            for each in value.values():
                yield from things(each)
        case list():
            for each in value:
                yield from things(each)


def _steps(path: Path) -> Iterator[Node | Relationship]:
    yield path.nodes[0]
    for relationship, node in zip(path.relationships, path.nodes[1:], strict=True):
        yield relationship
        yield node


def _text(value: object) -> str:
    if isinstance(value, bytes | bytearray):
        return b64encode(value).decode()
    if isinstance(value, Point):  # as extended well-known text
        return f"SRID={value.srid};{_WKT[len(value)]} ({' '.join(repr(float(each)) for each in value)})"
    if isinstance(value, DateTime):
        return value.iso_format() + _zone(value)
    if isinstance(value, Date | Time | Duration):
        return value.iso_format()
    raise TypeError(f"no JSON for {type(value).__name__}")


def _zone(value: DateTime) -> str:
    """The name of a time zone in brackets; an offset alone has none."""
    name = getattr(value.tzinfo, "zone", None)
    return f"[{name}]" if name and name != "UTC" else ""  # that is what the driver makes of the offset 0


def _not_finite(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    return "Infinity" if value > 0 else "-Infinity"
