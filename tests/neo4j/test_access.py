"""Which Neo4j is used, and as whom; and what the command line says when it does not answer. No server is started."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from graph.neo4j_server import Home
from graph.neo4j_server.record import Record, identity, write_record
from graph.settings import Settings
from graph.stores.neo4j.access import access_of, configured, login
from ontology.errors import ServerError, StoreError

REMOTE = "neo4j+s://db.example.org"
PORT = 17687
OWN = "s3cret"


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A data folder whose record of a local server cannot be read."""
    home = Home.of(tmp_path)
    home.make()
    home.record.write_text("{", encoding="utf-8")
    return tmp_path


@pytest.fixture
def local(tmp_path: Path) -> Path:
    """A data folder in which a process, this one, is recorded as the local server."""
    home = Home.of(tmp_path)
    home.make()
    home.make_password()
    write_record(home, Record(os.getpid(), identity(os.getpid()), PORT, 17474, "5.26.30"))
    return tmp_path


def named(data: Path, uri: str = "", password: str = "", **more: str) -> Settings:
    return Settings.model_validate({"data": data, "neo4j_uri": uri, "neo4j_password": SecretStr(password), **more})


def test_a_neo4j_with_its_own_password_is_reached_whatever_the_local_server_is(damaged: Path) -> None:
    for uri in (REMOTE, "bolt://localhost:7687"):
        assert access_of(named(damaged, uri, OWN)).password == OWN


def test_a_neo4j_without_a_password_elsewhere_does_not_look_at_the_local_server(damaged: Path) -> None:
    assert access_of(named(damaged, REMOTE)).password == ""


@pytest.mark.parametrize("uri", ["", "bolt://127.0.0.1:17687"])
def test_what_needs_the_local_server_says_that_its_record_is_damaged(damaged: Path, uri: str) -> None:
    with pytest.raises(ServerError, match=r"server\.json cannot be read"):
        access_of(named(damaged, uri))


def test_without_a_name_it_is_the_local_server_and_its_password(local: Path) -> None:
    found = access_of(named(local))
    assert (found.uri, found.user) == (f"bolt://127.0.0.1:{PORT}", "neo4j")
    assert (found.password, found.database) == (Home.of(local).read_password(), None)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "[::1]"])
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_every_name_of_this_machine_is_the_local_server(local: Path, scheme: str, host: str) -> None:
    uri = f"{scheme}://{host}:{PORT}"
    assert login(uri, named(local)).password == Home.of(local).read_password()
    assert login(uri, named(local, password=OWN)).password == OWN


@pytest.mark.parametrize("uri", [f"bolt://127.0.0.1:{PORT + 1}", "bolt://localhost", f"bolt://db.example.org:{PORT}"])
def test_another_server_does_not_get_the_password_of_the_local_one(local: Path, uri: str) -> None:
    assert login(uri, named(local)).password == ""


def test_an_address_without_a_port_has_the_usual_one(local: Path) -> None:
    write_record(Home.of(local), Record(os.getpid(), identity(os.getpid()), 7687, 7474, "5.26.30"))
    assert login("bolt://localhost", named(local)).password == Home.of(local).read_password()


def test_a_store_that_is_a_neo4j_goes_before_the_one_beside_it(tmp_path: Path) -> None:
    assert configured(named(tmp_path, "bolt://beside", store=REMOTE)) == REMOTE
    assert configured(named(tmp_path, "bolt://beside", store="oxigraph:/x")) == "bolt://beside"
    assert configured(named(tmp_path)) is None


def test_without_any_neo4j_it_is_said_how_to_have_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"run `tidu neo4j start`, or set TIDU_NEO4J_URI"):
        access_of(named(tmp_path))


@pytest.mark.parametrize("uri", [f"neo4j://neo4j:{OWN}@host", f"bolt://{OWN}@host:7687", f"neo4j:{OWN}@host"])
def test_a_password_in_the_address_is_refused_and_not_shown(tmp_path: Path, uri: str) -> None:
    with pytest.raises(StoreError, match="TIDU_NEO4J_PASSWORD, not in the address") as raised:
        access_of(named(tmp_path, uri))
    assert OWN not in str(raised.value)


@pytest.mark.parametrize("uri", ["bolt://", "bolt://host:port", "bolt://host:0", "bolt://[::1", "neo4j:host", "x://h"])
def test_what_is_no_address_is_refused(tmp_path: Path, uri: str) -> None:
    with pytest.raises(StoreError, match="is no address of a Neo4j; accepted: neo4j://HOST"):
        access_of(named(tmp_path, uri))


def test_the_password_is_not_shown_with_the_rest(tmp_path: Path) -> None:
    assert OWN not in repr(access_of(named(tmp_path, REMOTE, OWN)))


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_neo4j_that_does_not_answer_is_one_line_on_the_command_line(tiny_build: Path, scheme: str) -> None:
    variables = {"TIDU_DATA": str(tiny_build), "TIDU_NEO4J_URI": f"{scheme}://127.0.0.1:9", "TIDU_NEO4J_PASSWORD": "x"}
    command = [sys.executable, "-m", "api.cli", "neo4j", "load"]
    result = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=120, check=False)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith(f"tidu: Neo4j at {scheme}://127.0.0.1:9 does not answer, or does not run: ")
    assert result.stderr.count("\n") == 1
