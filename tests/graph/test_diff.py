"""The difference of builds: what is told of facts that came, went or changed, and which builds there are."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from graph.archive import write_facts
from graph.builds import Builds
from graph.catalogue.binding import bind_parameters
from graph.catalogue.functions import functions
from graph.catalogue.service import answer_all
from graph.diff import Difference, difference, facts_file
from graph.editions import Edition, Editions
from graph.facts import Context, Document, Entity, Fact, Observation, Statement
from graph.settings import Settings
from ontology.errors import StoreError, UnknownName
from ontology.schema import Text
from ontology.values.quantity import Quantity
from ontology.values.vocabulary import Role
from tests.graph.asking import CAP, edition
from tests.graph.keeping import OLDEST, PREVIOUS, keep
from tests.graph.making import World

Compare = Callable[[Iterable[Fact], Iterable[Fact]], list[Difference]]


@pytest.fixture
def compare(tmp_path: Path) -> Compare:
    """Compares two lists of facts by way of files."""

    def compared(before: Iterable[Fact], after: Iterable[Fact]) -> list[Difference]:
        for name, facts in (("before", before), ("after", after)):
            write_facts(tmp_path / name, facts)
        return list(difference(tmp_path / "before", tmp_path / "after"))

    return compared


def told(found: list[Difference]) -> list[tuple[str, str, str | None, str | None, str | None]]:
    return [(one.change, one.fact.id, one.field, one.before, one.after) for one in found]


@pytest.fixture
def world() -> World:
    world = World()
    world.state("region/110000", "inTier", "tier/leading")
    world.observe("region/110000", "12")
    return world


def test_the_same_facts_in_another_order_do_not_differ(compare: Compare, world: World) -> None:
    assert compare(world.facts(), world.facts()[::-1]) == []


def test_claims_entities_and_documents_come_and_go(compare: Compare, world: World) -> None:
    facts = world.facts()
    kept = [f for f in facts if not isinstance(f, Statement | Document)]
    assert told(compare(facts, kept)) == [("removed", "900-c0", None, None, None), ("removed", "900", None, None, None)]
    assert told(compare(kept, facts)) == [("added", "900-c0", None, None, None), ("added", "900", None, None, None)]


def test_a_changed_quantity_is_told_by_its_fields(compare: Compare, world: World) -> None:
    facts = world.facts()
    after = [replace(f, quantity=Quantity.parse("13", "万家")) if isinstance(f, Observation) else f for f in facts]
    assert told(compare(facts, after)) == [
        ("changed", "900-o1", "unit", "家", "万家"),
        ("changed", "900-o1", "value", "12", "13"),
    ]


def test_a_changed_thing_is_told_by_its_fields(compare: Compare, world: World) -> None:
    def altered(entity: Entity) -> Entity:
        named = Text(entity.label.zh, "Peking")
        return replace(
            entity, label=named, aliases=("北平", "京"), attributes=(*entity.attributes, ("gb2260", "110000"))
        )

    after = [altered(f) if isinstance(f, Entity) and f.ref == "region/110000" else f for f in world.facts()]
    assert told(compare(world.facts(), after)) == [
        ("changed", "region/110000", "aliases", None, "北平; 京"),
        ("changed", "region/110000", "gb2260", None, "110000"),
        ("changed", "region/110000", "label_en", "region/110000", "Peking"),
    ]


def test_words_that_moved_are_told_but_not_the_sentence_round_them(compare: Compare, world: World) -> None:
    (claim,) = (f for f in world.facts() if isinstance(f, Statement))
    sentence = replace(claim, passage=replace(claim.passage, sentence="全句"))
    assert compare([claim], [sentence]) == []
    moved = replace(sentence, passage=replace(claim.passage, start=1, quote="文"))
    assert told(compare([claim], [moved])) == [
        ("changed", "900-c0", "quote", "原文", "文"),
        ("changed", "900-c0", "start", "0", "1"),
    ]
    shown = replace(claim, context=(Context(Role.SUBJECT, claim.passage),))
    assert told(compare([claim], [shown])) == [("changed", "900-c0", "context", None, "subject 0-2 原文")]


@pytest.mark.parametrize(
    "content", ["", '{"Statement":{}}\n', '{"facts":3}\n', '{"Nothing":{"id":"1"}}\n{"facts":1}\n']
)
def test_a_file_that_is_not_whole_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "bad").write_text(content, encoding="utf-8")
    write_facts(tmp_path / "good", [])
    with pytest.raises(StoreError, match="run `tidu build`"):
        list(difference(tmp_path / "good", tmp_path / "bad"))
    with pytest.raises(StoreError, match="is missing"):
        list(difference(tmp_path / "none", tmp_path / "good"))


def test_builds_are_named_by_id_or_by_place(tmp_path: Path, default_build: Path) -> None:
    builds = Builds(keep(default_build, tmp_path / "kept", list, list))
    current = builds.current_id
    for name, id_ in {"current": current, "previous": PREVIOUS, "oldest": OLDEST, OLDEST: OLDEST}.items():
        assert facts_file(builds, name, current).parent.name == id_
    assert facts_file(builds, "previous", PREVIOUS).parent.name == OLDEST
    with pytest.raises(UnknownName) as unknown:
        facts_file(builds, "20210102", current)
    assert unknown.value.kind == "build"
    assert PREVIOUS in unknown.value.nearest


def asked(found: Edition, **given: str) -> list[dict[str, object]]:
    values = bind_parameters(functions()["diff"], {name: [text] for name, text in given.items()}, found.names)
    return [dict(row.cells) for row in answer_all(found, functions()["diff"], values, CAP).rows]


def without_the_tiers(facts: list[Fact]) -> list[Fact]:
    """As if nobody had sorted regions into tiers, and 山东 had not been there."""
    return [
        fact
        for fact in facts
        if not (isinstance(fact, Statement) and fact.property == "inTier")
        and not (isinstance(fact, Entity) and fact.ref == "region/370000")
    ]


def with_another(facts: list[Fact]) -> list[Fact]:
    return [*facts, World().state("region/999999", "inTier", "tier/leading")]


@pytest.fixture
def kept(tmp_path: Path, default_build: Path) -> Path:
    return keep(default_build, tmp_path / "kept", without_the_tiers, with_another)


def test_what_a_claim_states_is_told_where_it_came(kept: Path) -> None:
    opened = Editions(Settings(data=kept, store="")).current()
    rows = asked(opened, a="oldest", about="山东", kind="claim")
    assert {(row["change"], row["subject"], row["property"], row["object"]) for row in rows} == {
        ("added", "region/370000", "inTier", "tier/rising")
    }
    assert "山东" in {row["quote"] for row in rows}
    (entity,) = asked(opened, a="oldest", kind="entity")
    assert (entity["change"], entity["id"], entity["object"]) == ("added", "region/370000", "山东省")


def test_a_thing_that_is_gone_is_asked_for_by_its_identifier(kept: Path) -> None:
    opened = Editions(Settings(data=kept, store="")).current()
    (row,) = asked(opened, a="previous", about="region/999999")
    assert (row["change"], row["subject"]) == ("removed", "region/999999")
    with pytest.raises(UnknownName):
        asked(opened, about="乌有省")


def test_without_an_older_build_the_builds_that_are_kept_are_named(default_build: Path) -> None:
    with pytest.raises(UnknownName) as unknown:
        asked(edition(default_build), a="previous")
    assert unknown.value.nearest == [edition(default_build).id]


def test_a_store_by_itself_keeps_no_other_build(default_build: Path) -> None:
    found = edition(default_build)
    with pytest.raises(StoreError, match="keeps one build alone"):
        asked(Edition(found.view, None, "neo4j://localhost"))


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["diff", *arguments], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_the_command_compares_builds_and_folders(kept: Path, default_build: Path) -> None:
    data = ("--data", str(kept))
    rows = json.loads(run("oldest", "--kind", "entity", "--format", "json", *data))["rows"]
    assert [(row["change"], row["id"]) for row in rows] == [("added", "region/370000")]
    other = json.loads(run(str(default_build), "previous", "--format", "json", *data))["rows"]
    assert [(row["change"], row["subject"]["id"]) for row in other] == [("added", "region/999999")]
    assert "山东省" in run("oldest", "--change", "added", *data)
    assert run("current", str(default_build), "--format", "csv", *data).count("\n") == 1
