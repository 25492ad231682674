"""``tidu ask``: a question of the catalogue, from the command line."""

import json
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, cast

import typer
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table

from api.commands.about import about
from api.commands.options import Data, StoreUrl, read_settings
from api.formats import FORMATS
from graph.catalogue.definition import GROUPS, Asked
from graph.catalogue.functions import asked as find
from graph.catalogue.functions import everything
from graph.catalogue.present import flat
from graph.catalogue.service import Page, answer_page
from graph.editions import Editions
from ontology.errors import InvalidParameter

Answer = Mapping[str, object]

WIDE = 2000  # columns, where nobody's terminal sets a limit
CITED = ("claims", "“…”")


class Format(StrEnum):
    """Formats of an answer."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"


class Language(StrEnum):
    """Languages of labels and titles."""

    ZH = "zh"
    EN = "en"


def command(  # noqa: PLR0913, PLR0917 # a command has as many parameters as options
    name: Annotated[
        str | None, typer.Argument(metavar="[QUESTION]", help="Name of a question; none lists them all.")
    ] = None,
    given: Annotated[list[str] | None, typer.Argument(metavar="[KEY=VALUE]…", help="Parameters.")] = None,
    format: Annotated[Format, typer.Option(help="table, json, csv, jsonl or xlsx.")] = Format.TABLE,  # noqa: A002 # the option's name
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write to instead of standard output.")
    ] = None,
    columns: Annotated[str, typer.Option(help="Only these columns, by name, with commas between.")] = "",
    lang: Annotated[Language, typer.Option(help="Language of labels: zh or en.")] = Language.ZH,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="Rows at most.")] = 10_000,
    explain: Annotated[bool, typer.Option("--about", help="Say what the question takes and gives.")] = False,  # noqa: FBT002 # a flag
    data: Data = None,
    store: StoreUrl = None,
) -> None:
    """Ask a question of the catalogue; each row comes with the claims and words it rests on.

    Examples:

      tidu ask                                          # list the questions

      tidu ask gaps --about                             # what it takes and gives

      tidu ask policies-by-tier tier=示范引领 basis=own

      tidu ask conflicts reason=contradiction --columns subject,first,second

      tidu ask tier-members region=沪 --format json

      tidu ask documents --format xlsx -o documents.xlsx
    """
    check_format(format, output)
    if name is None:
        _list(lang)
        return
    asked = find(name)
    if explain:
        about(asked, lang)
        return
    chosen = _chosen(columns, asked)
    settings = read_settings(data, store)
    pairs = _pairs(given or [], asked)
    edition = Editions(settings).current()
    answer = answer_page(edition, asked, pairs, Page(limit), language=lang, cap=settings.row_cap)
    show(_narrowed(answer, chosen), format, output)


def _chosen(text: str, asked: Asked) -> list[str]:
    """The columns that a text names, all where it is empty; raises BadParameter."""
    known = [column.name for column in asked.visible]
    names = [name.strip() for name in text.split(",") if name.strip()]
    if unknown := [name for name in names if name not in known]:
        reason = f"{', '.join(unknown)}: {asked.name} has the columns {', '.join(known)}"
        raise typer.BadParameter(reason, param_hint="--columns")
    return names or known


def _narrowed(answer: Answer, names: list[str]) -> Answer:
    """The answer with only these columns, in the order given; claims stay with their rows."""
    by_name = {column["name"]: column for column in _columns(answer)}
    rows = [{name: row[name] for name in (*names, "claims")} for row in _rows(answer)]
    return {**answer, "columns": [by_name[name] for name in names], "rows": rows}


def show(answer: Answer, form: Format, output: Path | None = None) -> None:
    """Write a page of an answer to a file, or to standard output."""
    if form is Format.TABLE:
        _table(answer)
    elif output:
        output.write_bytes(written(answer, form))
    else:
        sys.stdout.buffer.write(written(answer, form))


def check_format(form: Format, output: Path | None = None) -> None:
    """Refuse a file of a table, which is for reading, and a workbook where somebody reads; raises BadParameter."""
    if form is Format.TABLE and output:
        raise typer.BadParameter("writes json, csv, jsonl or xlsx: add --format", param_hint="--output")
    if form is Format.XLSX and not output and sys.stdout.isatty():
        raise typer.BadParameter("is not for a terminal: add -o FILE", param_hint="--format xlsx")


def written(answer: Answer, form: str) -> bytes:
    """An answer, or what a search found, as the API writes it; JSON with line breaks, for people."""
    if form == Format.JSON:
        return (json.dumps(answer, ensure_ascii=False, indent=2) + "\n").encode(errors="replace")
    return b"".join(FORMATS[form].write([answer]))


def _pairs(given: list[str], asked: Asked) -> dict[str, list[str]]:
    pairs: dict[str, list[str]] = {}
    for pair in given:
        key, equals, value = pair.partition("=")
        if not equals:
            raise InvalidParameter({pair: "is not of the form key=value"}, list(asked.parameters))
        pairs.setdefault(key, []).append(value)
    return pairs


def _list(lang: str) -> None:
    table, group = Table("question", "title", "parameters", box=None), ""
    for found in everything().values():
        if found.definition.group != group:
            group = found.definition.group
            table.add_section()
            table.add_row(f"── {getattr(GROUPS[found.definition.group], lang)}")
        names = [p.name if p.required else f"[{p.name}]" for p in found.definition.parameters]
        table.add_row(found.name, getattr(found.definition.title, lang), " ".join(names))
    print_table(table)


def _rows(answer: Answer) -> list[dict[str, object]]:
    return cast("list[dict[str, object]]", answer["rows"])


def _columns(answer: Answer) -> list[dict[str, str]]:
    return cast("list[dict[str, str]]", answer["columns"])


def _claims(row: Mapping[str, object]) -> list[dict[str, str]]:
    return cast("list[dict[str, str]]", row["claims"])


def _table(answer: Answer) -> None:
    """A table; where a terminal is much too narrow for it, a paragraph for each row."""
    lines = [_line(row) for row in _rows(answer)]
    names = {name: None for line in lines for name in line}
    titles = {column["name"]: column["title"] for column in _columns(answer)}
    shown = [name for name in (*titles, *CITED) if name in names]
    table = Table(*(titles.get(name, name) for name in shown), title=str(answer["title"]))
    for line in lines:
        table.add_row(*(line.get(name, "") for name in shown))
    if not lines:
        typer.echo(str(answer["title"]))
    elif _fits(table):
        print_table(table)
    else:
        for number, line in enumerate(lines, 1):
            typer.echo("\n".join([f"── {number}", *(f"{titles.get(name, name)}: {line[name]}" for name in line)]))
    typer.echo(f"{len(lines)} of {answer['total']} rows, build {answer['build']}")


def _line(row: Mapping[str, object]) -> dict[str, str]:
    """The cells of a row that hold something, as texts, with the first claims and their words."""
    claims = _claims(row)
    more = f" +{len(claims) - 2}" if len(claims) > 2 else ""
    cells = {name: flat(cell) for name, cell in row.items() if name != "claims" and cell not in (None, [])}
    if claims:
        cells["claims"] = " ".join(claim["id"] for claim in claims[:2]) + more
        cells["“…”"] = " / ".join(dict.fromkeys(claim["quote"] for claim in claims[:2]))
    return cells


def _fits(table: Table) -> bool:
    """Whether a table can be read where it goes: cells may be folded once, not to columns of letters."""
    if not sys.stdout.isatty():
        return True
    console = Console()
    return Measurement.get(console, console.options.update(width=WIDE), table).maximum <= 2 * console.width


def print_table(table: Table) -> None:
    """Print cells as they are, whole: folded in a terminal, on one line elsewhere."""
    for column in table.columns:
        column.overflow = "fold"
    Console(markup=False, highlight=False, width=None if sys.stdout.isatty() else WIDE).print(table)
