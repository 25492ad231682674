"""Loading into a real Neo4j: the same graph however often, nothing half-loaded unnoticed, nothing of others touched."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from neo4j import ManagedTransaction
from pydantic import SecretStr

from api.commands.neo4j_load import standing
from graph.build import prepare
from graph.editions import Editions
from graph.facts import Edge, Entity, Fact
from graph.lookups import lookup
from graph.property_graph.elements import labels
from graph.settings import Settings
from graph.store import Store
from graph.stores import open_store
from graph.stores.neo4j import view as reading
from graph.stores.neo4j.access import access_of
from graph.stores.neo4j.connection import check_version
from graph.stores.neo4j.writer import Neo4jWriter
from loaders.corpus import read_corpus
from ontology.errors import StoreError, StoreNotReady
from ontology.identifiers import Ref
from ontology.schema import Text, schema
from tests.neo4j.conftest import FOREIGN
from tests.neo4j.loading import loaded, made, others, ours, store_of
from tests.neo4j.serving import Neo4j
from tests.tiny import Seeds

# Nodes of ours that somebody else's nodes point to, that they point to, and that they like.
ATTACHED = """CREATE (me:Analyst {name: '分析员'})
WITH me MATCH (k:Tidu {id: 'programme/512'}) CREATE (me)-[:FOLLOWS {since: date('2022-01-01')}]->(k)
WITH me MATCH (r:Tidu {id: 'region/110000'}) CREATE (r)-[:LIKED_BY]->(me) SET r:Favourite
WITH r MATCH (t:Tidu {id: 'tier/leading'}), (c:Tidu {id: 'region/cn'})
CREATE (r)-[:IN_TIER {mine: 1}]->(t), (r)-[:PART_OF {mine: 2}]->(c), (c)-[:IN_TIER {mine: 3}]->(t)"""


@pytest.fixture(scope="module")
def builds(tiny: Seeds, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A build of all documents, and one without the document 901."""
    data = tmp_path_factory.mktemp("builds")
    return made(tiny.folder, data), made(tiny.folder, data, without=("901",))


def test_a_second_load_changes_nothing(empty_neo4j: Neo4j, builds: tuple[Path, Path]) -> None:
    loaded(builds[0], empty_neo4j)
    first = ours(empty_neo4j)
    loaded(builds[0], empty_neo4j)
    assert ours(empty_neo4j) == first
    assert len(first[0]) > 200
    state = store_of(empty_neo4j).state()
    assert state
    assert (state.build, state.is_ready) == (builds[0].name, True)
    assert (state.nodes, state.relationships) == (len(first[0]), len(first[1]))


def test_what_a_newer_build_lacks_is_removed_and_what_it_brings_is_added(
    neo4j_server: Neo4j, builds: tuple[Path, Path]
) -> None:
    whole, less = builds
    fresh = {}
    for build in builds:
        neo4j_server.clear()
        loaded(build, neo4j_server)
        fresh[build] = ours(neo4j_server)
    assert len(fresh[less][0]) < len(fresh[whole][0])
    for build in (whole, less, whole):
        loaded(build, neo4j_server)
        assert ours(neo4j_server) == fresh[build]


def test_nothing_of_other_people_is_touched(neo4j_server: Neo4j, builds: tuple[Path, Path]) -> None:
    neo4j_server.clear()
    neo4j_server.ask(FOREIGN)
    loaded(builds[0], neo4j_server)
    neo4j_server.ask(ATTACHED)
    before = others(neo4j_server)
    for build in (builds[0], builds[1], builds[0]):
        loaded(build, neo4j_server)
        assert others(neo4j_server) == before
    assert neo4j_server.ask("MATCH (r:Favourite {id: 'region/110000'}) RETURN r.name AS name") == [{"name": "北京市"}]
    followed = neo4j_server.ask("MATCH (:Analyst)-[:FOLLOWS]->(k:Tidu) RETURN k.id AS id, k.tiduLoad AS load")
    assert [row["id"] for row in followed] == ["programme/512"]


