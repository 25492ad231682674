"""Texts of deep nests and long chains: refused at 100,000, and never the end of the server."""

import pytest

from tests.api.serving import Served
from tests.api.sparql.abuse.conftest import SECONDS
from tests.api.sparql.abuse.deep import CHAINS, LISTS, NESTS, Make
from tests.api.sparql.abuse.exchange import SHORT, ask, ask_at_once, send

REFUSED_OR_NOT = (200, 400, 413, 503, 504)
RECURSIVE = [
    *(pytest.param(make, id=f"nested {name}") for name, make in NESTS.items()),
    *(pytest.param(make, id=f"chained {name}") for name, make in CHAINS.items()),
]
ENUMERATED = [pytest.param(make, id=name) for name, make in LISTS.items()]


@pytest.mark.parametrize("make", RECURSIVE)
def test_a_hundred_thousand_of_a_kind_are_refused(server: Served, make: Make) -> None:
    answer = send(server, make(100_000))
    assert answer.status == 400, str(answer)
    assert answer.seconds < SECONDS + 1
    assert len(answer.body) < 2000


@pytest.mark.parametrize("make", [*RECURSIVE, *ENUMERATED])
def test_fewer_are_answered_or_refused(server: Served, make: Make) -> None:
    for status, seconds in ask_at_once(server, [make(1_000), make(10_000)]):
        assert status in REFUSED_OR_NOT
        assert seconds < SECONDS + 1


@pytest.mark.parametrize("make", ENUMERATED)
def test_a_hundred_thousand_things_in_a_list_are_answered_or_refused(server: Served, make: Make) -> None:
    status, seconds = ask(server, make(100_000))
    assert status in REFUSED_OR_NOT
    assert seconds < SECONDS + 1
    assert ask(server, SHORT).status == 200
