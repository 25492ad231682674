"""Schemathesis against a real server: right and wrong requests to every operation, and the links between them.

What it does is in ``schemathesis.toml``; the same runs by hand with ``st run``.
"""

import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graph.catalogue.functions import everything
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


ENTITIES = {"segment": {"region", "tier", "document"}, "key": {"cn", "370000", "leading", "003"}}
FIRST_PAGE = {"cursor": {""}}  # absent, as it were: made-up cursors lead nowhere, and then nothing else is seen


def with_real_keys(config: str) -> str:
    """The configuration with dictionaries: made-up names would lead to 404 nearly always, never to an answer."""
    known: dict[str, set[str]] = {**ENTITIES, **FIRST_PAGE}
    for asked in everything().values():
        for parameter in asked.definition.parameters:
            if parameter.cls or parameter.type in ("Property", "Class"):
                known.setdefault(parameter.name, set()).add(parameter.example)
    tables = [f"[dictionaries.{name}]\nvalues = {json.dumps(sorted(texts))}" for name, texts in sorted(known.items())]
    uses = [f'{name} = {{ dictionary = "{name}", probability = 0.8 }}' for name in sorted(known)]
    return "\n".join([config, *tables, "[parameters]", *uses, ""])


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
    report, config = folder / "report.json", folder / "schemathesis.toml"
    config.write_text(with_real_keys(CONFIG.read_text(encoding="utf-8")), encoding="utf-8")
    with served(default_build, rate_limit=0) as server:
        command = [
            "env", "NO_PROXY=127.0.0.1", str(Path(sys.executable).parent / "st"), "--config-file", str(config), "run",
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
    assert int(found[1]) > 10


def test_the_server_answers_and_never_fails(run: Run) -> None:
    counted: Counter[str] = Counter()
    pattern = r'^tidu_http_requests_total\{.*status="(\d+)"\} (\d+)'
    for status, count in re.findall(pattern, run.metrics, re.MULTILINE):
        counted[status] += int(count)
    assert set(counted) >= {"200", "404", "405", "409", "422"}
    assert counted["200"] > 10 * len(OPERATIONS)
    assert max(counted) < "500"


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_links_lead_to_operations_and_parameters_that_there_are(method: str, path: str) -> None:
    known = {
        operation["operationId"]: {f"{p['in']}.{p['name']}" for p in operation.get("parameters", ())}
        for methods in OPENAPI["paths"].values()
        for operation in methods.values()
    }
    for link in OPENAPI["paths"][path][method]["responses"]["200"].get("links", {}).values():
        assert set(link["parameters"]) <= known[link["operationId"]]
