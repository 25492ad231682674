"""A real server process: before the first build, while builds change under it, and at its end."""

import http.client
import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from graph.builds import Builds
from tests.api.conftest import opened, publish
from tests.api.serving import served
from tests.tiny import Seeds

POLICIES = "/api/v1/tiers/leading/policies"
BEFORE = ("/healthz", "/readyz", POLICIES, "/", "/docs", "/openapi.json", "/api/v1/questions")


@dataclass
class Server:
    """A server that was started on an empty folder, and what it answered before the first build."""

    client: httpx.Client
    data: Path
    seeds: Path
    before: dict[str, httpx.Response] = field(default_factory=dict)

    def publish(self) -> str:
        return publish(self.data, self.seeds).id


@pytest.fixture(scope="module")
def server(tiny: Seeds, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("served")
    with served(data) as running:
        started = Server(running.client, data, tiny.folder)
        started.before = {url: running.client.get(url) for url in BEFORE}
        started.publish()
        yield started


def test_before_the_first_build_the_server_lives_and_says_what_is_missing(server: Server) -> None:
    before = server.before
    assert before["/healthz"].json() == {"status": "ok"}
    assert (before["/readyz"].status_code, before["/readyz"].json()["build"]) == (503, None)
    for url in (POLICIES, "/api/v1/questions"):
        assert before[url].status_code == 503
        assert before[url].headers["content-type"] == "application/problem+json"
        assert "tidu build" in before[url].json()["detail"]
    for url in ("/", "/docs", "/openapi.json"):
        assert before[url].status_code == 200
    assert "tidu build" in before["/"].text


def test_the_first_build_is_served_without_a_restart(server: Server) -> None:
    assert server.client.get("/readyz").json() == {"status": "ready", "build": Builds(server.data).current_id}
    assert server.client.get(POLICIES).json()["rows"]


def test_a_new_build_is_picked_up_while_clients_ask_and_no_request_fails(server: Server) -> None:
    seen: list[tuple[int, str]] = []
    stop = threading.Event()

    def ask() -> None:
        with httpx.Client(base_url=server.client.base_url, timeout=30, trust_env=False) as client:
            while not stop.is_set():
                response = client.get(POLICIES)
                seen.append((response.status_code, response.json().get("build", response.text)))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    made = [server.publish() for _ in range(5)]
    time.sleep(0.3)
    stop.set()
    for thread in threads:
        thread.join(30)
    assert {status for status, _ in seen} == {200}
    assert seen[-1][1] == made[-1]
    assert {build for _, build in seen} >= set(made[-1:])


def test_the_tag_changes_with_the_build(server: Server) -> None:
    tag = server.client.get(POLICIES).headers["etag"]
    assert server.client.get(POLICIES, headers={"If-None-Match": tag}).status_code == 304
    server.publish()
    again = server.client.get(POLICIES, headers={"If-None-Match": tag})
    assert (again.status_code, again.headers["etag"] == tag) == (200, False)


def test_paging_goes_on_in_its_build_until_that_is_no_longer_kept(server: Server) -> None:
    whole = server.client.get(POLICIES).json()
    page = server.client.get(POLICIES + "?limit=2").json()
    rows = page["rows"]
    while page["next"]:
        server.publish()
        page = server.client.get(f"{POLICIES}?limit=2&cursor={page['next']}").json()
        assert page["build"] == whole["build"]
        rows += page["rows"]
    assert rows == whole["rows"]


def test_a_cursor_of_a_build_that_is_gone_is_404(tmp_path: Path, tiny: Seeds) -> None:
    with opened(tmp_path) as client:
        tokens = []
        for _ in range(3):
            publish(tmp_path, tiny.folder)
            tokens.append(client.get(POLICIES + "?limit=1").json()["next"])
        answers = [client.get(f"{POLICIES}?cursor={token}") for token in tokens[:2]]
        assert [answer.status_code for answer in answers] == [200, 200]
        publish(tmp_path, tiny.folder)  # the fourth: the first, which nobody reads any more, goes
        response = client.get(f"{POLICIES}?cursor={tokens[0]}")
    assert response.status_code == 404
    assert "no longer kept" in response.json()["detail"]


def test_connections_are_kept_open_and_head_sends_no_body(server: Server) -> None:
    connection = http.client.HTTPConnection(server.client.base_url.host, server.client.base_url.port, timeout=30)
    for method in ("HEAD", "GET", "HEAD"):
        connection.request(method, POLICIES)
        response = connection.getresponse()
        content = response.read()
        assert response.status == 200
        assert (content == b"") is (method == "HEAD")
        assert int(response.headers["content-length"]) > 0
    connection.close()


@pytest.mark.parametrize(
    "line",
    [b"GET /api/v1/search?q=\xff\xfe HTTP/1.1", b"GET /%ff%00%0d%0a HTTP/1.1", b"GET //../../etc/passwd HTTP/1.1",
     b"GET http://[ HTTP/1.1", b"OPTIONS * HTTP/1.1", b"BREW / HTTP/1.1", b"GET /" + b"a" * 100_000 + b" HTTP/1.1",
     b"nonsense"],
)  # fmt: skip
def test_raw_bytes_do_not_make_the_server_fail(server: Server, line: bytes) -> None:
    with socket.create_connection((server.client.base_url.host, server.client.base_url.port or 80), 30) as raw:
        raw.sendall(line + b"\r\nHost: x\r\nConnection: close\r\n\r\n")
        answer = raw.recv(100)
    assert re.match(rb"HTTP/1\.1 (?:[234]\d\d|501|505) ", answer), answer
    assert server.client.get("/healthz").status_code == 200