def test_a_thing_that_is_gone_stays_for_those_who_point_to_it_and_is_no_longer_ours(
    neo4j_server: Neo4j, builds: tuple[Path, Path]
) -> None:
    neo4j_server.clear()
    loaded(builds[0], neo4j_server)
    neo4j_server.ask(ATTACHED)
    loaded(builds[1], neo4j_server)
    followed = neo4j_server.ask("MATCH (:Analyst)-[:FOLLOWS]->(k) RETURN labels(k) AS labels, k.id AS id")
    assert followed == [{"labels": ["TiduWithdrawn"], "id": "programme/512"}]
    assert Ref("programme/512") not in {
        row[0] for row in store_of(neo4j_server).view().lines(lookup("labels"), {}).rows
    }


def test_nodes_of_others_with_our_label_are_an_error_before_anything_is_changed(
    neo4j_server: Neo4j, builds: tuple[Path, Path]
) -> None:
    neo4j_server.clear()
    neo4j_server.ask("CREATE (:Tidu {name: 'not yours'}), (:Tidu {id: 'region/110000'})")
    before = neo4j_server.ask("MATCH (n) RETURN elementId(n) AS id, properties(n) AS given ORDER BY id")
    with pytest.raises(StoreError, match="2 node\\(s\\) with a label of Tidu's"):
        loaded(builds[0], neo4j_server)
    assert neo4j_server.ask("MATCH (n) RETURN elementId(n) AS id, properties(n) AS given ORDER BY id") == before


@pytest.mark.parametrize(
    ("foreign", "reason"),
    [
        ("CREATE (:TiduBuild {key: 'current'})", "1 node\\(s\\) with a label of Tidu's"),
        ("CREATE (:TiduWithdrawn {id: 'theirs'})", "1 node\\(s\\) with a label of Tidu's"),
        ("CREATE INDEX theirs FOR (n:Topic) ON (n.iri)", "index"),
        ("CREATE CONSTRAINT tidu_id FOR (n:Person) REQUIRE n.id IS UNIQUE", "tidu_id that is not of Tidu's making"),
    ],
)
def test_what_others_have_under_our_names_is_an_error_before_anything_is_changed(
    empty_neo4j: Neo4j, builds: tuple[Path, Path], foreign: str, reason: str
) -> None:
    empty_neo4j.ask(foreign)
    with pytest.raises(StoreError, match=reason):
        loaded(builds[0], empty_neo4j)
    assert empty_neo4j.ask("MATCH (n:Tidu) RETURN count(n) AS n") == [{"n": 0}]
    empty_neo4j.wipe()


def test_a_foreign_index_of_our_name_is_an_error_and_an_older_one_of_ours_is_made_anew(
    empty_neo4j: Neo4j, builds: tuple[Path, Path]
) -> None:
    empty_neo4j.ask("CREATE FULLTEXT INDEX tidu_names FOR (n:Region) ON EACH [n.name]")
    loaded(builds[0], empty_neo4j)
    (row,) = empty_neo4j.ask("SHOW FULLTEXT INDEXES YIELD name, properties WHERE name = 'tidu_names' RETURN properties")
    assert "aliases" in str(row["properties"])
    empty_neo4j.ask("DROP INDEX tidu_names")
    empty_neo4j.ask("CREATE FULLTEXT INDEX tidu_names FOR (n:Person|Movie) ON EACH [n.title]")
    with pytest.raises(StoreError, match="tidu_names that is not of Tidu's making"):
        loaded(builds[0], empty_neo4j)
    empty_neo4j.wipe()


def test_labels_of_an_older_ontology_are_taken_away(neo4j_server: Neo4j) -> None:
    neo4j_server.clear()
    written(store_of(neo4j_server), Entity(Ref("org/a"), "Alliance", Text("某", "some")))
    neo4j_server.ask(
        "MATCH (n:Tidu) SET n:OldClass:Theirs WITH n MATCH (b:TiduBuild) SET b.labels = b.labels + 'OldClass'"
    )
    written(store_of(neo4j_server), Entity(Ref("org/a"), "Alliance", Text("某", "some")))
    (row,) = neo4j_server.ask("MATCH (n:Tidu {id: 'org/a'}) RETURN labels(n) AS labels")
    assert set(row["labels"]) == {*labels("Alliance"), "Theirs"}  # type: ignore[call-overload] # a list of labels


