"""What is told of a query that was asked, whatever came of it; metrics and logs are made from this."""

from dataclasses import dataclass

LANGUAGES = ("sparql", "cypher")
OUTCOMES = (
    "answered", "not-modified", "invalid", "unknown-graph", "too-large", "timeout", "died", "busy", "cancelled",
)  # fmt: skip
HAPPENINGS = ("runaway", "restarted", "restart-failed")  # in the Neo4j that Cypher is asked of
KILLS = ("deadline", "disconnect", "memory", "stack", "other")


@dataclass(frozen=True, slots=True)
class QueryRun:
    """One query: ``outcome`` is one of OUTCOMES, ``kill`` None or one of KILLS: why its worker ended with it,
    the last ``words`` of which are for the log.

    ``waited`` (for a worker) and ``ran`` are seconds, 0 if it came to neither. ``rows`` is None where the answer has
    none or nobody counted; ``size`` is the bytes of the answer. ``cpu`` (seconds) and ``memory`` (bytes, at most) are
    the worker's, None if unknown.
    """

    language: str
    outcome: str
    waited: float
    ran: float
    rows: int | None
    size: int
    query: str
    cpu: float | None = None
    memory: int | None = None
    kill: str | None = None
    words: str = ""
