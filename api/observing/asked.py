"""The request that is being answered, for whoever logs or answers in its context."""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True)
class Asked:
    """A request: its id, its method as the client gave it, and whether its query has a line in the log."""

    id: str
    method: str
    has_line: bool = False


ASKED: ContextVar[Asked | None] = ContextVar("asked", default=None)


def request_id() -> str | None:
    """The id of the request that is being answered, in its threads too; None outside of requests."""
    asked = ASKED.get()
    return asked.id if asked else None
