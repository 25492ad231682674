from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.build import build
from loaders.corpus import read_corpus, seed_folder
from tests.neo4j.serving import Neo4j, served
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


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4j]:
    """A real Neo4j, one for all tests; what it holds is left by the test before (``empty_neo4j`` holds nothing)."""
    with served(tmp_path_factory.mktemp("neo4j-server")) as found:
        yield found


@pytest.fixture
def empty_neo4j(neo4j_server: Neo4j) -> Neo4j:
    """The same Neo4j, without nodes, constraints or indexes."""
    neo4j_server.wipe()
    return neo4j_server


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once why tests were skipped, in quiet runs too."""
    reports = terminalreporter.getreports("skipped")
    for reason in sorted({str(r.longrepr[2]) for r in reports if isinstance(r.longrepr, tuple)}):
        terminalreporter.write_line(reason)
