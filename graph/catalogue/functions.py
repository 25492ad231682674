"""Functions: what no query language says well (paths, analytics, the difference of two builds).

A folder each under ``graph/functions``: ``function.yaml``, written like a question's, and ``answer.py`` with
``answer(edition, values)``, which gives the rows. Every door treats them as it treats questions.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

import yaml

from graph.catalogue.definition import GROUPS, Asked, Defined, Definition, catalogue, check_definition, load
from graph.catalogue.rows import Row
from graph.store import Bound
from ontology.errors import UnknownName
from ontology.nearest import nearest

if TYPE_CHECKING:
    from graph.editions import Edition

Answering: TypeAlias = "Callable[[Edition, Mapping[str, Sequence[Bound]]], list[Row]]"


@dataclass(frozen=True, slots=True)
class Function(Defined):
    """A function, ready to be asked like a question."""

    name: str
    definition: Definition
    answer: Answering
    kind: Literal["function"] = "function"


@cache
def functions() -> dict[str, Function]:
    """All functions by name."""
    folder = Path(str(files("graph.functions")))
    names = sorted(path.parent.name for path in folder.glob("*/function.yaml"))
    return {name: read_function(folder / name) for name in names}


def read_function(folder: Path) -> Function:
    """Read the folder of one function; raises ValueError, naming it, where it contradicts itself."""
    definition = Definition.model_validate(yaml.safe_load((folder / "function.yaml").read_text(encoding="utf-8")))
    for reason in check_definition(definition):
        raise ValueError(f"{folder.name}: {reason}")
    answer: Answering | None = getattr(load(folder / "answer.py"), "answer", None)
    if answer is None:
        raise ValueError(f"{folder / 'answer.py'} has no function answer")
    return Function(folder.name, definition, answer)


@cache
def everything() -> dict[str, Asked]:
    """All questions and functions by name, group by group."""
    found: list[Asked] = [*catalogue().values(), *functions().values()]
    order = list(GROUPS)
    return {asked.name: asked for asked in sorted(found, key=lambda asked: order.index(asked.definition.group))}


def asked(name: str) -> Asked:
    """The question or function called ``name``; raises UnknownName."""
    try:
        return everything()[name]
    except KeyError:
        raise UnknownName("question", name, nearest(name, everything())) from None
