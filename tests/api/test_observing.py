"""Metrics, request ids and logs, of a small application with routes of every sort."""

import io
import json
import logging
import re
import warnings
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx
import pytest
import structlog
from anyio.from_thread import start_blocking_portal
from fastapi import APIRouter, FastAPI, Request
from prometheus_client.core import Metric
from prometheus_client.openmetrics import parser as openmetrics
from prometheus_client.parser import text_string_to_metric_families
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response, StreamingResponse

from api.headers import SecurityHeaders
from api.observing import logs
from api.observing.events import KILLS, OUTCOMES, QueryRun
from api.observing.metrics import Metrics
from api.observing.requests import Observed, RequestIds, request_id
from api.routers import metrics as metrics_route
from graph.settings import Settings
from tests.api.conftest import InProcess

TEXT = "SELECT ?secret { ?s ?p ?secret }\r\n\x1b[2J{\"event\": \"forged\"}\u2028\ud800"  # fmt: skip
RUN = QueryRun("sparql", "answered", 0.25, 1.23456, 7, 900, TEXT, cpu=1.0, memory=5_000_000)
OPERATING = Path(__file__).parents[2] / "docs" / "operating.md"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@dataclass
class Running:
    """An application, a client of it, its metrics, and what it logs."""

    metrics: Metrics
    settings: Settings = field(default_factory=Settings)
    log: io.StringIO = field(default_factory=io.StringIO)
    client: httpx.Client = field(default_factory=httpx.Client)
    run: QueryRun = RUN

    def configure(self, **settings: object) -> None:
        self.settings = Settings.model_validate(settings)
        logs.configure(self.settings, self.log)

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.log.getvalue().splitlines()]

    def value(self, name: str, **labels: str) -> float | None:
        return self.metrics.registry.get_sample_value(name, labels)

    def samples(self) -> dict[str, set[str]]:
        families = text_string_to_metric_families(self.client.get("/metrics").text)
        return {f.name: {json.dumps(s.labels, sort_keys=True) for s in f.samples} for f in families}


def _openmetrics(text: str) -> Iterable[Metric]:
    return list(openmetrics.text_string_to_metric_families(text))  # type: ignore[no-untyped-call] # theirs has no types


async def _failed(_: Request, error: Exception) -> Response:
    return JSONResponse({"title": type(error).__name__, "request": request_id()}, 500)


def _application(running: Running) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None)
    routes = APIRouter(prefix="/things")

    @routes.get("/{key}")
    async def thing(key: str) -> Response:
        if key == "breaks":
            raise ValueError("broken\nline")
        return Response(status_code=503 if key == "busy" else 200)

    @routes.get("/{key}/stream")
    async def streamed(key: str) -> Response:
        async def parts() -> AsyncIterator[bytes]:
            yield key.encode()
            raise ValueError("half way")

        return StreamingResponse(parts())

    @app.get("/query")
    async def query() -> Response:
        await run_in_threadpool(logs.query_done, running.run, running.settings)
        running.metrics.query(running.run)
        return Response(status_code=504 if running.run.kill else 200)

    app.include_router(routes, prefix="/api")
    app.include_router(metrics_route.router(running.metrics))
    app.add_middleware(Observed, metrics=running.metrics, failed=_failed)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(RequestIds)
    return app


@pytest.fixture
def running() -> Iterator[Running]:
    found = Running(Metrics("1.2.3"))
    loggers = [logging.getLogger(name) for name in (None, "tidu", "uvicorn")]
    before = [(logger, logger.handlers[:], logger.level) for logger in loggers]
    found.configure()
    with start_blocking_portal() as portal:
        found.client = httpx.Client(transport=InProcess(_application(found), portal), base_url="http://test")
        yield found
    for logger, handlers, level in before:
        logger.handlers[:] = handlers
        logger.setLevel(level)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def test_series_exist_at_zero_before_anything_happened(running: Running) -> None:
    for outcome in OUTCOMES:
        assert running.value("tidu_queries_total", language="sparql", outcome=outcome) == 0
    for reason in KILLS:
        assert running.value("tidu_query_kills_total", reason=reason) == 0
    for name in ("seconds", "wait_seconds", "result_rows", "result_bytes"):
        assert running.value(f"tidu_query_{name}_count", language="sparql") == 0
    for name in ("queries_waiting", "queries_running", "query_workers"):
        assert running.value(f"tidu_{name}") == 0
    assert running.value("tidu_build_info", version="1.2.3") == 1
    assert '{"method": "GET", "route": "/api/things/{key}", "status": "200"}' in running.samples()["tidu_http_requests"]


