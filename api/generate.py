"""Write the documents generated from the API, or compare them: ``python -m api.generate [--check]``."""

import argparse
import json
import sys
from pathlib import Path

from api.app import create_app
from api.models_fact import Fact
from graph.settings import Settings

FOLDER = Path(__file__).parent.parent / "docs"
FACT_SCHEMA = "https://w3id.org/tidu/schemas/fact.schema.json"


def generated() -> dict[str, str]:
    """The text of every generated file, by its name below ``docs``. No build is needed."""
    return {
        "openapi.json": _json(create_app(Settings(store="", answer_cache=0)).openapi(), indent=1),
        "schemas/fact.schema.json": _json(fact_schema()),
    }


def fact_schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of a line of ``tidu facts``."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": FACT_SCHEMA}
    return dialect | Fact.model_json_schema()


def differing(folder: Path) -> list[str]:
    """The names whose file in ``folder`` is missing or has another text."""
    return [name for name, text in generated().items() if _read(folder / name) != text]


def write(folder: Path) -> None:
    """Write the generated files below ``folder``."""
    for name, text in generated().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _json(content: object, indent: int = 2) -> str:
    return json.dumps(content, ensure_ascii=False, indent=indent, sort_keys=True) + "\n"


def main() -> int:
    """Exit status 0; 1 when ``--check`` finds files that differ."""
    parser = argparse.ArgumentParser(prog="python -m api.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 naming the files that differ")
    if not parser.parse_args().check:
        write(FOLDER)
        return 0
    found = differing(FOLDER)
    for name in found:
        print(f"docs/{name} differs from the API; run `make generate`", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
