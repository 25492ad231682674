"""``tidu search``: things by name, from the command line."""

import sys
from enum import StrEnum
from typing import Annotated, cast

import typer
from rich.table import Table

from api.commands.ask import Language, print_table, written
from api.commands.options import Data, StoreUrl, read_settings
from api.formats.rows import label
from graph.catalogue.service import Page
from graph.editions import Editions
from graph.search.page import search_page

FIELDS = ("id", "label", "type", "matched", "match")

_Results = list[dict[str, object]]


class Format(StrEnum):
    """Formats of what a search found."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


def command(  # a command has as many parameters as options
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name or a part of one, pinyin or initials; one slip is forgiven.")
    ],
    type: Annotated[  # noqa: A002 # the option's name
        str | None, typer.Option(help="Class of the things, by name or label: Region, 地区.")
    ] = None,
    format: Annotated[Format, typer.Option(help="table, json, jsonl or csv.")] = Format.TABLE,  # noqa: A002 # the option's name
    lang: Annotated[Language, typer.Option(help="Language of labels: zh or en.")] = Language.ZH,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="Things at most.")] = 20,
    data: Data = None,
    store: StoreUrl = None,
) -> None:
    """Find things by name, the best first: equal names, beginnings, parts, pinyin, initials, near misses.

    Examples:

      tidu search 沪

      tidu search changsanjiao --lang en

      tidu search platform --type Technology --format csv
    """
    edition = Editions(read_settings(data, store)).current()
    answer = search_page(edition, name, type, Page(limit), lang)
    results = cast("_Results", answer["results"])
    if format is Format.TABLE:
        _table(results)
        typer.echo(f"{len(results)} of {answer['total']} things, build {answer['build']}")
    else:
        sys.stdout.buffer.write(written(answer, format))


def _table(results: _Results) -> None:
    table = Table(*FIELDS)
    for result in results:
        table.add_row(*(label(result[field]) or str(result[field]) for field in FIELDS))
    print_table(table)
