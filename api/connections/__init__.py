"""Connections that strangers may open: every one of them is bounded in bytes, in seconds and in number.

uvicorn leaves these bounds to a proxy in front of it; Tidu is also run without one.
"""

from api.connections.limits import Limits, fitting
from api.connections.protocol import Connection

__all__ = ["Connection", "Limits", "bounded", "fitting"]


def bounded(limits: Limits) -> type[Connection]:
    """The protocol class for ``uvicorn.Config(http=…)`` whose connections keep to ``limits``."""
    return type("BoundedConnection", (Connection,), {"limits": limits})