def test_a_query_is_counted_by_outcome_seconds_rows_bytes_and_kill(running: Running) -> None:
    running.metrics.query(RUN)
    running.metrics.query(replace(RUN, outcome="timeout", waited=2.0, ran=8.0, rows=None, size=0, kill="deadline"))
    running.metrics.query(QueryRun("sparql", "busy", 0, 0, None, 0, ""))
    counts = {o: running.value("tidu_queries_total", language="sparql", outcome=o) for o in OUTCOMES}
    assert {o: n for o, n in counts.items() if n} == {"answered": 1, "timeout": 1, "busy": 1}
    sums = {
        name: running.value(f"tidu_query_{name}", language="sparql")
        for name in ("seconds_sum", "seconds_count", "wait_seconds_sum", "result_rows_sum", "result_bytes_sum",
                     "result_bytes_count", "cpu_seconds_total")
    }  # fmt: skip
    assert list(sums.values()) == [9.23456, 2, 2.25, 7, 900, 1, 2]
    assert running.value("tidu_query_kills_total", reason="deadline") == 1


def test_gauges_are_read_when_asked_and_there_is_one_build_at_a_time(running: Running) -> None:
    builds = [None, "first", "second"]
    running.metrics.watch(waiting=lambda: 3, running=lambda: 2, workers=lambda: 4, build=lambda: builds[0])
    assert running.samples()["tidu_build_in_service"] == set()
    for name, value in (("queries_waiting", 3), ("queries_running", 2), ("query_workers", 4)):
        assert running.value(f"tidu_{name}") == value
    for build in ("first", "second"):
        builds.pop(0)
        assert running.samples()["tidu_build_in_service"] == {json.dumps({"build": build})}


def test_requests_are_counted_by_template_and_strangers_make_no_series(running: Running) -> None:
    requests = [
        *(("GET", f"/api/things/{key}") for key in "ab"), ("HEAD", "/api/things/a"), ("BREW", "/api/things/c"),
        ("GET", "/stranger"), ("GET", "/other/stranger"), ("STRANGER", "/odd"), ("GET", "/openapi.json"),
    ]  # fmt: skip
    for method, path in requests:
        running.client.request(method, path)

    def count(route: str, method: str, status: int) -> float | None:
        return running.value("tidu_http_requests_total", route=route, method=method, status=str(status))

    assert count("/api/things/{key}", "GET", 200) == 2
    assert count("/api/things/{key}", "HEAD", 200) == 1
    assert count("/api/things/{key}", "other", 405) == 1
    assert (count("none", "GET", 404), count("none", "other", 404)) == (2, 1)
    assert count("/openapi.json", "GET", 200) == 1
    assert running.value("tidu_http_request_seconds_count", route="/api/things/{key}") == 4
    assert "stranger" not in running.client.get("/metrics").text.lower()


def test_applications_of_one_process_count_apart() -> None:
    first, second = Metrics("1"), Metrics("2")
    first.query(RUN)
    name, labels = "tidu_queries_total", {"language": "sparql", "outcome": "answered"}
    assert [m.registry.get_sample_value(name, labels) for m in (first, second)] == [1, 0]


def test_metrics_are_prometheus_text_or_openmetrics_and_are_not_kept(running: Running) -> None:
    text = running.client.get("/metrics")
    assert text.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert text.headers["cache-control"] == "no-store"
    names = {family.name for family in text_string_to_metric_families(text.text)}
    assert names >= {"tidu_queries", "process_resident_memory_bytes", "python_info"}
    asked = running.client.get("/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"})
    assert asked.headers["content-type"].startswith("application/openmetrics-text; version=1.0.0")
    assert {family.name for family in _openmetrics(asked.text)} >= {"tidu_queries"}


