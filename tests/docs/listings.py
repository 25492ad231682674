"""Lists in the documentation that the code decides: settings, commands, questions, classes, properties, units.

They stand between ``<!-- list: NAME -->`` and ``<!-- end -->``; ``make docs`` writes them anew.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import typer.core
import typer.main

from api.cli import app
from graph.catalogue.definition import Parameter, catalogue
from graph.settings import Settings
from ontology.schema import schema
from ontology.values.vocabulary import Role, Status

_LIST = re.compile(r"^<!-- list: (?P<name>\w+) -->\n(?P<body>.*?)^<!-- end -->$", re.MULTILINE | re.DOTALL)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = (header, ["---"] * len(header), *rows)
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def settings() -> str:
    """Each setting with its variable, default and meaning."""
    fields = Settings.model_fields.items()
    rows = [(f"`TIDU_{name.upper()}`", f"`{field.default}`", str(field.description)) for name, field in fields]
    return table(("variable", "default", "meaning"), [(v, "" if d == "``" else d, m) for v, d, m in rows])


def commands() -> str:
    """Each command with its arguments, options and purpose."""
    rows = [
        (f"`tidu {name}`", " ".join(_usage(parameter) for parameter in command.params), _purpose(command.help))
        for name, command in typer.main.get_group(app).commands.items()
    ]
    return table(("command", "arguments and options", "what it does"), rows)


def _usage(parameter: object) -> str:
    if isinstance(parameter, typer.core.TyperOption):
        return f"`{max(parameter.opts, key=len)}`"
    return f"`{getattr(parameter, 'metavar', '')}`"


def _purpose(text: str | None) -> str:
    return (text or "").splitlines()[0]


def questions() -> str:
    """Each question with its titles, parameters and second address."""
    rows = [
        (
            f"`{found.name}`",
            f"{found.definition.title.en}<br>{found.definition.title.zh}",
            ", ".join(_parameter(parameter) for parameter in found.definition.parameters),
            f"`{found.definition.route}`" if found.definition.route else "",
        )
        for found in catalogue().values()
    ]
    return table(("question", "what it asks", "parameters (*required*)", "second address"), rows)


def _parameter(parameter: Parameter) -> str:
    return f"*{parameter.name}*" if parameter.required else parameter.name


def classes() -> str:
    """Each class with its labels, the class above it, the segment of its identifiers and what it is aligned to."""
    rows = [
        (
            f"`{found.name}`",
            found.label.zh,
            ", ".join(found.parents),
            f"`{found.segment}/…`" if found.segment else "",
            ", ".join(_short(iri) for iri in found.aligned),
            "yes" if found.reference else "",
        )
        for found in sorted(schema().classes.values(), key=lambda found: found.name)
    ]
    return table(("class", "中文", "below", "identifiers", "aligned to", "reference data"), rows)


def _short(iri: str) -> str:
    """The last part of an IRI with the name of its vocabulary before it."""
    vocabularies = {
        "schema.org": "schema", "/ns/prov": "prov", "/ns/oa": "oa", "/ns/org": "org", "/skos/": "skos",
        "/foaf/": "foaf",
        "linked-data/cube": "qb", "purl.org/dc/terms": "dcterms", "eli/ontology": "eli", "qudt": "qudt",
        "22-rdf-syntax": "rdf",
    }  # fmt: skip
    prefix = next(name for part, name in vocabularies.items() if part in iri)
    return f"{prefix}:{re.split('[#/]', iri)[-1]}"


def properties() -> str:
    """Each property that a row of claims.csv may state."""
    rows = [
        (f"`{found.name}`", f"{found.label.en}<br>{found.label.zh}", ", ".join(found.domains), ", ".join(found.ranges))
        for found in sorted(schema().properties.values(), key=lambda found: found.name)
        if found.statable
    ]
    return table(("property", "label", "of", "object or value"), rows)


def tables() -> str:
    """Each entity table with the columns that it has beyond the common ones."""
    segments = sorted({found.segment for found in schema().classes.values() if found.segment})
    rows = [(segment, _columns(segment)) for segment in segments if _is_table(segment)]
    return table(("table", "further columns"), [(f"`entities/{segment}.csv`", columns) for segment, columns in rows])


def _is_table(segment: str) -> bool:
    return segment != "unit" and any(schema().is_a(found.name, "Entity") for found in schema().by_segment(segment))


def _columns(segment: str) -> str:
    own = ["class"] if len(schema().by_segment(segment)) > 1 else []
    return ", ".join(f"`{name}`" for name in (*own, *schema().columns(segment)))


def words() -> str:
    """The closed vocabularies that people meet most."""
    return table(("kind", "words"), [("status", _words(Status)), ("evidence role", _words(Role))])


def _words(kind: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in kind)


LISTS: dict[str, Callable[[], str]] = {
    made.__name__: made for made in (settings, commands, questions, classes, properties, tables, words)
}


def rewritten(text: str) -> str:
    """A text with its lists written anew; raises KeyError for a list of another name."""
    return _LIST.sub(lambda found: f"<!-- list: {found['name']} -->\n{LISTS[found['name']]()}<!-- end -->", text)


def lists_of(file: Path) -> list[str]:
    """The names of the lists that a file holds."""
    return [found["name"] for found in _LIST.finditer(file.read_text(encoding="utf-8"))]
