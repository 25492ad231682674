"""Small builds put in service without the work of deriving and checking them."""

from pathlib import Path

from graph.build import write
from graph.builds import BuildInfo, Builds
from graph.facts import Entity
from graph.stores import open_store
from ontology.identifiers import Ref
from ontology.schema import Text


def info(id_: str) -> BuildInfo:
    return BuildInfo(id_, "2026-01-01T00:00:00+00:00", ("900",), sentences=False, counts={}, digest="0")


def stage(data: Path, id_: str) -> Path:
    """A finished folder that is not yet in service."""
    staging = data / "builds" / f".new-{id_}"
    staging.mkdir(parents=True)
    entity = Entity(Ref("topic/a"), "Topic", Text(id_, id_))
    write(open_store(f"oxigraph:{staging / 'store'}"), [entity], {}, id_)
    return staging


def publish(data: Path, id_: str) -> None:
    Builds(data).publish(stage(data, id_), info(id_))
