"""Examples in the documentation: what they run, what they show, and how to run them in a folder of their own.

Two forms are run: a ``console`` block, where lines after ``$`` are commands and the rest is what they print; and a
``python`` block with a ``text`` block right behind it. In what is shown, build ids, cursors and tags stand for those of
any build, and port 8000 for any port.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
FILES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
WIDTH = 100

_CONSOLE = re.compile(r"^```console\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_PYTHON = re.compile(r"^```python\n(?P<code>.*?)^```\n\n```text\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (?P<command>(?:.*\\\n)*.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)
_VARIES = (
    (re.compile(r"\d{8}T\d{12}-[0-9a-f]{12}\.[0-9a-f]{16}"), "⟨tag⟩"),
    (re.compile(r"\d{8}T\d{12}-[0-9a-f]{12}"), "⟨build⟩"),
    (re.compile(r'(?<="next":)( ?)"[\w-]+"'), r"\1⟨cursor⟩"),
)


@dataclass(frozen=True, slots=True)
class Example:
    """A command or program of a file, what the file says it prints, and where in the file that stands."""

    file: Path
    code: str
    output: str
    place: tuple[int, int]
    is_python: bool

    @property
    def title(self) -> str:
        """File and line, for messages."""
        line = self.file.read_text(encoding="utf-8").count("\n", 0, self.place[0])
        return f"{self.file.name}:{line}"


def examples(file: Path) -> list[Example]:
    """The examples of a file, in their order."""
    text = file.read_text(encoding="utf-8")
    return sorted([*_commands(file, text), *_programs(file, text)], key=lambda example: example.place)


def _commands(file: Path, text: str) -> Iterator[Example]:
    for block in _CONSOLE.finditer(text):
        offset = block.start("body")
        for found in _COMMAND.finditer(block["body"]):
            place = (offset + found.start("output"), offset + found.end("output"))
            yield Example(file, found["command"], found["output"], place, is_python=False)


def _programs(file: Path, text: str) -> Iterator[Example]:
    for found in _PYTHON.finditer(text):
        yield Example(file, found["code"], found["output"], found.span("output"), is_python=True)


def same(shown: str, printed: str) -> bool:
    """Whether two outputs agree, whatever build printed them."""
    return normal(shown) == normal(printed)


def normal(output: str) -> str:
    """An output with what varies from build to build replaced, and blanks at the ends of lines taken off."""
    for pattern, mark in _VARIES:
        output = pattern.sub(mark, output)
    return "\n".join(line.rstrip() for line in output.rstrip().splitlines())


@dataclass(frozen=True, slots=True)
class Session:
    """A folder with a build in ``.tidu``, a server of that build, and the example seeds of the documentation."""

    folder: Path
    port: int

    def run(self, example: Example) -> str:
        """What an example prints: its output, or its errors where there is none."""
        code = example.code.replace("127.0.0.1:8000", f"127.0.0.1:{self.port}")
        command = ["env", "no_proxy=127.0.0.1", *_runner(example), code if example.is_python else self._script(code)]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        printed = (done.stdout or done.stderr).replace(f"127.0.0.1:{self.port}", "127.0.0.1:8000")
        return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())

    def _script(self, command: str) -> str:
        path = f"{Path(sys.executable).parent}:$PATH"
        setting = f'export PATH="{path}" COLUMNS={WIDTH} LC_ALL=C.UTF-8; unset TIDU_DATA TIDU_STORE'
        return f"{setting}\n{_CURL}\n{command}"


def _runner(example: Example) -> list[str]:
    return [sys.executable, "-c"] if example.is_python else ["bash", "-c"]


_CURL = f'command -v curl >/dev/null || curl() {{ "{sys.executable}" "{ROOT}/tests/docs/curl.py" "$@"; }}'


@contextmanager
def session() -> Iterator[Session]:
    """Build and serve in a temporary folder; the server is stopped at the end."""
    tidu = [sys.executable, "-m", "api.cli"]
    with TemporaryDirectory(prefix="tidu-docs-") as name:
        folder = Path(name)
        shutil.copytree(ROOT / "docs" / "example", folder / "docs" / "example")
        subprocess.run([*tidu, "build", "--data", ".tidu"], cwd=folder, check=True, capture_output=True)
        command = [*tidu, "serve", "--data", ".tidu", "--port", "0"]
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
            try:
                line = server.stdout.readline() if server.stdout else ""
                yield Session(folder, int(line.split("http://127.0.0.1:")[1].split("/")[0]))
            finally:
                server.terminate()


def rewrite(file: Path, opened: Session) -> None:
    """Put what the examples of a file print now in place of what it shows."""
    shown = examples(file)
    printed = [opened.run(example) for example in shown]
    text = file.read_text(encoding="utf-8")
    for example, output in reversed(list(zip(shown, printed, strict=True))):
        if not same(example.output, output):
            start, end = example.place
            text = text[:start] + output + text[end:]
    file.write_text(text, encoding="utf-8")
