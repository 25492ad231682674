from pathlib import Path

import pytest

from graph.build import build
from loaders.corpus import read_corpus, seed_folder
from tests.tiny import Seeds, make


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Seeds:
    """A small seed folder with its documents; not to be changed (``seeds`` is a copy that may be)."""
    return make(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def seeds(tiny: Seeds, tmp_path: Path) -> Seeds:
    """A small seed folder of the test's own."""
    return tiny.copy(tmp_path)


@pytest.fixture(scope="session")
def default_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a build of the seeds that come with the package."""
    data = tmp_path_factory.mktemp("default-build")
    build(read_corpus(seed_folder()).facts(), data)
    return data


@pytest.fixture(scope="session")
def tiny_build(tiny: Seeds, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a build of the small seed folder."""
    data = tmp_path_factory.mktemp("tiny-build")
    build(read_corpus(tiny.folder).facts(), data)
    return data


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once why tests were skipped, in quiet runs too."""
    reports = terminalreporter.getreports("skipped")
    for reason in sorted({str(r.longrepr[2]) for r in reports if isinstance(r.longrepr, tuple)}):
        terminalreporter.write_line(reason)
