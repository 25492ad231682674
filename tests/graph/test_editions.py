"""Editions: the current build, a new one at once, older ones by cursor, or one fixed store."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

import graph.build
from graph.builds import Builds
from graph.editions import Edition, Editions
from graph.settings import Settings
from loaders.corpus import read_corpus
from ontology.errors import InvalidCursor, NoBuild, StoreError
from tests.tiny import Seeds

Publish = Callable[[], str]


@pytest.fixture
def publish(tiny: Seeds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publish:
    """Makes a build in ``tmp_path``, without the shapes' check, and gives its id."""
    monkeypatch.setattr(graph.build, "check_shapes", lambda *_: [])
    facts = read_corpus(tiny.folder).facts()
    return lambda: graph.build.build(facts, tmp_path).id


def editions(data: Path, *, resident: bool = False, store: str = "") -> Editions:
    return Editions(Settings(data=data, store=store), resident=resident)


def test_without_a_build_it_says_so_and_finds_the_first(tmp_path: Path, publish: Publish) -> None:
    found = editions(tmp_path)
    assert found.is_stale
    with pytest.raises(NoBuild):
        found.current()
    made = publish()
    assert found.current().id == made
    assert not found.is_stale


@pytest.mark.parametrize("resident", [False, True])
def test_a_new_build_is_picked_up_and_the_old_one_goes_on_for_its_readers(
    tmp_path: Path, publish: Publish, *, resident: bool
) -> None:
    publish()
    found = editions(tmp_path, resident=resident)
    old = found.current()
    assert found.current() is old
    made = publish()
    assert found.is_stale
    assert found.current().id == made != old.id
    assert len(old.names) == len(found.current().names) > 0


def test_a_cursor_leads_back_to_a_build_that_is_kept(tmp_path: Path, publish: Publish) -> None:
    first, second = publish(), publish()
    found = editions(tmp_path)
    assert found.edition(second) is found.current()
    assert found.edition(first).id == first
    assert found.edition(first) is found.edition(first)
    assert found.current().id == second


def test_cursors_of_an_older_build_open_it_once_however_many_come_at_a_time(tmp_path: Path, publish: Publish) -> None:
    first, _ = publish(), publish()
    found, ready = editions(tmp_path), Barrier(8)

    def read(_: int) -> Edition:
        ready.wait()
        return found.edition(first)

    with ThreadPoolExecutor(8) as threads:
        assert len({id(edition) for edition in list(threads.map(read, range(8)))}) == 1


def test_a_build_that_is_no_longer_kept_is_refused(tmp_path: Path, publish: Publish) -> None:
    first = publish()
    for _ in range(3):
        publish()
    assert first not in Builds(tmp_path).ids()
    with pytest.raises(InvalidCursor, match="no longer kept"):
        editions(tmp_path).edition(first)


def test_a_build_that_is_read_is_not_removed(tmp_path: Path, publish: Publish) -> None:
    first = publish()
    reader = editions(tmp_path)
    reader.current()
    for _ in range(4):
        publish()
    assert first in Builds(tmp_path).ids()
    assert reader.edition(first).id == first


def test_a_fixed_store_is_read_whatever_the_data_folder_holds(tmp_path: Path, publish: Publish) -> None:
    first = publish()
    fixed = editions(tmp_path, store=f"oxigraph:{Builds(tmp_path).path(first) / 'store'}")
    second = publish()
    assert not fixed.is_stale
    assert fixed.current().id == fixed.edition(first).id == first
    with pytest.raises(InvalidCursor):
        fixed.edition(second)


@pytest.mark.parametrize("url", ["nosuch:x", "oxigraph:", "oxigraph", "oxigraph:/no/such/folder", "memory:", ""])
def test_a_store_that_cannot_be_read_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises((StoreError, NoBuild)):
        editions(tmp_path, store=url).current()


def test_names_and_words_are_read_once_an_edition(tmp_path: Path, publish: Publish) -> None:
    publish()
    edition = editions(tmp_path).current()
    assert edition.names is edition.names
    assert edition.words.of(["900-c1"]) == edition.words.of(["900-c1", "900-c1"])
    assert edition.words.of([]) == {}
