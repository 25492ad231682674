"""Clients of the application: in this process over the default build, and data folders to build into."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI

import graph.build
from api.app import create_app
from graph.builds import BuildInfo
from graph.settings import Settings
from loaders.corpus import read_corpus


class InProcess(httpx.BaseTransport):
    """Hands requests to an application in this process; what it raises is raised here."""

    def __init__(self, app: FastAPI, portal: BlockingPortal) -> None:
        self._inner, self._portal = httpx.ASGITransport(app), portal

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._portal.call(self._inner.handle_async_request, request)
        content = self._portal.call(_raw, response)
        return httpx.Response(response.status_code, headers=response.headers, content=content)


async def _raw(response: httpx.Response) -> bytes:
    """The bytes as they were sent; whoever reads the response undoes what compresses them."""
    return b"".join([piece async for piece in response.aiter_raw()])


@contextmanager
def opened(data: Path, **more: object) -> Iterator[httpx.Client]:
    """A client of an application over the builds in ``data``."""
    settings = Settings.model_validate({"data": data, "store": "", **more})
    with (
        start_blocking_portal() as portal,
        httpx.Client(transport=InProcess(create_app(settings), portal), base_url="http://test") as client,
    ):
        yield client


@pytest.fixture(scope="session")
def client(default_build: Path) -> Iterator[httpx.Client]:
    with opened(default_build, answer_cache=0) as found:
        yield found


def publish(data: Path, seeds: Path) -> BuildInfo:
    """A build without the SHACL check: here it is life-cycle that matters, and speed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(graph.build, "check_shapes", lambda *_: [])
        return graph.build.build(read_corpus(seeds).facts(), data)
