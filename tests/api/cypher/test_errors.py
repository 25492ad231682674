"""What Neo4j complains of, as strangers are told it."""

import pytest
from neo4j.exceptions import Neo4jError, ServiceUnavailable

from graph.cypher.jobs import Job
from graph.cypher.refusals import told
from graph.stores.neo4j.access import Access
from ontology.errors import InvalidQuery, QueryDied, QueryUnavailable, StoreError, TiduError

JOB = Job("mark", Access("bolt://secret.example:7687", "hidden", "password", "inner"), b"", "json", 1, 1)
SAID: dict[tuple[str, str], type[TiduError]] = {
    ("Neo.ClientError.Statement.ArithmeticError", "/ by zero"): InvalidQuery,
    ("Neo.DatabaseError.Statement.ExecutionFailed", "Cannot handle negative start index"): InvalidQuery,
    ("Neo.DatabaseError.Statement.ExecutionFailed", "Java heap space"): QueryDied,
    ("Neo.DatabaseError.Statement.ExecutionFailed", "java.lang.StackOverflowError"): QueryDied,
    ("Neo.TransientError.General.DatabaseUnavailable", "The database is not currently available"): QueryUnavailable,
    ("Neo.TransientError.General.OutOfMemoryError", "no memory"): QueryDied,
    ("Neo.ClientError.Database.DatabaseNotFound", "Database inner does not exist"): StoreError,
    ("Neo.ClientError.Security.Unauthorized", "user hidden"): StoreError,
}


@pytest.mark.parametrize(("code", "message"), SAID)
def test_an_error_of_the_server_is_told_as_what_it_means(code: str, message: str) -> None:
    error = Neo4jError._basic_hydrate(neo4j_code=code, message=message)  # noqa: SLF001 # as the driver makes them
    with pytest.raises(SAID[code, message]) as found, told(JOB):
        raise error
    assert not any(secret in str(found.value) for secret in ("secret.example", "hidden", "inner"))


def test_a_server_that_does_not_answer_is_told_without_its_address() -> None:
    with pytest.raises(StoreError) as found, told(JOB):
        raise ServiceUnavailable("Couldn't connect to secret.example:7687")
    assert str(found.value) == "Neo4j does not answer"
