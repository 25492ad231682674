"""Queries without bounds: an answer, or a refusal within the deadline plus a second, with memory under its cap."""

from collections.abc import Mapping

import pytest
from _pytest.mark import ParameterSet

from tests.api.serving import Served, until
from tests.api.sparql.abuse.conftest import QUERY_MIB, RESULT_MIB, SECONDS, WORKERS, Before
from tests.api.sparql.abuse.exchange import SHORT, Asked, ask, ask_at_once, exchange, getting, posting
from tests.api.sparql.abuse.heavy import EXPRESSIONS, PAIRS, PATHS, PRODUCT, PRODUCTS, STRINGS
from tests.api.sparql.abuse.processes import MIB, memory, watched

BOUNDED = (200, 413, 503, 504)
STARTED = 192 * MIB  # that a worker may have before any query: interpreter, open store
GROWN = 50 * MIB  # that a server may keep
SETTLING = 10  # seconds until workers that were killed have been replaced


def pairs(*kinds: Mapping[str, str]) -> list[ParameterSet]:
    """Queries two by two: one for each worker."""
    named = [(name, query) for kind in kinds for name, query in kind.items()]
    together = [named[i : i + WORKERS] for i in range(0, len(named), WORKERS)]
    return [pytest.param([query for _, query in some], id=" + ".join(name for name, _ in some)) for some in together]


def check_bounded(found: list[Asked], statuses: tuple[int, ...] = BOUNDED) -> None:
    """All are answered or refused in time."""
    assert {asked.status for asked in found} <= set(statuses), found
    assert max(asked.seconds for asked in found) < SECONDS + 1, found


@pytest.mark.parametrize("queries", pairs(PRODUCTS, STRINGS, PATHS))
def test_a_heavy_query_ends_in_time_and_in_its_memory(server: Served, before: Before, queries: list[str]) -> None:
    with watched(server.pid) as peak:
        check_bounded(ask_at_once(server, queries))
    assert peak.most < before.memory + GROWN + WORKERS * (STARTED + QUERY_MIB * MIB), f"{peak.most // MIB} MiB"
    assert until(lambda: ask(server, SHORT).seconds < 1, SETTLING)


@pytest.mark.parametrize("queries", pairs(EXPRESSIONS))
def test_a_regular_expression_ends_in_time_and_in_its_memory(
    server: Served, before: Before, queries: list[str]
) -> None:
    with watched(server.pid) as peak:
        check_bounded(ask_at_once(server, queries), (*BOUNDED, 400))  # 400: the expression is too large or deep
    assert peak.most < before.memory + GROWN + WORKERS * (STARTED + QUERY_MIB * MIB), f"{peak.most // MIB} MiB"


@pytest.mark.parametrize("accept", ["text/csv", "text/tab-separated-values", "application/sparql-results+xml"])
def test_a_huge_result_is_refused_in_every_format(server: Served, accept: str) -> None:
    answer = exchange(server, posting(f"SELECT * {PAIRS}".encode(), Accept=accept))
    assert answer.status in (413, 504), str(answer)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.seconds < SECONDS + 1


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "application/ld+json", "application/trig"])
def test_a_huge_graph_is_refused_in_every_format(server: Served, accept: str) -> None:
    query = f"CONSTRUCT {{ ?s0 ?p1 ?o2 . ?s1 ?p2 [ ?p3 ?o3 ] }} {PRODUCT}"
    status, seconds = ask(server, query, Accept=accept)
    assert status in (413, 503, 504)
    assert seconds < SECONDS + 1


def test_a_result_that_only_shrinks_when_packed_is_refused(server: Served) -> None:
    rows = f"SELECT ?x {{ ?s ?p ?o BIND('{'a' * 10_000}' AS ?x) }}"
    assert ask(server, rows, Accept_Encoding="gzip").status in (413, 504)


def test_results_within_the_limit_are_whole(server: Served) -> None:
    answer = exchange(server, posting(b"SELECT * { ?s ?p ?o } LIMIT 20000", Accept="text/csv"))
    assert answer.status == 200
    assert len(answer.body) < RESULT_MIB * MIB
    assert answer.body.count(b"\r\n") >= 20_001


def test_other_pages_are_answered_meanwhile(server: Served) -> None:
    heavy = [PRODUCTS["product counted"]] * 8
    with watched(server.pid):
        seconds = [exchange(server, getting(path)).seconds for path in ("/healthz", "/api/v1/tiers", "/metrics")]
        check_bounded(ask_at_once(server, heavy), (*BOUNDED, 429))
    assert max(seconds) < 1


def test_afterwards_memory_is_back_and_short_queries_are_fast(server: Served, before: Before) -> None:
    assert until(lambda: ask(server, SHORT) < (201, 0) and ask(server, SHORT).seconds < 1, SETTLING)
    assert memory(server.pid) < before.memory + GROWN