def test_a_load_that_is_killed_is_noticed_and_finished_by_running_it_again(
    neo4j_server: Neo4j, default_build: Path, tiny: Seeds, tmp_path: Path
) -> None:
    neo4j_server.clear()
    killed = subprocess.Popen(
        [sys.executable, "-m", "api.cli", "neo4j", "load"], env=environment(neo4j_server, default_build)
    )
    store, end = store_of(neo4j_server), time.monotonic() + 60
    while not ((state := store.state()) and not state.is_ready and state.load and has_nodes(neo4j_server)):
        assert time.monotonic() < end
        assert killed.poll() is None, "the load was over before it could be killed"
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    with pytest.raises(StoreError, match="was interrupted"):
        store.view()
    words, is_whole = standing(access_of(neo4j_server.settings))
    assert "has not finished" in words
    assert not is_whole
    loaded(made(tiny.folder, tmp_path), neo4j_server)
    again = ours(neo4j_server)
    words, is_whole = standing(access_of(neo4j_server.settings))
    assert is_whole
    neo4j_server.clear()
    loaded(made(tiny.folder, tmp_path), neo4j_server)
    assert again == ours(neo4j_server)


def has_nodes(server: Neo4j) -> bool:
    return bool(server.ask("MATCH (n:Statement) RETURN n LIMIT 1"))


def environment(server: Neo4j, data: Path) -> dict[str, str]:
    given = {"TIDU_NEO4J_URI": server.uri, "TIDU_NEO4J_USER": server.user, "TIDU_NEO4J_PASSWORD": server.password}
    return {**os.environ, **given, "TIDU_NEO4J_DATABASE": server.database, "TIDU_DATA": str(data)}  # noqa: TID251 # a child's


def test_of_two_loads_at_once_the_later_takes_over_and_the_other_says_so(
    neo4j_server: Neo4j, builds: tuple[Path, Path], tiny: Seeds
) -> None:
    neo4j_server.clear()
    facts, _ = prepare(read_corpus(tiny.folder).facts())
    first = store_of(neo4j_server).writer({})
    first.add(facts)
    loaded(builds[0], neo4j_server)
    expected = ours(neo4j_server)
    with pytest.raises(StoreError, match="another load of this database began"):
        first.commit("first")
    assert ours(neo4j_server) == expected
    assert store_of(neo4j_server).view().build == builds[0].name


def test_a_batch_that_the_driver_sends_again_is_written_once(neo4j_server: Neo4j) -> None:
    """As where the connection breaks after a commit, and its answer is lost."""
    neo4j_server.clear()
    things = [Entity(Ref(f"topic/{key}"), "Topic", Text("名", "name")) for key in "ab"]
    writer = store_of(neo4j_server).writer({})
    assert isinstance(writer, Neo4jWriter)
    work = writer._connection.write  # noqa: SLF001 # there is no other way to lose an answer

    def twice(done: Callable[[ManagedTransaction], object]) -> object:
        work(done)
        return work(done)

    writer._connection.write = twice  # type: ignore[method-assign, assignment] # noqa: SLF001 # the same
    writer.add([*things, Edge("900", things[0].ref, "broader", things[1].ref, ())])
    writer.commit("b")
    found = neo4j_server.ask("MATCH (n:Topic) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS n, count(r) AS r")
    assert found == [{"n": 2, "r": 1}]


def test_a_relationship_to_what_is_not_there_is_an_error_and_leaves_the_load_unfinished(neo4j_server: Neo4j) -> None:
    neo4j_server.clear()
    lost = Entity(Ref("topic/a"), "Topic", Text("名", "name"), (), (("broader", Ref("topic/nowhere")),))
    writer = store_of(neo4j_server).writer({})
    writer.add([lost])
    with pytest.raises(StoreError, match="topic/nowhere"):
        writer.commit("build-1")
    with pytest.raises(StoreError, match="was interrupted"):
        store_of(neo4j_server).view()


