"""The command line ``tidu``. Exit status: 0 done, 1 refused or not found, 2 used wrongly."""

import logging
import sys
from typing import NoReturn

import typer
from pydantic import ValidationError

from api.commands import ask, build, check, diff, export, facts, neo4j, neo4j_load, search, serve
from ontology.errors import AmbiguousName, InvalidCursor, InvalidParameter, TiduError, UnknownName

app = typer.Typer(
    name="tidu",
    help="Tidu (梯度): a knowledge graph in which every number and edge leads to the words that state it.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
for name, module in (
    ("build", build), ("serve", serve), ("check", check), ("ask", ask), ("search", search), ("facts", facts),
    ("export", export), ("diff", diff),
):  # fmt: skip
    app.command(name)(module.command)
neo4j.app.command("load")(neo4j_load.command)
app.add_typer(neo4j.app, name="neo4j")

INTERRUPTED = 130  # as shells say it
WRONG_USE = (UnknownName, AmbiguousName, InvalidParameter, InvalidCursor)


def main() -> None:
    """Run a command; errors of ours become one message on standard error."""
    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # else the driver's warnings stand before that message
    try:
        app()
    except TiduError as error:
        _fail(str(error), 2 if isinstance(error, WRONG_USE) else 1)
    except ValidationError as error:
        _fail("; ".join(f"TIDU_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors()), 2)
    except KeyboardInterrupt:
        _fail("interrupted", INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        _fail(str(error), 1)


def _fail(message: str, status: int) -> NoReturn:
    typer.echo(f"tidu: {message}", err=True)
    sys.exit(status)


if __name__ == "__main__":
    main()
