"""Waiting until a server answers: a page over HTTP, and a query over Bolt with its password."""

import time
from http.client import HTTPConnection, HTTPException

from graph.neo4j_server.home import Home
from graph.neo4j_server.log import cause, told
from graph.neo4j_server.record import Record
from ontology.errors import ServerError

DEADLINE = 180.0
GRACE = 3.0
STEP = 0.05


def wait(home: Home, record: Record, deadline: float = DEADLINE) -> None:
    """Return when it answers; raises ServerError when it ended, or does not answer within ``deadline`` seconds.

    Once its log names a reason not to start, it gets a few seconds more.
    """
    end, doubt = time.monotonic() + deadline, 0.0
    while not (_answers_http(record.http_port) and _answers_bolt(home, record.bolt_port)):
        if not record.is_alive:
            raise ServerError(f"Neo4j did not start{told(home)}")
        if not doubt and cause(home):  # with a full disk, it may neither start nor end
            doubt = end = min(end, time.monotonic() + GRACE)
        if time.monotonic() > end:
            raise ServerError(f"Neo4j, process {record.pid}, does not answer{told(home)}")
        time.sleep(STEP)


def _answers_http(port: int) -> bool:
    """Whether HTTP is answered; Neo4j opens this port last."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _answers_bolt(home: Home, port: int) -> bool:
    """Whether a query is answered; raises ServerError when the password is not the server's."""
    from neo4j import GraphDatabase  # noqa: PLC0415 # read while the JVM starts: 0.3 s that nobody waits for
    from neo4j.exceptions import AuthError, DriverError, Neo4jError  # noqa: PLC0415 # the same

    try:
        with GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=("neo4j", home.read_password())) as driver:
            driver.execute_query("RETURN 1")
    except AuthError:
        raise ServerError(f"Neo4j refuses the password in {home.password}; write there the one that was set") from None
    except (DriverError, Neo4jError):
        return False
    return True
