"""The generated files by name, and the folder that they stand in."""

import json
from collections.abc import Mapping
from pathlib import Path

from ontology.generate.context import context
from ontology.generate.diagram import diagram
from ontology.generate.grass import grass
from ontology.generate.json_schema import json_schema
from ontology.generate.shapes import Shapes
from ontology.schema import schema

FOLDER = Path(__file__).parent.parent / "generated"


def generated() -> dict[str, str]:
    """The text of every generated file, by its name below the folder. Equal ontologies give equal texts."""
    ontology, shapes = schema(), Shapes.read()
    found = {"context.jsonld": _json(context(ontology, shapes)), "diagram.md": diagram(ontology, shapes)}
    found |= {"tidu.grass": grass(ontology, shapes, "zh"), "tidu.en.grass": grass(ontology, shapes, "en")}
    for cls in ontology.classes.values():
        if cls.segment:
            name = f"schemas/{cls.segment}-{cls.name}.schema.json"
            found[name] = _json(json_schema(cls, ontology, shapes))
    return dict(sorted(found.items()))


def write(files: Mapping[str, str], folder: Path) -> None:
    """Make ``folder`` hold exactly ``files``: others that stand there are removed."""
    for name in _standing(folder) - set(files):
        (folder / name).unlink()
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def differing(files: Mapping[str, str], folder: Path) -> list[str]:
    """The names whose file in ``folder`` is missing, has another text, or is not among ``files``."""
    standing = _standing(folder)
    changed = {n for n, text in files.items() if n not in standing or (folder / n).read_text("utf-8") != text}
    return sorted(changed | (standing - set(files)))


def _standing(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