def written(store: Store, *facts: Fact, build: str = "b") -> None:
    writer = store.writer({})
    writer.add(facts)
    writer.commit(build)


def test_a_thing_whose_class_changed_has_the_labels_of_the_new_one(neo4j_server: Neo4j) -> None:
    neo4j_server.clear()
    for cls in ("Alliance", "Enterprise"):
        written(store_of(neo4j_server), Entity(Ref("org/a"), cls, Text("某", "some")))
        (row,) = neo4j_server.ask("MATCH (n:Tidu {id: 'org/a'}) RETURN labels(n) AS labels")
        assert set(row["labels"]) == set(labels(cls))  # type: ignore[call-overload] # a list of labels


@pytest.mark.parametrize(
    "text", ["引号'\"`\\", "换行\n\r\t", "{$row}", "\u2028𝔘🀄", " ", "\u200b", "$(labels)", "a" * 40_000]
)
def test_any_text_comes_back_as_it_was_loaded(neo4j_server: Neo4j, text: str) -> None:
    neo4j_server.clear()
    store = store_of(neo4j_server)
    written(store, Entity(Ref("topic/a"), "Topic", Text(text, text), (text,)))
    view = store.view()
    assert {row[1] for row in view.lines(lookup("labels"), {}).rows} == {text}
    assert [row[1] for row in view.lines(lookup("aliases"), {}).rows] == [text]


def test_constraints_and_full_text_indexes_come_from_the_ontology(
    empty_neo4j: Neo4j, builds: tuple[Path, Path]
) -> None:
    loaded(builds[0], empty_neo4j)
    constrained: set[tuple[str, ...]] = {
        tuple(row["labels"])  # type: ignore[arg-type] # a list of labels
        for row in empty_neo4j.ask(
            "SHOW CONSTRAINTS YIELD labelsOrTypes AS labels, type WHERE type = 'UNIQUENESS' RETURN labels"
        )
    }
    assert {(cls.name,) for cls in schema().classes.values() if cls.segment} <= constrained
    indexes = empty_neo4j.ask(
        "SHOW FULLTEXT INDEXES YIELD name, state, options "
        "RETURN name, state, options.indexConfig['fulltext.analyzer'] AS analyzer ORDER BY name"
    )
    assert [(row["name"], row["state"], row["analyzer"]) for row in indexes] == [
        (name, "ONLINE", "cjk") for name in ("tidu_names", "tidu_texts", "tidu_words")
    ]


@pytest.mark.parametrize(
    ("index", "wanted", "found"),
    [("tidu_names", "行动计划", "policy/national-plan"), ("tidu_words", "产业基金", "claim/900-c5")],
)
def test_chinese_is_found_by_parts_of_words(
    neo4j_server: Neo4j, builds: tuple[Path, Path], index: str, wanted: str, found: str
) -> None:
    neo4j_server.clear()
    loaded(builds[0], neo4j_server)
    rows = neo4j_server.ask(
        "CALL db.index.fulltext.queryNodes($index, $wanted) YIELD node RETURN node.id AS id", index=index, wanted=wanted
    )
    assert found in [row["id"] for row in rows]


