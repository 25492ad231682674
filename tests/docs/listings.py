"""Lists in the documentation that the code decides: settings, commands, questions, classes, properties, formats …

They stand between ``<!-- list: NAME -->`` and ``<!-- end -->``; ``make docs`` writes them anew.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import typer.core
import typer.main

from api.app import BODIES, SPOOLS
from api.cli import app
from api.connections import Limits
from api.sparql.reading import MOST_FIELDS
from bench.agreement import by_field, by_kind, by_outcome, decisions, third_reading
from graph.catalogue.definition import GROUPS, Parameter
from graph.catalogue.functions import everything
from graph.settings import Settings
from graph.sparql.formats import DATASETS, GRAPHS, RESULTS, Format
from graph.sparql.inspection_limits import MAX_CHAIN, MAX_DEPTH, MAX_PATTERNS
from loaders.corpus import read_corpus, seed_folder
from loaders.leftovers import Reason
from ontology.cypher_names import relationship_type
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
        for name, command in _commands(typer.main.get_group(app))
    ]
    return table(("command", "arguments and options", "what it does"), rows)


def _commands(group: typer.core.TyperGroup) -> Iterator[tuple[str, typer.core.TyperCommand]]:
    """The commands of a group, and of the groups in it, by all their words."""
    for name, command in group.commands.items():
        if isinstance(command, typer.core.TyperGroup):
            yield from ((f"{name} {below}", found) for below, found in _commands(command))
        elif isinstance(command, typer.core.TyperCommand):
            yield name, command


def _usage(parameter: object) -> str:
    if isinstance(parameter, typer.core.TyperOption):
        return f"`{max(parameter.opts, key=len)}`"
    return f"`{getattr(parameter, 'metavar', '')}`"


def _purpose(text: str | None) -> str:
    return (text or "").splitlines()[0]


def questions() -> str:
    """Each question and function with its titles, parameters and second address, group by group."""
    parts: list[str] = []
    for group, title in GROUPS.items():
        rows = [
            (
                f"`{found.name}`",
                f"{found.definition.title.en}<br>{found.definition.title.zh}",
                ", ".join(_parameter(parameter) for parameter in found.definition.parameters),
                f"`{found.definition.route}`" if found.definition.route else "",
            )
            for found in everything().values()
            if found.definition.group == group
        ]
        parts.append(f"**{title.en}** {title.zh}\n\n")
        parts.append(table(("question", "what it asks", "parameters (*required*)", "second address"), rows) + "\n")
    return "".join(parts)


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


def formats() -> str:
    """Each format of an answer, its media types, and what it is for."""
    rows = [(f"`{f.name}`", ", ".join(f"`{media_type}`" for media_type in f.media_types), _use(f)) for f in _formats()]
    return table(("format", "media types, the standard's own first", "for"), rows)


def _formats() -> tuple[Format, ...]:
    return (*RESULTS, *GRAPHS)


def _use(form: Format) -> str:
    if form in RESULTS:
        return "SELECT, ASK" + (" (default)" if form is RESULTS[0] else "")
    graph = "CONSTRUCT, DESCRIBE, one graph" + (" (default)" if form is GRAPHS[0] else "")
    return graph + (f", several graphs{' (default)' if form is DATASETS[0] else ''}" if form in DATASETS else "")


def query_limits() -> str:
    """What a query may cost, by setting, and how large its text may be."""
    fields = {f"TIDU_{name.upper()}": f for name, f in Settings.model_fields.items() if name.startswith("query_")}
    rows = [(f"`{name}`", f"`{field.default}`", str(field.description)) for name, field in fields.items()]
    fixed = {
        "brackets open at once; operators in a row": MAX_DEPTH,
        "operators, groups and calls in the brackets open at once": MAX_CHAIN,
        "triple patterns": MAX_PATTERNS,
        "parameters of a request": MOST_FIELDS,
    }
    rows += [(what, f"{most}", "not a setting; more get 400") for what, most in fixed.items()]
    rows += [
        ("bodies that are being read, together", f"{BODIES} × `TIDU_QUERY_SIZE`", "not a setting; more get 429"),
        ("results that are being sent, together", f"{SPOOLS} × `TIDU_QUERY_RESULT`", "not a setting; more get 429"),
    ]
    return table(("setting, or what is counted", "default", "meaning"), rows)


def connection_limits() -> str:
    """What a connection may cost, and what becomes of one that costs more."""
    most = Limits()
    rows = [
        ("open connections", f"{most.connections}, or as many as descriptors allow", "503 with Retry-After"),
        ("request line and headers", f"{most.head // 1024} KiB", "431; 414 for the line alone"),
        ("header lines", f"{most.lines}", "431"),
        ("the head of a request, from its first byte", f"{most.head_seconds:g} s", "408; closed if no byte came"),
        ("a body, between two pieces", f"{most.stall_seconds:g} s", "408"),
        ("a body, in all", f"{most.body_seconds:g} s", "408"),
        ("an answer that the client does not take", f"{most.unread_seconds:g} s", "reset"),
    ]
    return table(("what", "at most", "beyond it"), rows)


def relationship_types() -> str:
    """Each type of relationship in Neo4j with its labels, and the classes that it joins."""
    rows = [
        (f"`{relationship_type(p.name)}`", f"{p.label.en}<br>{p.label.zh}", ", ".join(p.domains), ", ".join(p.ranges))
        for p in sorted(schema().properties.values(), key=lambda found: found.name)
        if set(p.ranges) & set(schema().classes)
    ]
    return table(("relationship", "label", "from", "to"), rows)


def agreement() -> str:
    """How far the two readings of the documents agree, by kind of fact."""
    return table(*by_kind(decisions()))


def agreement_of_fields() -> str:
    """In which fields the two readings of the same numbers differed."""
    return table(*by_field(decisions()))


def third_reading_outcomes() -> str:
    """How many claims the third reading changed."""
    return table(*by_outcome(third_reading()))


def leftover_reasons() -> str:
    """The reasons for which sentences are left over, and how many rows of the seeds give each."""
    given = Counter(leftover.reason for leftover in read_corpus(seed_folder()).leftovers)
    return table(("reason", "rows"), [(f"`{reason}`", str(given[reason])) for reason in Reason])


LISTS: dict[str, Callable[[], str]] = {
    made.__name__: made
    for made in (
        settings, commands, questions, classes, properties, tables, words, formats, query_limits, connection_limits,
        relationship_types, agreement, agreement_of_fields, third_reading_outcomes, leftover_reasons,
    )
}  # fmt: skip


def rewritten(text: str) -> str:
    """A text with its lists written anew; raises KeyError for a list of another name."""
    return _LIST.sub(lambda found: f"<!-- list: {found['name']} -->\n{LISTS[found['name']]()}<!-- end -->", text)


def lists_of(file: Path) -> list[str]:
    """The names of the lists that a file holds."""
    return [found["name"] for found in _LIST.finditer(file.read_text(encoding="utf-8"))]
