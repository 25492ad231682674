"""What Neo4j and its driver complain of, as errors of ours. No message of theirs is passed on but of the query.

A stranger is told of no address and of no user: those are for the log of who runs this.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import AuthError, BrokenRecordError, DriverError, Neo4jError

from graph.cypher.jobs import PROGRAM, Job
from ontology.errors import InvalidQuery, QueryDied, QueryTimeout, QueryUnavailable, StoreError, TiduError

LONGEST = 1000  # characters of a reason: the server repeats long lines of the query
AGAIN = 15  # seconds that Neo4j takes to start, at most times

_PLACE = re.compile(r"\s*\(line (\d+), column (\d+) \(offset: \d+\)\).*", re.DOTALL)
_AWAY = ("Neo.ClientError.Database.", "Neo.TransientError.Database.", "Neo.DatabaseError.Database.")
_CLUSTER = ("Neo.ClientError.Cluster.", "Neo.TransientError.Cluster.")
_TERMINATED = "Neo.TransientError.Transaction.Terminated"
_STARTING = "Neo.TransientError.General.DatabaseUnavailable"
_FAILED = "Neo.DatabaseError.Statement.ExecutionFailed"  # `substring("a", -1)`, and whatever else Java throws
_EXHAUSTED = re.compile(r"OutOfMemory|[Hh]eap space|StackOverflow|GC overhead")


@contextmanager
def told(job: Job, *, lines_before: int = 0) -> Iterator[None]:
    """Raise errors of ours instead of the driver's; so many lines stand before the query in what the server reads."""
    try:
        yield
    except AuthError as error:
        reason = "refuses the login" if "Unauthorized" in (error.code or "") else "refuses logins for now"
        raise StoreError(f"Neo4j {reason} of Tidu") from error
    except Neo4jError as error:
        raise _of_server(error, job, lines_before) from error
    except BrokenRecordError as error:
        reason = "the answer has a value that cannot be read, such as a date before the year 1 or after 9999"
        raise InvalidQuery(f"{reason}; return toString() of it") from error
    except (DriverError, OSError) as error:
        raise StoreError("Neo4j does not answer") from error
    except RecursionError:
        raise InvalidQuery("the answer is nested too deep to be written; return less deep lists and maps") from None


def _of_server(error: Neo4jError, job: Job, lines_before: int) -> TiduError:
    code, message = error.code or "", error.message or ""
    if "TransactionTimedOut" in code or code == _TERMINATED:
        return QueryTimeout(job.seconds, f"{PROGRAM.settings}_TIMEOUT")
    if "OutOfMemory" in code:
        return QueryDied("the query needed more memory than Neo4j gives it", "memory", message)
    if code.startswith(_AWAY):
        return StoreError("Neo4j has no such database as Tidu is set to ask, or it is not online")
    if code == _STARTING:
        return QueryUnavailable("Neo4j is starting or stopping", AGAIN)
    is_askers = code.startswith("Neo.ClientError.") and not code.startswith(_CLUSTER)
    if is_askers or (code == _FAILED and not _EXHAUSTED.search(message)):
        return _invalid(message, lines_before)
    return QueryDied(f"Neo4j could not carry the query out: {code}", words=message)


def _invalid(message: str, lines_before: int) -> InvalidQuery:
    place = _PLACE.search(message)
    reason = " ".join((message[: place.start()] if place else message).split())[:LONGEST]
    if place is None:
        return InvalidQuery(reason)
    return InvalidQuery(reason, max(1, int(place[1]) - lines_before), int(place[2]))