def test_an_edition_follows_the_database_to_another_build(
    neo4j_server: Neo4j, builds: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LOOK_AGAIN", 0.0)
    neo4j_server.clear()
    loaded(builds[0], neo4j_server)
    editions = Editions(settings_of(neo4j_server))
    before = editions.current()
    assert before.id == builds[0].name
    loaded(builds[1], neo4j_server)
    with pytest.raises(StoreError, match="another build was loaded"):
        before.view.lines(lookup("labels"), {})
    assert editions.current().id == builds[1].name


def test_an_edition_may_be_asked_for_before_anything_is_loaded(neo4j_server: Neo4j, builds: tuple[Path, Path]) -> None:
    neo4j_server.clear()
    editions = Editions(settings_of(neo4j_server))
    with pytest.raises(StoreNotReady, match="tidu neo4j load"):
        editions.current()
    loaded(builds[0], neo4j_server)
    assert editions.current().id == builds[0].name
    with pytest.raises(StoreError, match="refuses the login"):
        Editions(settings_of(neo4j_server, neo4j_password=SecretStr("wrong")))


def test_nobody_reads_while_a_load_is_under_way(neo4j_server: Neo4j, builds: tuple[Path, Path]) -> None:
    neo4j_server.clear()
    loaded(builds[0], neo4j_server)
    view = store_of(neo4j_server).view()
    writer = store_of(neo4j_server).writer({})
    with pytest.raises(StoreError, match="under way"):
        view.lines(lookup("labels"), {})
    writer.add([])
    writer.commit("b")


def test_a_read_sees_the_load_before_it(neo4j_server: Neo4j) -> None:
    """One store keeps the bookmarks of its loads: on a cluster its views wait for them."""
    neo4j_server.clear()
    store = store_of(neo4j_server)
    written(store, Entity(Ref("topic/a"), "Topic", Text("名", "name")), build="first")
    assert store.view().build == "first"
    written(store, build="second")
    assert store.view().build == "second"


def settings_of(server: Neo4j, **given: object) -> Settings:
    found = server.settings.model_dump() | {"neo4j_password": SecretStr(server.password), "store": server.uri}
    return Settings.model_validate(found | given)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"neo4j_password": SecretStr("wrong")}, "refuses the login of 'neo4j'"),
        ({"store": "bolt://127.0.0.1:9"}, "does not answer"),
        ({"store": "neo4j://127.0.0.1:9"}, "does not answer"),
        ({"store": "bolt://nowhere.invalid"}, "does not answer|resolve"),
        ({"neo4j_database": "elsewhere"}, "elsewhere"),
        ({"store": "bolt://"}, "no address"),
        ({"store": "bolt://host:port"}, "no address"),
        ({"store": "bolt://127.0.0.1:9/database"}, "TIDU_NEO4J_DATABASE"),
        ({"store": "neo4j://127.0.0.1:9?token=secret"}, "more than host and port"),
        ({"store": "neo4j://neo4j:secret@127.0.0.1"}, "not in the address"),
    ],
)
def test_what_is_wrong_with_a_server_is_one_line(neo4j_server: Neo4j, given: dict[str, object], reason: str) -> None:
    found = settings_of(neo4j_server, **given)
    with pytest.raises(StoreError, match=reason) as raised:
        open_store(found.store, found).view()
    assert "\n" not in str(raised.value)
    assert neo4j_server.password not in str(raised.value)
    assert "secret" not in str(raised.value)


def test_an_empty_database_says_what_to_run(neo4j_server: Neo4j) -> None:
    neo4j_server.clear()
    with pytest.raises(StoreError, match="run `tidu neo4j load`"):
        store_of(neo4j_server).view()


@pytest.mark.parametrize("agent", ["Neo4j/5.26.30", "Neo4j/5.27.0", "Neo4j/2025.10.1", "Neo4j/2026.08.1"])
def test_servers_from_5_26_on_are_taken(agent: str) -> None:
    check_version(agent, "bolt://host")


@pytest.mark.parametrize("agent", ["Neo4j/4.4.40", "Neo4j/5.4.0", "Neo4j/5.25.1", "Memgraph", "Neo4j/dev"])
def test_older_servers_and_others_are_refused_with_their_version(agent: str) -> None:
    with pytest.raises(StoreError, match=agent):
        check_version(agent, "bolt://host")


def test_a_failed_load_closes_its_connections(neo4j_server: Neo4j) -> None:
    neo4j_server.clear()
    writer = store_of(neo4j_server).writer({})
    assert isinstance(writer, Neo4jWriter)
    with pytest.raises(TypeError):
        writer.add([object()])  # type: ignore[list-item] # no fact
    with pytest.raises(RuntimeError):
        writer.add([Entity(Ref("topic/a"), "Topic", Text("名", "name"))])
