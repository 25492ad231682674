"""Schemathesis against a real server: right and wrong requests to every operation, and the links between them.

What it does is in ``schemathesis.toml``; the same runs by hand with ``st run``.
"""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.api.serving import served
from tests.api.test_openapi import OPENAPI

CONFIG = Path(__file__).parents[2] / "schemathesis.toml"
PHASES = ("examples", "coverage", "fuzzing", "stateful")
OPERATIONS = [(method, path) for path, methods in OPENAPI["paths"].items() for method in methods]
LINKS = sum(
    len(operation["responses"]["200"].get("links", ()))
    for methods in OPENAPI["paths"].values()
    for operation in methods.values()
)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run has printed and reported, and what the server counted."""

    printed: str
    report: dict[str, Any]
    metrics: str


@pytest.fixture(scope="module")
def run(default_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """All phases and checks, once."""
    folder = tmp_path_factory.mktemp("schemathesis")
    report = folder / "report.json"
    with served(default_build, rate_limit=0) as server:
        command = [
            "env", "NO_PROXY=127.0.0.1", str(Path(sys.executable).parent / "st"), "--config-file", str(CONFIG), "run",
            f"http://{server.host}:{server.port}/openapi.json", "--checks", "all", "--no-color",
            "--report", "json", "--report-json-path", str(report),
        ]  # fmt: skip
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=900, check=False)
        assert report.exists(), done.stdout + done.stderr
        metrics = server.client.get("/metrics").text
    return Run(done.stdout, json.loads(report.read_text(encoding="utf-8")), metrics)


def test_no_request_right_or_wrong_is_answered_otherwise_than_documented(run: Run) -> None:
    assert run.report["failures"] + run.report["errors"] == [], run.printed
    assert (run.report["exit_code"], run.report["complete"]) == (0, True), run.printed


def test_every_operation_is_tested_in_every_phase(run: Run) -> None:
    assert run.report["operations"]["tested"] == run.report["operations"]["total"] == len(OPERATIONS)
    assert {name: run.report["phases"][name]["status"] for name in PHASES} == dict.fromkeys(PHASES, "success")
    assert run.report["test_cases"]["generated"] > 100 * len(OPERATIONS)


def test_links_are_followed(run: Run) -> None:
    found = re.search(r"API Links:\s+(\d+) covered / (\d+) selected", run.printed)
    assert found, run.printed
    assert int(found[2]) >= LINKS > len(OPERATIONS)
    assert int(found[1]) > 20


def test_the_server_never_failed(run: Run) -> None:
    counted = re.findall(r'^tidu_http_requests_total\{.*status="(\d+)"\} (\d+)', run.metrics, re.MULTILINE)
    assert {status for status, _ in counted} >= {"200", "404", "422"}
    assert [status for status, _ in counted if status >= "500"] == []


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_links_lead_to_operations_and_parameters_that_there_are(method: str, path: str) -> None:
    known = {
        operation["operationId"]: {f"{p['in']}.{p['name']}" for p in operation.get("parameters", ())}
        for methods in OPENAPI["paths"].values()
        for operation in methods.values()
    }
    for link in OPENAPI["paths"][path][method]["responses"]["200"].get("links", {}).values():
        assert set(link["parameters"]) <= known[link["operationId"]]
