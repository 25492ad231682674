"""Free ports on the loopback."""

import socket
from dataclasses import dataclass
from itertools import repeat

from ontology.errors import ServerError

TRIES = 20  # a free port that the system picks is hardly ever the other one


@dataclass(frozen=True, slots=True)
class Ports:
    """The two that a server listens on; 0 is none in particular."""

    bolt: int
    http: int


def choose(asked: Ports, before: Ports) -> Ports:
    """Those asked for, which must be free; else those from before, if they are; else any; never one for both.

    Raises ServerError.
    """
    if asked.bolt and asked.bolt == asked.http:
        raise ServerError(f"port {asked.bolt} cannot be both --bolt-port and --http-port")
    bolt = _one(asked.bolt, before.bolt, "--bolt-port", other=asked.http)
    return Ports(bolt, _one(asked.http, before.http, "--http-port", other=bolt))


def is_free(port: int) -> bool:
    """Whether a server could listen there."""
    return _bound(port) is not None


def _one(asked: int, before: int, option: str, other: int) -> int:
    if asked and not is_free(asked):
        raise ServerError(f"port {asked} is taken; choose another by {option}")
    for port in (asked or before, *repeat(0, TRIES)):
        found = _bound(port)
        if found and found != other:
            return found
    raise ServerError("no port is free on 127.0.0.1")


def _bound(port: int) -> int | None:
    """The port that could be taken when asked for this one; None when it is taken already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return None
        return int(probe.getsockname()[1])
