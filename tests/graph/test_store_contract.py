"""The contract of stores, over every kind. A new store is one more parameter."""

import threading
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.build import prepare, write
from graph.facts import Entity, Fact
from graph.lookups import lookup, read_query
from graph.store import Bound, Store, Term, View
from graph.stores import open_store
from loaders.corpus import read_corpus
from ontology.errors import StoreError
from ontology.identifiers import GRAPH, ID, Ref
from ontology.schema import Text
from tests.neo4j.serving import Neo4j
from tests.tiny import Seeds

Place = Callable[[], Store]
PREFIX = "PREFIX tidu: <https://w3id.org/tidu/ontology#>\nPREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
ECHO = read_query(
    "echo",
    PREFIX + "SELECT ?given WHERE {\n  VALUES ?given { UNDEF }\n}",
    "UNWIND coalesce($given, [null]) AS given RETURN given",
)
TWO = read_query(
    "two",
    PREFIX + "SELECT ?one ?two WHERE {\n  VALUES ?one { UNDEF }\n  VALUES ?two { UNDEF }\n}",
    "UNWIND $one AS one UNWIND $two AS two RETURN one, two",
)
LABELS = lookup("labels")
LOCAL = ["oxigraph", "memory"]


@pytest.fixture(params=[*LOCAL, "neo4j"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Opens the same empty place each time."""
    return opener(request, tmp_path)


@pytest.fixture(params=LOCAL)
def local_place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """The same, of the stores that are queried in SPARQL."""
    return opener(request, tmp_path)


def opener(request: pytest.FixtureRequest, folder: Path) -> Place:
    if request.param == "memory":
        store = open_store("memory:")
        return lambda: store
    if request.param == "neo4j":
        server: Neo4j = request.getfixturevalue("neo4j_server")
        server.clear()
        return lambda: open_store(server.uri, server.settings)
    return lambda: open_store(f"oxigraph:{folder / 'store'}")


def entity(key: str, zh: str = "名", en: str = "name", alias: str = "别名") -> Entity:
    return Entity(Ref(f"topic/{key}"), "Topic", Text(zh, en), (alias,))


def written(store: Store, *facts: Fact, build: str = "build-1") -> View:
    write(store, facts, {}, build)
    return store.view()


def lines(view: View, text: str, **values: list[Bound]) -> list[tuple[object, ...]]:
    return [tuple(row) for row in view.lines(read_query("test", PREFIX + text, None), values).rows]


def test_what_is_written_is_seen(place: Place, tiny: Seeds) -> None:
    everything, described = prepare(read_corpus(tiny.folder).facts())
    write(place(), everything, described, "build-1")
    view = place().view()
    assert view.build == "build-1"
    statements = view.lines(lookup("statements"), {"claim": [Ref("claim/900-c7")]})
    (line,) = [dict(zip(statements.columns, row, strict=True)) for row in statements.rows]
    assert line == {
        "claim": Ref("claim/900-c7"), "document": Ref("document/900"), "subject": Ref("measure/310000-fund"),
        "property": Term("jurisdiction"), "object": Ref("region/310000"), "role": None, "negated": True,
        "status": "actual", "valid_from": None, "valid_to": None, "via": None, "note": None,
    }  # fmt: skip


def test_an_observation_comes_back_with_exact_values(place: Place, tiny: Seeds) -> None:
    everything, described = prepare(read_corpus(tiny.folder).facts())
    write(place(), everything, described, "build-1")
    found = place().view().lines(lookup("observations"), {"claim": [Ref("claim/900-o1")]})
    (line,) = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    assert (line["value"], line["number"], line["unit"], line["comparator"]) == ("12", Decimal(120000), "万家", ">")
    assert (line["lower"], line["upper"]) == (Decimal(120000), Decimal(130000))
    assert (line["period"], line["period_start"], line["base"]) == ("2021", date(2021, 1, 1), None)


@pytest.mark.parametrize(
    "value",
    [
        Ref("region/110000"), Term("inTier"), "北京", "", 7, -3, 10**17, date(2021, 12, 31), True,
        'a "quoted" text', "back\\slash", "a\nb\tc\r", "'", '" } UNION { ?s ?p ?o } #', "VALUES ?given { UNDEF }",
        "\\u0022 }", "?given", "<https://w3id.org/tidu/id/region/cn>", "\u2028", "𝔘🀄", "{ UNDEF }",
    ],
)  # fmt: skip
def test_a_bound_value_comes_back_as_it_was_given(local_place: Place, value: Bound) -> None:
    view = written(local_place(), entity("a"))
    ((cell,),) = view.lines(ECHO, {"given": [value]}).rows
    assert (cell, type(cell)) == (value, type(value))


def test_several_values_are_alternatives(place: Place) -> None:
    view = written(place(), entity("a"))
    assert sorted(map(str, (row[0] for row in view.lines(ECHO, {"given": ["b", "a"]}).rows))) == ["a", "b"]


@pytest.mark.parametrize("values", [{}, {"given": []}])
def test_an_absent_parameter_binds_nothing(place: Place, values: dict[str, list[Bound]]) -> None:
    view = written(place(), entity("a"))
    assert list(view.lines(ECHO, values).rows) == [(None,)]


def test_a_text_that_looks_like_another_parameters_line_stays_a_text(place: Place) -> None:
    view = written(place(), entity("a"))
    trap, other = "VALUES ?two { UNDEF }", ' } UNION { BIND ("broken out" AS ?one) } #'
    assert list(view.lines(TWO, {"one": [trap], "two": [other]}).rows) == [(trap, other)]
    assert list(view.lines(TWO, {"two": [other], "one": [trap]}).rows) == [(trap, other)]


def test_an_unknown_parameter_is_refused(place: Place) -> None:
    view = written(place(), entity("a"))
    with pytest.raises(KeyError, match="other"):
        view.lines(ECHO, {"other": ["a"]})


def test_a_term_that_is_no_iri_is_refused(local_place: Place) -> None:
    view = written(local_place(), entity("a"))
    with pytest.raises(ValueError, match="IRI"):
        view.lines(ECHO, {"given": [Ref("region/x> } #")]})


def test_an_unbound_cell_is_none(local_place: Place) -> None:
    view = written(local_place(), entity("a"))
    text = "SELECT ?thing ?code WHERE { ?thing a tidu:Topic OPTIONAL { ?thing tidu:code ?code } }"
    assert lines(view, text) == [(Ref("topic/a"), None)]


def test_columns_stand_in_the_order_of_the_query(place: Place) -> None:
    view = written(place(), entity("a"))
    assert view.lines(LABELS, {}).columns == ("thing", "label", "language")


@pytest.mark.parametrize(
    ("term", "cell"),
    [
        ("tidu:inTier", Term("inTier")),
        ("<https://w3id.org/tidu/id/region/cn>", Ref("region/cn")),
        ("<https://example.org/other>", "https://example.org/other"),
        ('"1.50"^^xsd:decimal', Decimal("1.5")),
        ("12", 12),
        ("false", False),
        ('"2021-12-31"^^xsd:date', date(2021, 12, 31)),
        ('"text"@zh', "text"),
    ],
)
def test_cells_are_plain_values(local_place: Place, term: str, cell: object) -> None:
    view = written(local_place(), entity("a"))
    ((found,),) = lines(view, f"SELECT ?cell WHERE {{ VALUES ?cell {{ {term} }} }}")
    assert (found, type(found)) == (cell, type(cell))


def test_what_is_no_select_is_refused(local_place: Place) -> None:
    view = written(local_place(), entity("a"))
    with pytest.raises(StoreError, match="is not a SELECT"):
        lines(view, "ASK { ?s ?p ?o }")


def test_nothing_is_seen_before_the_commit(place: Place) -> None:
    writer = place().writer({})
    writer.add([entity("a")])
    with pytest.raises(StoreError):
        place().view()
    writer.commit("build-1")
    assert ("topic/a", "名", "zh") in list(place().view().lines(LABELS, {}).rows)


def test_an_empty_place_has_no_view(place: Place) -> None:
    with pytest.raises(StoreError):
        place().view()


def test_a_build_never_changes(local_place: Place) -> None:
    view = written(local_place(), entity("a"))
    with pytest.raises(StoreError, match="builds never change"):
        local_place().writer({})
    assert view.build == "build-1"


def test_a_view_does_not_change_while_another_build_is_written(local_place: Place, tmp_path: Path) -> None:
    view = written(local_place(), entity("a"))
    before = list(view.lines(LABELS, {}).rows)
    for url in (f"oxigraph:{tmp_path / 'other'}", "memory:"):
        written(open_store(url), entity("b"), build="build-2")
        assert (view.build, list(view.lines(LABELS, {}).rows)) == ("build-1", before)


def test_a_place_can_be_opened_again_and_several_times(place: Place) -> None:
    written(place(), entity("a")).close()
    views = [place().view() for _ in range(3)]
    assert {view.build for view in views} == {"build-1"}
    views[0].close()
    assert len(list(views[1].lines(LABELS, {}).rows)) == 2


def test_a_view_read_into_memory_gives_the_same_lines(local_place: Place, tiny: Seeds) -> None:
    everything, described = prepare(read_corpus(tiny.folder).facts())
    write(local_place(), everything, described, "build-1")
    disk, memory = local_place().view(), local_place().view(resident=1_000_000)
    for name in ("labels", "statements", "edges"):
        assert sorted(map(repr, disk.lines(lookup(name), {}).rows)) == sorted(
            map(repr, memory.lines(lookup(name), {}).rows)
        )


def test_a_view_answers_several_threads_at_once(place: Place) -> None:
    view = written(place(), *(entity(f"t{n}") for n in range(50)))
    counts: list[int] = []
    threads = [threading.Thread(target=lambda: counts.append(len(list(view.lines(LABELS, {}).rows)))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [100] * 8


def test_the_dump_holds_every_quad(local_place: Place) -> None:
    written(local_place(), entity("a", alias="唯一的别名"))
    dump = b"".join(local_place().dump()).decode()
    assert "唯一的别名" in dump
    assert len(dump.splitlines()) == 7  # three classes, two labels, the alias, the build


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back_as_it_was_written(text: str) -> None:
    view = written(open_store("memory:"), entity("a", zh=text, en=text, alias=text))
    assert {row[1] for row in view.lines(LABELS, {}).rows} == {text}
    assert [row[1] for row in view.lines(lookup("aliases"), {}).rows] == [text]
    ((cell,),) = view.lines(ECHO, {"given": [text]}).rows
    assert cell == text


@pytest.mark.parametrize("url", ["", "oxigraph", "oxigraph:", "mysql://host", "memory", "memory:x", ":", "OXIGRAPH:x"])
def test_a_url_that_no_store_has_is_refused(url: str) -> None:
    with pytest.raises(StoreError):
        open_store(url)


def test_a_path_without_a_store_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    for name in ("nowhere", "file", "empty"):
        with pytest.raises(StoreError, match="Oxigraph store"):
            open_store(f"oxigraph:{tmp_path / name}").view()
    for name in ("file", "nowhere/below"):
        with pytest.raises(StoreError, match="can be written"):
            open_store(f"oxigraph:{tmp_path / name}").writer({})


def test_a_store_whose_files_are_damaged_is_refused(tmp_path: Path) -> None:
    written(open_store(f"oxigraph:{tmp_path / 'store'}"), entity("a")).close()
    (tmp_path / "store" / "CURRENT").write_text("MANIFEST-999999\n", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(f"oxigraph:{tmp_path / 'store'}").view()


def test_a_store_of_an_older_version_is_refused_with_what_to_do(tmp_path: Path) -> None:
    store = ox.Store(str(tmp_path / "store"))
    this, identifier = ox.NamedNode(ID + "build/this"), ox.NamedNode("http://purl.org/dc/terms/identifier")
    store.add(ox.Quad(this, identifier, ox.Literal("b"), ox.NamedNode(GRAPH + "build")))  # in its graph alone
    store.flush()
    del store
    with pytest.raises(StoreError, match="run `tidu build`"):
        open_store(f"oxigraph:{tmp_path / 'store'}").view()


def test_what_two_documents_state_stands_in_the_union_once(tmp_path: Path) -> None:
    store = open_store(f"oxigraph:{tmp_path / 'store'}")
    thing = entity("a")
    writer = store.writer({thing.ref: frozenset({"001", "002"})})
    writer.add([thing])
    writer.commit("b")
    labels = list(store.view().lines(LABELS, {}).rows)
    assert len(labels) == len(set(labels)) == 2
    assert len(b"".join(store.dump()).splitlines()) > len(labels) * 2
