"""Sample answers for the OpenAPI document: ``python -m api.sampling [--check]`` asks each question its example.

The answers are those of the seeds in this repository. ``api/samples.json`` keeps one row of each, the one that says
most, with one of its claims; build ids and cursors in it stand for any.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from api.examples import BUILD, CURSOR, SAMPLES
from graph.build import build
from graph.catalogue.definition import Asked
from graph.catalogue.functions import everything
from graph.catalogue.service import Page, answer_page
from graph.editions import Edition, Editions
from graph.settings import Settings
from loaders.corpus import read_corpus, seed_folder

LOOKED_AT = 200  # rows among which the fullest is chosen
CAP = 1_000_000

Json = dict[str, Any]


def samples(data: Path) -> str:
    """The sample answers of a data folder's current build, as the text of the file."""
    edition = Editions(Settings(data=data, store="")).current()
    found = {name: _sample(edition, asked) for name, asked in sorted(everything().items())}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _sample(edition: Edition, asked: Asked) -> Json:
    given = {p.name: [p.example] for p in asked.definition.parameters if p.required}
    page: Json = answer_page(edition, asked, given, Page(LOOKED_AT), language="zh", cap=CAP)
    rows = sorted(page["rows"], key=_empty_cells)[:1]  # of those that are equally full, the first
    kept = [{**row, "claims": row["claims"][:1]} for row in rows]
    return {**page, "build": BUILD, "rows": kept, "next": CURSOR if page["total"] > 1 else None}


def _empty_cells(row: Mapping[str, object]) -> int:
    return sum(cell is None or cell == [] for cell in row.values())


def main() -> int:
    """Write the file; with ``--check`` exit status 1 where it differs from what the seeds give."""
    parser = argparse.ArgumentParser(prog="python -m api.sampling", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the file differs")
    check = parser.parse_args().check
    with TemporaryDirectory(prefix="tidu-samples-") as folder:
        build(read_corpus(seed_folder()).facts(), Path(folder))
        text = samples(Path(folder))
    if not check:
        SAMPLES.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if SAMPLES.exists() and SAMPLES.read_text(encoding="utf-8") == text:
        return 0
    print(f"api/{SAMPLES.name} differs from what the seeds answer; run `make generate`", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