@pytest.mark.parametrize(
    "accept",
    ["version=", "version=abc", "version=-1", "version=99.9.9", "version=1;escaping=x", "version=1.0.0;escaping",
     "version==;version", "version=1.0.0.0.0.0.0", "version=1.0.0;escaping=x;version=abc"],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["text/plain", "application/openmetrics-text"])
def test_whatever_accept_says_metrics_are_answered(running: Running, kind: str, accept: str) -> None:
    response = running.client.get("/metrics", headers={"Accept": f"{kind};{accept}, */*"})
    assert response.status_code == 200
    assert "tidu_queries_total" in response.text


def test_the_table_in_the_docs_is_that_of_the_registry(running: Running) -> None:
    rows = re.findall(r"^\| `(tidu_\w+)` \| (\w+) \| ([^|]*?) ?\|", OPERATING.read_text(encoding="utf-8"), re.MULTILINE)
    running.metrics.watch(build=lambda: "one")
    running.client.get("/nowhere")
    families = text_string_to_metric_families(running.client.get("/metrics").text)
    found = {}
    for family in families:
        name = family.name + ("_total" if family.type == "counter" else "")
        if name.startswith("tidu_") and not name.endswith("_created"):
            labels = set(family.samples[0].labels) - {"le"}
            found[name] = (family.type, labels)
    assert {name: (kind, set(filter(None, labels.split(", ")))) for name, kind, labels in rows} == found


@pytest.mark.parametrize("given", ["a", "A-1_b.c", "x" * 64])
def test_a_plain_request_id_is_kept(running: Running, given: str) -> None:
    assert running.client.get("/api/things/a", headers={"X-Request-ID": given}).headers["x-request-id"] == given


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "é", '"', "a\x1b[2J", "a\n"])
def test_another_request_id_is_replaced(running: Running, given: str) -> None:
    response = running.client.get("/nowhere", headers=[(b"X-Request-ID", given.encode())])
    assert re.fullmatch("[0-9a-f]{16}", response.headers["x-request-id"])


def test_every_request_has_an_id_of_its_own_and_outside_there_is_none(running: Running) -> None:
    ids = {running.client.get("/api/things/a").headers["x-request-id"] for _ in range(20)}
    assert len(ids) == 20
    assert request_id() is None


def test_a_query_has_one_line_with_its_id_hash_and_cost_and_without_its_text(running: Running) -> None:
    running.client.get("/query?query=parameter", headers={"X-Request-ID": "mine"})
    (line,) = running.lines()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", str(line.pop("timestamp")))
    assert line == {
        "event": "query", "level": "info", "logger": "tidu", "request_id": "mine", "language": "sparql",
        "outcome": "answered", "query_hash": logs.query_hash(TEXT), "query_length": len(TEXT), "waited": 0.25,
        "ran": 1.235, "rows": 7, "bytes": 900, "cpu": 1.0, "memory": 5_000_000, "kill": None,
    }  # fmt: skip
    assert "secret" not in running.log.getvalue()
    assert "parameter" not in running.log.getvalue()


def test_the_hash_of_a_query_is_the_first_16_digits_of_its_sha256() -> None:
    assert logs.query_hash("abc") == "ba7816bf8f01cfea"


@pytest.mark.parametrize("settings", [{"log_queries": True}, {"log_level": "debug"}])
def test_the_text_is_logged_where_asked_and_cannot_forge_a_line(running: Running, settings: dict[str, object]) -> None:
    running.configure(**settings)
    running.client.get("/query")
    (line,) = running.lines()
    assert line["query"] == TEXT
    assert running.log.getvalue().count("\n") == 1
    assert running.log.getvalue().rstrip("\n").isprintable()


def test_a_long_text_is_cut(running: Running) -> None:
    running.configure(log_queries=True)
    running.run = replace(RUN, query="x" * 10_001)
    running.client.get("/query")
    (line,) = running.lines()
    assert (len(str(line["query"])), line["query_length"]) == (10_000, 10_001)


def test_at_warning_level_queries_have_no_line(running: Running) -> None:
    running.configure(log_level="warning", log_queries=True)
    running.client.get("/query")
    assert running.lines() == []


