"""Options that several commands share, and the settings they make."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from graph.settings import Settings, settings
from loaders.corpus import seed_folder

Data = Annotated[
    Path | None, typer.Option("--data", help="Folder of the builds (TIDU_DATA).", show_default=".tidu", file_okay=False)
]
StoreUrl = Annotated[
    str | None,
    typer.Option("--store", help="Store to read instead of the current build, e.g. oxigraph:PATH (TIDU_STORE)."),
]
Seeds = Annotated[
    Path | None, typer.Option("--seeds", help="Folder of the seed tables.", show_default="those of the package")
]
Documents = Annotated[
    Path | None,
    typer.Option("--documents", help="Folder with the documents themselves: spans are read back from them."),
]

progress = Console(stderr=True)


def read_settings(data: Path | None, store: str | None = None, **more: object) -> Settings:
    """The settings: options first, then the environment, then the defaults."""
    return settings(data=data, store=store, **more)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 document, 2 documents."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def seeds_or_default(folder: Path | None) -> Path:
    """The seed folder that was named, or the package's own."""
    return folder or seed_folder()
