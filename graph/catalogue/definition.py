"""What a question is: ``question.yaml``, ``query.rq``, later ``query.cypher``, sometimes ``fold.py``."""

import importlib.util
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Annotated, Literal, Protocol

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from graph.catalogue.rows import Row
from graph.lookups import read_query
from graph.store import Bound, Query
from ontology.errors import UnknownName
from ontology.nearest import nearest
from ontology.schema import schema

Fold = Callable[[list[Row], Mapping[str, Sequence[Bound]]], list[Row]]

Group = Literal["regions", "policies", "indicators", "platforms", "technology", "provenance", "functions"]

PLAIN_TYPES = ("date", "integer", "text", "Property", "Class")


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


# a line that ends between Chinese characters is folded to a space, which Chinese does not write
_FOLDED = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef”’]) (?=[\u3000-\u9fff\uff00-\uffef“‘])")


class Bilingual(_Model):
    """A text in both languages."""

    zh: Annotated[str, AfterValidator(lambda text: _FOLDED.sub("", text))]
    en: str


GROUPS: Mapping[Group, Bilingual] = {
    "regions": Bilingual(zh="梯队与地区", en="tiers and regions"),
    "policies": Bilingual(zh="政策", en="policies"),
    "indicators": Bilingual(zh="指标与数值", en="indicators and figures"),
    "platforms": Bilingual(zh="平台、企业与设施", en="platforms, enterprises and facilities"),
    "technology": Bilingual(zh="技术与场景", en="technology and scenarios"),
    "provenance": Bilingual(zh="出处", en="provenance"),
    "functions": Bilingual(zh="函数", en="functions"),
}
"""The groups in the order of lists, with their titles."""


class Parameter(_Model):
    """A parameter: its type is a class (key, label or alias), date, integer, text, or a closed list of words.

    ``Property`` and ``Class`` take terms of the ontology, ``Claim`` takes the id of a claim.

    ``folded`` ones are read by the fold, not bound in the query. ``default`` is what stands for an absent one; an
    integer lies between ``least`` and ``most``.
    """

    name: str
    type: str | tuple[str, ...]
    title: Bilingual
    example: Annotated[str, BeforeValidator(str)]
    required: bool = False
    many: bool = False
    folded: bool = False
    default: str | None = None
    least: int | None = None
    most: int | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The words of a closed list; empty for other types."""
        return self.type if isinstance(self.type, tuple) else ()

    @property
    def cls(self) -> str | None:
        """The class whose things the parameter takes, if it takes things."""
        return self.type if isinstance(self.type, str) and self.type not in PLAIN_TYPES else None

    @property
    def accepts(self) -> str:
        """What may be given, for errors and help."""
        if self.words:
            return "one of " + ", ".join(self.words)
        known = {
            "date": "a date such as 2021-12-31",
            "integer": f"a whole number{self._range}",
            "text": "a text",
            "Property": f"a property of the ontology, such as {self.example}",
            "Class": f"a class of the ontology, such as {self.example}",
            "Claim": f"the id of a claim, such as {self.example}",
        }
        article = "an" if str(self.type).startswith(tuple("AEIO")) else "a"
        return known.get(str(self.type), f"{article} {self.type}: key, label or alias, such as {self.example}")

    @property
    def _range(self) -> str:
        parts = [f"at least {self.least}"] if self.least is not None else []
        parts += [f"at most {self.most}"] if self.most is not None else []
        return f", {' and '.join(parts)}" if parts else ""


class Column(_Model):
    """A column: ``optional`` may be unbound, ``hidden`` serves the fold only, ``folded`` is made by it.

    A folded column that is ``many`` holds any number of cells of its type.
    """

    name: str
    type: str
    title: Bilingual
    optional: bool = False
    hidden: bool = False
    folded: bool = False
    many: bool = False


class Definition(_Model):
    """The content of ``question.yaml``; ``group`` is where lists show it."""

    group: Group
    title: Bilingual
    description: Bilingual
    route: str | None = None
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    claims: tuple[str, ...] = ("claim",)

    @property
    def in_route(self) -> list[str]:
        """The parameters that the second address holds."""
        return re.findall(r"\{(\w+)\}", self.route or "")

    @cached_property
    def visible(self) -> tuple[Column, ...]:
        """The columns that an answer shows."""
        return tuple(column for column in self.columns if not column.hidden)

    @cached_property
    def by_name(self) -> dict[str, Parameter]:
        """Its parameters by name."""
        return {parameter.name: parameter for parameter in self.parameters}


class Asked(Protocol):
    """What can be asked: a question of the catalogue, or a function."""

    @property
    def name(self) -> str:
        """Its name: that of its folder."""

    @property
    def kind(self) -> Literal["question", "function"]:
        """Which of the two it is."""

    @property
    def definition(self) -> Definition:
        """Titles, parameters, columns."""

    @property
    def parameters(self) -> dict[str, Parameter]:
        """Its parameters by name."""

    @property
    def visible(self) -> tuple[Column, ...]:
        """The columns that an answer shows."""


class Defined:
    """What questions and functions take from their definition."""

    __slots__ = ()

    @property
    def parameters(self: "_HasDefinition") -> dict[str, Parameter]:
        """Its parameters by name."""
        return self.definition.by_name

    @property
    def visible(self: "_HasDefinition") -> tuple[Column, ...]:
        """The columns that an answer shows."""
        return self.definition.visible


class _HasDefinition(Protocol):
    @property
    def definition(self) -> Definition: ...


class Question(Defined, _Model):
    """A question of the catalogue, ready to be asked."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    name: str
    kind: Literal["question"] = "question"
    definition: Definition
    query: Query
    fold: Fold | None = None


