"""What a wheel must hold: every file of the packages that pyproject.toml names. Run by ``tests/smoke.sh``.

``python -m tests.packaging.contents FILE.whl`` ends with status 1 and names what is missing.
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parents[2]


def packages() -> list[str]:
    """The packages that the wheel is made of."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[str] = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    return found


def shipped() -> Iterator[str]:
    """Every file below the packages, code and data, compiled files aside."""
    for package in packages():
        for path in sorted((ROOT / package).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(ROOT).as_posix()


def missing(wheel: Path) -> list[str]:
    """What the packages hold and the wheel lacks."""
    with ZipFile(wheel) as archive:
        held = set(archive.namelist())
    return [name for name in shipped() if name not in held]


if __name__ == "__main__":
    lacking = missing(Path(sys.argv[1]))
    sys.exit("the wheel lacks: " + ", ".join(lacking) if lacking else 0)
