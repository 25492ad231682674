"""Answers as bytes, row by row: as JSON, as CSV, and as the graph of all things that occur in them."""

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from typing import Protocol

from neo4j.graph import Entity, Node, Path, Relationship

from graph.cypher.values import Json, plain, thing, things
from graph.workers.sink import Sink


class Writer(Protocol):
    """Takes the rows of an answer, one after the other."""

    def row(self, values: Sequence[object]) -> None:
        """Write a row; raises ResultTooLarge."""

    def end(self, build: str | None) -> None:
        """Write what comes last; ``build`` is the one that stands in the database, None where none does."""


class JsonWriter:
    """``{"columns": […], "rows": [[…], …], "build": …}``."""

    def __init__(self, sink: Sink, columns: Sequence[str]) -> None:
        self._sink, self._separator = sink, b"\n"
        sink.write(b'{"columns":' + _json(list(columns)) + b',"rows":[')

    def row(self, values: Sequence[object]) -> None:
        """Write a row, on a line of its own."""
        self._sink.write(self._separator + _json([plain(value) for value in values]))
        self._separator = b",\n"

    def end(self, build: str | None) -> None:
        """Close the list."""
        self._sink.write(b'],"build":' + _json(build) + b"}\n")


class CsvWriter:
    """A header and records. A thing is its id, lists and maps are JSON, and null is nothing."""

    def __init__(self, sink: Sink, columns: Sequence[str]) -> None:
        self._sink, self._buffer = sink, StringIO(newline="")
        self._records = csv.writer(self._buffer, lineterminator="\r\n")
        self._write(columns)

    def row(self, values: Sequence[object]) -> None:
        """Write a record."""
        self._write([_cell(value) for value in values])

    def end(self, build: str | None) -> None:
        """Nothing: a table has no place for it."""

    def _write(self, cells: Iterable[str]) -> None:
        self._records.writerow(cells)
        self._sink.write(self._buffer.getvalue().encode())
        self._buffer.seek(0)
        self._buffer.truncate()


class GraphWriter:
    """``{"nodes": […], "relationships": […]}``: each thing once, in the order of its first occurrence."""

    def __init__(self, sink: Sink, columns: Sequence[str]) -> None:  # noqa: ARG002 # every writer is made so
        self._sink = sink
        self._nodes: dict[str, bytes] = {}
        self._relationships: dict[str, bytes] = {}

    def row(self, values: Sequence[object]) -> None:
        """Keep the things of a row, as they will be written: they are small so, and the driver's objects are not."""
        for value in values:
            for found in things(value):
                kept = self._nodes if isinstance(found, Node) else self._relationships
                if found.element_id not in kept:
                    kept[found.element_id] = _json(thing(found))

    def end(self, build: str | None) -> None:
        """Write all things."""
        self._list(b'{"nodes":[', self._nodes.values())
        self._list(b'],"relationships":[', self._relationships.values())
        self._sink.write(b'],"build":' + _json(build) + b"}\n")

    def _list(self, begin: bytes, found: Iterable[bytes]) -> None:
        self._sink.write(begin)
        separator = b"\n"
        for each in found:
            self._sink.write(separator + each)
            separator = b",\n"


WRITERS: dict[str, Callable[[Sink, Sequence[str]], Writer]] = {
    "json": JsonWriter,
    "csv": CsvWriter,
    "graph": GraphWriter,
}
"""By the name of the format."""


def _json(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case Entity():
            return _name(value)
        case Path():
            return _json([_name(each) for each in things(value)]).decode()
    found = plain(value)
    return found if isinstance(found, str) else _json(found).decode()


def _name(entity: Entity | Node | Relationship) -> str:
    """The property ``id`` that says what it is in the graph; else Neo4j's own."""
    name = entity.get("id")
    return name if isinstance(name, str) else entity.element_id
