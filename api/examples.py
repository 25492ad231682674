"""Examples for the OpenAPI document: real answers to the examples of the questions, which ``api.sampling`` writes."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from graph.catalogue.definition import Asked, Column

BUILD = "20261121T093614000000-3f9a1c2b7d10"
CURSOR = "MjAyNjExMjFUMDkzNjE0MDAwMDAwLTNmOWExYzJiN2QxMDo1MDA6OWY4NmQwODE4ODRj"
SAMPLES = Path(__file__).with_name("samples.json")

Json = dict[str, Any]


@cache
def samples() -> dict[str, Json]:
    """The sample answers by question; none before they are written for the first time."""
    found: dict[str, Json] = json.loads(SAMPLES.read_text(encoding="utf-8")) if SAMPLES.exists() else {}
    return found


def answer(asked: Asked) -> Json | None:
    """An answer with one of its rows; None for a question for which none was written yet."""
    return samples().get(asked.name)


def cell(asked: Asked, column: Column) -> object:
    """What a cell of a question's column holds; else what one of another question's column of its type does."""
    rows = samples().get(asked.name, {}).get("rows") or [{}]
    found = rows[0].get(column.name)
    return found if found not in (None, []) else _of_types().get((column.type, column.many))


@cache
def _of_types() -> dict[tuple[str, bool], object]:
    """The first cell of each type of column, in all samples."""
    found: dict[tuple[str, bool], object] = {}
    for sample in samples().values():
        for column in sample["columns"] if sample["rows"] else ():
            value = sample["rows"][0][column["name"]]
            if value not in (None, []):
                found.setdefault((column["type"], column["many"]), value)
    return found
