"""``tidu facts``: every claim of the build, a line each."""

import csv
import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import typer

from api.commands.options import Data, StoreUrl, read_settings
from graph.editions import Editions
from graph.fact_lines import FIELDS, FactLine, fact_lines


class Format(StrEnum):
    """Formats of the facts."""

    JSONL = "jsonl"
    CSV = "csv"


def command(
    format: Annotated[Format, typer.Option(help="jsonl or csv.")] = Format.JSONL,  # noqa: A002 # the option's name
    data: Data = None,
    store: StoreUrl = None,
) -> None:
    """Write every claim of the build as one line, with its words and offsets, to standard output.

    Examples:

      tidu facts --format jsonl > facts.jsonl

      tidu facts --format csv > facts.csv
    """
    edition = Editions(read_settings(data, store)).current()
    lines = fact_lines(edition.view, edition.names)
    if format is Format.JSONL:
        for line in lines:
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    else:
        _write_csv(lines)


def _write_csv(lines: Iterator[FactLine]) -> None:
    writer = csv.DictWriter(sys.stdout, FIELDS)
    writer.writeheader()
    for line in lines:
        writer.writerow({name: _cell(value) for name, value in line.items()})


def _cell(value: object) -> object:
    """References by id, lists and contexts as JSON, the rest as it is."""
    if isinstance(value, dict):
        return value["id"]
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
