"""compose.yaml says what it claims; no container is started here."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.neo4j_server.configuration import configuration
from graph.neo4j_server.jars import VERSION
from graph.neo4j_server.ports import Ports
from graph.settings import Settings

ROOT = Path(__file__).parents[2]
OF_A_CONTAINER = ("server.bolt.", "server.http", "server.default_", "server.directories.", "db.tx_log.", "dbms.logs.")


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:  # a YAML document is whatever it is
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    return found


def test_neo4j_is_of_the_same_line_as_that_of_the_command_line(services: dict[str, Any]) -> None:
    assert services["neo4j"]["image"] == f"neo4j:{VERSION.rpartition('.')[0]}-community"


def test_every_published_port_is_on_the_loopback(services: dict[str, Any]) -> None:
    ports = [port for service in services.values() for port in service.get("ports", [])]
    assert len(ports) == 3
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_what_needs_neo4j_waits_until_it_is_healthy(services: dict[str, Any]) -> None:
    assert "7474" in " ".join(services["neo4j"]["healthcheck"]["test"])
    for name in ("load", "api"):
        assert services[name]["depends_on"]["neo4j"] == {"condition": "service_healthy"}
    assert services["api"]["depends_on"]["load"] == {"condition": "service_completed_successfully"}


def test_the_password_has_no_default(services: dict[str, Any]) -> None:
    needed = "${TIDU_NEO4J_PASSWORD:?"
    assert services["neo4j"]["environment"]["NEO4J_AUTH"].startswith(f"neo4j/{needed}")
    assert services["api"]["environment"]["TIDU_NEO4J_PASSWORD"].startswith(needed)


def test_variables_of_tidu_are_settings(services: dict[str, Any]) -> None:
    given = {name for name in ("load", "api") for name in services[name]["environment"]}
    assert given <= {f"TIDU_{name.upper()}" for name in Settings.model_fields}


def test_neo4j_is_closed_as_that_of_the_command_line_is(services: dict[str, Any]) -> None:
    heap = Settings.model_fields["neo4j_heap"].default
    lines = configuration(Ports(7687, 7474), heap).splitlines()
    wanted = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith(("#", *OF_A_CONTAINER)))
    given = services["neo4j"]["environment"]
    assert {_variable(name): given.get(_variable(name)) for name in wanted} == {
        _variable(name): value for name, value in wanted.items()
    }
    assert given["NEO4J_server_memory_heap_max__size"] == f"{heap}m"


def test_the_image_runs_as_nobody_in_particular() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert "USER tidu" in lines
    assert lines.index("USER tidu") > max(number for number, line in enumerate(lines) if line.startswith("RUN"))


def _variable(setting: str) -> str:
    """The variable by which the image takes a setting."""
    return "NEO4J_" + setting.replace("_", "__").replace(".", "_")
