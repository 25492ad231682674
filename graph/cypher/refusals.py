"""What Neo4j and its driver complain of, as errors of ours. No message of theirs is passed on but of the query."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.cypher.jobs import PROGRAM, Job
from ontology.errors import InvalidQuery, QueryDied, QueryTimeout, StoreError, TiduError

LONGEST = 1000  # characters of a reason: the server repeats long lines of the query

_PLACE = re.compile(r"\s*\(line (\d+), column (\d+) \(offset: \d+\)\).*", re.DOTALL)
_AWAY = ("Neo.ClientError.Database.", "Neo.TransientError.Database.", "Neo.DatabaseError.Database.")
_CLUSTER = ("Neo.ClientError.Cluster.", "Neo.TransientError.Cluster.")
_TERMINATED = "Neo.TransientError.Transaction.Terminated"


@contextmanager
def told(job: Job, *, lines_before: int = 0) -> Iterator[None]:
    """Raise errors of ours instead of the driver's; so many lines stand before the query in what the server reads."""
    try:
        yield
    except AuthError as error:
        reason = "refuses the login" if "Unauthorized" in (error.code or "") else "refuses logins for now"
        raise StoreError(f"Neo4j at {job.access.uri} {reason} of the user {job.access.user!r}") from error
    except Neo4jError as error:
        raise _of_server(error, job, lines_before) from error
    except (DriverError, OSError) as error:
        raise StoreError(f"Neo4j at {job.access.uri} cannot be reached: {type(error).__name__}") from error
    except RecursionError:
        raise InvalidQuery("the answer is nested too deep to be written; return less deep lists and maps") from None


def _of_server(error: Neo4jError, job: Job, lines_before: int) -> TiduError:
    code, message = error.code or "", error.message or ""
    if "TransactionTimedOut" in code or code == _TERMINATED:
        return QueryTimeout(job.seconds, f"{PROGRAM.settings}_TIMEOUT")
    if "OutOfMemory" in code:
        return QueryDied("the query needed more memory than Neo4j gives it", "memory", message)
    if code.startswith(_AWAY):
        return StoreError(f"Neo4j at {job.access.uri} has no database {job.access.database!r} to ask ({code})")
    if code.startswith("Neo.ClientError.") and not code.startswith(_CLUSTER):
        return _invalid(message, lines_before)
    return QueryDied(f"Neo4j could not carry the query out: {code}", words=message)


def _invalid(message: str, lines_before: int) -> InvalidQuery:
    place = _PLACE.search(message)
    reason = " ".join((message[: place.start()] if place else message).split())[:LONGEST]
    if place is None:
        return InvalidQuery(reason)
    return InvalidQuery(reason, max(1, int(place[1]) - lines_before), int(place[2]))