def test_a_query_that_ends_with_504_has_its_line_and_no_other(running: Running) -> None:
    running.run = replace(RUN, outcome="timeout", kill="deadline")
    assert running.client.get("/query").status_code == 504
    assert [(line["event"], line["kill"]) for line in running.lines()] == [("query", "deadline")]


def test_other_requests_have_a_line_at_debug_level_only(running: Running) -> None:
    running.client.get("/api/things/a")
    assert running.lines() == []
    running.configure(log_level="debug")
    running.client.get(f"/api/things/{'b' * 400}?q=parameter")
    (line,) = running.lines()
    assert (line["event"], line["level"], line["method"], line["status"]) == ("request", "debug", "GET", 200)
    assert line["route"] == "/api/things/{key}"
    assert line["path"] == ("/api/things/" + "b" * 400)[:300]
    assert "parameter" not in running.log.getvalue()


def test_a_path_cannot_forge_a_line(running: Running) -> None:
    running.configure(log_level="debug")
    running.client.get("/x%0d%0a%7B%22event%22%3A1%7D%1b%5B2J%E2%80%A8%C2%85")
    (line,) = running.lines()
    assert line["path"] == '/x\r\n{"event":1}\x1b[2J\u2028\x85'
    assert running.log.getvalue().rstrip("\n").isprintable()


def test_a_503_is_a_warning_that_does_not_say_what_was_asked_for(running: Running) -> None:
    running.client.get("/api/things/busy?q=parameter")
    (line,) = running.lines()
    assert (line["level"], line["route"], line["status"]) == ("warning", "/api/things/{key}", 503)
    assert not re.search("busy|parameter", running.log.getvalue())


def test_an_error_of_ours_is_answered_and_logged_whole_in_one_line(running: Running) -> None:
    response = running.client.get("/api/things/breaks", headers={"X-Request-ID": "mine"})
    assert (response.status_code, response.json()) == (500, {"title": "ValueError", "request": "mine"})
    assert (response.headers["x-request-id"], response.headers["x-content-type-options"]) == ("mine", "nosniff")
    failed, asked = running.lines()
    assert (failed["event"], failed["level"], failed["request_id"]) == ("failed", "error", "mine")
    assert str(failed["exception"]).startswith("Traceback (most recent call last):")
    assert str(failed["exception"]).endswith("ValueError: broken\nline")
    assert (asked["event"], asked["status"], asked["level"]) == ("request", 500, "error")
    labels = {"route": "/api/things/{key}", "method": "GET", "status": "500"}
    assert running.value("tidu_http_requests_total", **labels) == 1


def test_an_error_in_the_middle_of_an_answer_is_left_to_the_server_and_counted(running: Running) -> None:
    with pytest.raises(ValueError, match="half way"):
        running.client.get("/api/things/a/stream")
    assert running.value("tidu_http_request_seconds_count", route="/api/things/{key}/stream") == 1


def test_logs_of_the_server_and_warnings_have_the_same_shape(running: Running) -> None:
    logging.getLogger("uvicorn.error").warning("odd\nrequest %s", "\x1b[2J")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("old", DeprecationWarning, stacklevel=1)
    odd, warned = running.lines()
    assert (odd["event"], odd["level"], odd["logger"]) == ("odd\nrequest \x1b[2J", "warning", "uvicorn.error")
    assert (warned["logger"], "old" in str(warned["event"])) == ("py.warnings", True)


def test_on_a_terminal_lines_are_text_that_cannot_steer_it(running: Running) -> None:
    terminal = Terminal()
    logs.configure(Settings.model_validate({"log_level": "debug"}), terminal)
    running.client.get("/x%0d%0aforged%1b%5B2J%E2%80%AE")
    running.client.get("/without-white-space%1b%5B2J%E2%80%AE")
    running.client.get("/query")
    running.client.get("/api/things/breaks")
    text = terminal.getvalue()
    assert "Traceback" in text
    assert not re.search(r"\r|\x1b\[2J|\u202e|\u2028|^forged|\ud800", text, re.MULTILINE)
    assert "forged" in text