@cache
def catalogue() -> dict[str, Question]:
    """All questions by name."""
    folder = Path(str(files("graph.questions")))
    names = sorted(path.parent.name for path in folder.glob("*/question.yaml"))
    return {name: read_question(folder / name) for name in names}


def question(name: str) -> Question:
    """The question called ``name``; raises UnknownName."""
    try:
        return catalogue()[name]
    except KeyError:
        raise UnknownName("question", name, nearest(name, catalogue())) from None


def read_question(folder: Path) -> Question:
    """Read the folder of one question; raises ValueError, naming it, where it contradicts itself."""
    given = yaml.safe_load((folder / "question.yaml").read_text(encoding="utf-8"))
    definition = Definition.model_validate(given)
    cypher = folder / "query.cypher"
    query = read_query(
        folder.name,
        (folder / "query.rq").read_text(encoding="utf-8"),
        cypher.read_text(encoding="utf-8") if cypher.exists() else None,
    )
    found = Question(name=folder.name, definition=definition, query=query, fold=_fold(folder))
    _check(found)
    return found


def _fold(folder: Path) -> Fold | None:
    path = folder / "fold.py"
    if not path.exists():
        return None
    fold: Fold | None = getattr(load(path), "fold", None)
    if fold is None:
        raise ValueError(f"{path} has no function fold")
    return fold


def load(path: Path) -> ModuleType:
    """The module in a file beside a question or a function, whose folders are no packages."""
    name = f"{path.parent.parent.name}.{path.parent.name.replace('-', '_')}_{path.stem}"
    spec = importlib.util.spec_from_file_location(f"graph.{name}", path)
    if spec is None or spec.loader is None:
        raise ValueError(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _check(found: Question) -> None:
    bound = [parameter.name for parameter in found.definition.parameters if not parameter.folded]
    for reason in (*_check_fold(found, bound), *check_definition(found.definition)):
        raise ValueError(f"{found.name}: {reason}")


def _check_fold(found: Question, bound: Sequence[str]) -> Iterator[str]:
    if sorted(bound) != sorted(found.query.parameters):
        yield f"parameters {sorted(bound)}, but the query binds {sorted(found.query.parameters)}"
    if not found.fold and (made := [c.name for c in found.definition.columns if c.folded or c.hidden]):
        yield f"the columns {made} are for a fold, but there is no fold.py"
    if not found.fold and len(bound) < len(found.definition.parameters):
        yield "there are parameters for a fold, but there is no fold.py"


def check_definition(definition: Definition) -> Iterator[str]:
    """What contradicts itself in a definition."""
    yield from _check_parameters(definition)
    names = [column.name for column in definition.columns]
    if len(set(names)) < len(names) or "claims" in names:
        yield f"columns {sorted(names)}: each name once, and `claims` is made for every row"
    if unknown := set(definition.order) - set(names):
        yield f"order by {sorted(unknown)}, which are not columns"
    if lists := [column.name for column in definition.columns if column.many and not column.folded]:
        yield f"the columns {lists} hold several cells, which only a fold makes"


def _check_parameters(definition: Definition) -> Iterator[str]:
    for parameter in definition.parameters:
        if parameter.cls and parameter.cls != "Thing" and parameter.cls not in schema().classes:
            yield f"the parameter {parameter.name} has the type {parameter.cls}, which is no class and no plain type"
        if parameter.words and not {parameter.example, parameter.default or parameter.example} <= {*parameter.words}:
            yield f"the example or the default of {parameter.name} is not one of its words"
    if len(definition.by_name) < len(definition.parameters):
        yield "a parameter stands there twice"
    for name in definition.in_route:
        if name not in definition.by_name or definition.by_name[name].many:
            yield f"the route holds {name}, which is not a parameter that takes one value"
