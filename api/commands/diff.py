"""``tidu diff``: what changed from one build to another."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.ask import Format, Language, check_format, show
from api.commands.options import Data, StoreUrl, read_settings
from graph.builds import Builds
from graph.catalogue.answering import answered
from graph.catalogue.binding import bind_parameters
from graph.catalogue.differing import rows
from graph.catalogue.functions import asked as find
from graph.catalogue.present import present
from graph.diff import difference, facts_file
from graph.editions import Edition, Editions
from ontology.errors import StoreError


def command(  # noqa: PLR0913, PLR0917 # a command has as many parameters as options
    a: Annotated[str, typer.Argument(help="Build before: its id, current, previous, oldest, or a data folder.")],
    b: Annotated[str, typer.Argument(help="Build after, likewise.")] = "current",
    kind: Annotated[list[str] | None, typer.Option(help="claim, entity or document; may be repeated.")] = None,
    change: Annotated[list[str] | None, typer.Option(help="added, removed or changed; may be repeated.")] = None,
    about: Annotated[str, typer.Option(help="A thing that the facts name.")] = "",
    format: Annotated[Format, typer.Option(help="table, json, csv, jsonl or xlsx.")] = Format.TABLE,  # noqa: A002 # the option's name
    lang: Annotated[Language, typer.Option(help="Language of labels: zh or en.")] = Language.ZH,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="Rows at most.")] = 10_000,
    data: Data = None,
    store: StoreUrl = None,
) -> None:
    """Compare the facts of two builds: what came, what went, and what changed, field by field.

    Examples:

      tidu diff previous

      tidu diff oldest current --kind claim --change changed

      tidu diff ../other/.tidu current --about 山东 --format csv
    """
    check_format(format)
    function = find("diff")
    edition = Editions(read_settings(data, store)).current()
    given = {"a": [a], "b": [b], "kind": kind or [], "change": change or [], "about": [about]}
    values = bind_parameters(function, given, edition.names)
    found = rows(difference(_facts(a, edition), _facts(b, edition)), values, edition.names)
    answer = answered(function, values, edition.id, found)
    show(present(answer, edition.words, edition.names, lang, limit=limit), format)


def _facts(name: str, edition: Edition) -> Path:
    """The facts of a build that is kept here, or of the current one of another data folder."""
    if Path(name).is_dir():
        builds = Builds(Path(name))
        return facts_file(builds, "current", builds.current_id)
    if edition.kept is None:
        raise StoreError(f"the store {edition.store} keeps one build alone; name a data folder")
    return facts_file(edition.kept, name, edition.id)
