"""The class diagram: a page of Mermaid diagrams (kinds; relations by family) and the definitions in both languages."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ontology.generate.shapes import Rule, Shapes
from ontology.identifiers import TIDU
from ontology.schema import ClassDef, PropertyDef, Schema

INTRODUCTION = """\
# 本体 · The ontology

由 `python -m ontology.generate` 从 `ontology/vocabulary/` 生成，请勿手改。
Generated from `ontology/vocabulary/` by `python -m ontology.generate`; not edited by hand.
"""


KINDS = "箭头由下位类指向上位类。An arrow leads from a class to the one above it."
RELATIONS = """\
文档可以声明的关系，按主体所在的文件分图；指向上位类的箭头，可取其下各类，详见属性表。
What claims may relate to what, one diagram for each file that the subjects stand in. An arrow to a class that has kinds
leads to some of them; the table of properties says which."""


def diagram(ontology: Schema, shapes: Shapes) -> str:
    """The page, as Markdown."""
    parts = [
        INTRODUCTION,
        _mermaid("类 · Classes", KINDS, _kinds(ontology)),
        *_families(ontology, shapes),
        _class_table(ontology),
        _property_table(ontology),
    ]
    return "\n".join(parts)


def _mermaid(title: str, note: str, lines: Iterator[str]) -> str:
    body = "\n".join(f"    {line}" for line in lines)
    head = f"## {title}\n\n{note}\n" if note else f"### {title}\n"
    return f"{head}\n```mermaid\nclassDiagram\n    direction LR\n{body}\n```\n"


def _kinds(ontology: Schema) -> Iterator[str]:
    for cls in _sorted(ontology):
        yield _named(cls)
    for cls in _sorted(ontology):
        yield from (f"{parent} <|-- {cls.name}" for parent in cls.parents)


def _families(ontology: Schema, shapes: Shapes) -> Iterator[str]:
    """The heading of the relations, and a diagram for each family that has any."""
    yield f"## 关系 · Relations\n\n{RELATIONS}\n"
    pairs = defaultdict(list)
    for _, prop in sorted(ontology.properties.items()):
        if prop.relation and prop.statable:
            for pair in _pairs(prop, ontology, shapes):
                pairs[pair].append(prop.name)
    for family in sorted({shapes.families[source] for source, _ in pairs}):
        own = {pair: names for pair, names in pairs.items() if shapes.families[pair[0]] == family}
        yield _mermaid(family, "", _relations(own, ontology))


def _relations(pairs: Mapping[tuple[str, str], list[str]], ontology: Schema) -> Iterator[str]:
    """One arrow for each pair of classes, with all the relations between them."""
    drawn = {name for pair in pairs for name in pair}
    yield from (_named(ontology.classes[name]) for name in sorted(drawn))
    for (source, target), names in sorted(pairs.items()):
        yield f"{source} --> {target} : {', '.join(names)}"


def _pairs(prop: PropertyDef, ontology: Schema, shapes: Shapes) -> Iterator[tuple[str, str]]:
    """The classes that a property joins: the shape of a domain may allow fewer ranges than the property has."""
    for domain in prop.domains:
        if domain in ontology.classes:
            rule = _rule(domain, prop, ontology, shapes)
            allowed = shapes.allowed(rule) if rule else set()
            yield from ((domain, target) for target in sorted(_gathered(allowed or set(prop.ranges), ontology)))


def _gathered(names: set[str], ontology: Schema) -> set[str]:
    """Classes with several of one kind drawn together: their parent stands for them, unless that is Entity itself."""
    parents = Counter(parent for name in names for parent in ontology.classes[name].parents)
    shared = {parent for parent, count in parents.items() if count > 1 and ontology.classes[parent].parents}
    return {next((p for p in ontology.classes[name].parents if p in shared), name) for name in names}


def _rule(domain: str, prop: PropertyDef, ontology: Schema, shapes: Shapes) -> Rule | None:
    return shapes.rules(ontology.classes[domain], ontology).get(TIDU + prop.name)


def _class_table(ontology: Schema) -> str:
    rows = [
        (
            f"`{c.name}`",
            c.label.zh,
            c.label.en,
            f"`{c.segment}`" if c.segment else "–",
            c.definition.zh,
            c.definition.en,
        )
        for c in _sorted(ontology)
    ]
    return _table("类的定义 · Classes defined", ("", "类", "class", "segment", "定义", "definition"), rows)


def _property_table(ontology: Schema) -> str:
    rows = [
        (
            f"`{p.name}`",
            p.label.zh,
            p.label.en,
            ", ".join(p.domains),
            ", ".join(p.ranges),
            p.definition.zh,
            p.definition.en,
        )
        for _, p in sorted(ontology.properties.items())
    ]
    head = ("", "属性", "property", "domains", "ranges", "定义", "definition")
    return _table("属性的定义 · Properties defined", head, rows)


def _table(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    body = "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
    return f"## {title}\n\n{body}\n"


def _sorted(ontology: Schema) -> list[ClassDef]:
    return [cls for _, cls in sorted(ontology.classes.items())]


def _named(cls: ClassDef) -> str:
    return f'class {cls.name}["{cls.label.zh} {cls.label.en}"]'
