"""Running the application: one process, whose socket listens before its address is printed: who reads it gets in."""

import gc
import socket

import typer
import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.connections import bounded, fitting
from api.observing import logs
from graph.cypher import logins
from graph.settings import Settings
from graph.stores.neo4j.access import configured, login
from ontology.errors import StoreError

BACKLOG = 2048  # connections that wait while the application starts
GRACE = 5  # seconds in which answers that are on their way may end, once the server is stopped
COLLECT = (100_000, 20, 20)  # an answer is thousands of small dicts and no cycles: looking often costs a fifth of p99


def serve(settings: Settings) -> None:
    """Serve until interrupted; raises StoreError where the address cannot be taken."""
    logs.configure(settings)
    if uri := configured(settings):
        login(uri, settings)  # an address that is none is said to be so now, not to whoever asks first
    app = create_app(settings)
    gc.set_threshold(*COLLECT)
    with _bind(settings) as listener:
        host, port = listener.getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        typer.echo(f"Tidu serves http://{shown}:{port}/  (API: /api/v1, documentation: /docs; stop with Ctrl-C)")
        if uri:
            typer.echo(f"Cypher goes to {logins.shown(uri)}  (POST /cypher)")
        uvicorn.Server(_config(app, settings)).run(sockets=[listener])


def _config(app: FastAPI, settings: Settings) -> uvicorn.Config:
    http = bounded(fitting(settings.head_size * 1024))
    # no WebSockets, even where a library for them happens to be installed: there is nothing behind them
    return uvicorn.Config(
        app, http=http, ws="none", log_config=None, access_log=False, server_header=False,
        timeout_graceful_shutdown=GRACE,
    )  # fmt: skip


def _bind(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # asyncio turns Nagle's algorithm off only for sockets that say they are TCP; else small answers take 40 ms
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(BACKLOG)
    except (OSError, UnicodeError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or error
        raise StoreError(f"cannot listen on {settings.host}:{settings.port}: {reason}") from error
    return listener
