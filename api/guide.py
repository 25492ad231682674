"""The guide that Neo4j Browser plays: slides about the graph, and one for each question with blocks that run.

Browser takes the text of ``<pre class="runnable">`` into its editor at a click. Before that it strips what looks like
an event handler (`` on…= …``) from the whole page, so that signs of equality are written as character references.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from markupsafe import Markup, escape

from api.language import LANGUAGES
from graph.catalogue.binding import bind_parameters
from graph.catalogue.definition import Parameter, Question, catalogue
from graph.names import Names
from graph.store import Bound, Values
from ontology.errors import AmbiguousName, InvalidParameter, UnknownName

SHOWN = ("region", "words", "drawn", "names", "quotes", "classes", "relations")
ENGLISH = ("classes", "relations")
"""Those of them that are written for English readers too, as ``NAME.en.cypher``."""
# lines at the head of a query that tell the store, not a reader, of what type its columns are
_FOR_THE_STORE = re.compile(r"^// (?:terms|decimals): .*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A parameter that may be given, and the line that gives it."""

    title: str
    line: str


@dataclass(frozen=True, slots=True)
class QuestionSlide:
    """A question: ``needed`` are lines that set its parameters, ``query`` runs as it stands after them.

    ``counted`` is the command that gives what is counted over the lines of the query; empty where nothing is.
    """

    title: str
    other_title: str
    description: str
    needed: tuple[str, ...]
    narrowing: tuple[Narrowing, ...]
    query: str
    counted: str


def code(text: str) -> Markup:
    """A text for the guide, out of which Browser strips nothing."""
    return Markup(str(escape(text)).replace("=", "&#61;"))  # noqa: S704 # escaped


@cache
def examples(language: str = "zh") -> dict[str, str]:
    """The queries of the first slides by name."""
    folder = files("api") / "pages" / "neo4j"
    found = {name: f"{name}.en.cypher" if language == "en" and name in ENGLISH else f"{name}.cypher" for name in SHOWN}
    return {name: (folder / file).read_text(encoding="utf-8").strip() for name, file in found.items()}


def question_slides(names: Names, language: str) -> list[QuestionSlide]:
    """A slide for each question of the catalogue that Neo4j answers."""
    return [_slide(found, names, language) for found in catalogue().values() if found.query.cypher]


def _slide(question: Question, names: Names, language: str) -> QuestionSlide:
    definition = question.definition
    other = next(each for each in LANGUAGES if each != language)
    values = _examples(question, names)
    narrowing = (
        Narrowing(getattr(p.title, language), _line(p.name, values[p.name]))
        for p in definition.parameters
        if not p.required and not p.folded and values.get(p.name)
    )
    return QuestionSlide(
        title=getattr(definition.title, language),
        other_title=getattr(definition.title, other),
        description=getattr(definition.description, language),
        needed=tuple(_needed([p for p in definition.parameters if not p.folded], values)),
        narrowing=tuple(narrowing),
        query=_FOR_THE_STORE.sub("", question.query.cypher or "").strip(),
        counted=f"tidu ask {question.name}" if question.fold else "",
    )


def _examples(question: Question, names: Names) -> Values:
    """The example of every parameter, bound; a build of other documents need not have an example's thing."""
    found: dict[str, tuple[Bound, ...]] = {}
    required = {p.name: [p.example] for p in question.definition.parameters if p.required}
    for parameter in question.definition.parameters:
        try:
            bound = bind_parameters(question, required | {parameter.name: [parameter.example]}, names)
        except (InvalidParameter, UnknownName, AmbiguousName):
            continue
        found[parameter.name] = bound[parameter.name]
    return found


def _needed(parameters: Sequence[Parameter], values: Values) -> list[str]:
    """A line that sets every parameter, and lines for required ones that JSON cannot say; none where there are none."""
    if not parameters:
        return []
    given = {p.name: values.get(p.name, ()) if p.required else () for p in parameters}
    texts = {name: [str(value) for value in found] for name, found in given.items() if _are_texts(found)}
    whole = {name: texts.get(name) or None for name in given}
    others = [_line(name, found) for name, found in given.items() if not _are_texts(found)]
    return [f":params {json.dumps(whole, ensure_ascii=False)}", *others]


def _are_texts(values: Sequence[Bound]) -> bool:
    return all(isinstance(value, str) for value in values)


def _line(name: str, values: Sequence[Bound]) -> str:
    return f":param {name} => [{', '.join(_literal(value) for value in values)}]"


def _literal(value: Bound) -> str:
    """A value as Cypher writes it."""
    if isinstance(value, date):
        return f"date({json.dumps(value.isoformat())})"
    return str(value) if isinstance(value, int) else json.dumps(str(value), ensure_ascii=False)
