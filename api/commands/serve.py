"""``tidu serve``: the HTTP application on a local address."""

from typing import Annotated

import typer

from api.commands.options import Data, StoreUrl, read_settings


def command(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on (TIDU_HOST).", show_default="127.0.0.1")
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port; 0 takes a free one (TIDU_PORT).", show_default="8000")
    ] = None,
    data: Data = None,
    store: StoreUrl = None,
) -> None:
    """Serve the graph over HTTP: pages at / and /docs, the JSON API at /api/v1.

    A new build is picked up without a restart.

    Example:

      tidu serve --port 8080
    """
    from api.server import serve  # noqa: PLC0415 # the other commands do not pay for FastAPI

    serve(read_settings(data, store, host=host, port=port))
