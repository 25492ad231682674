"""What is asked: questions of the catalogue, each of several things in turn, as every contestant wants them."""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from bench.endpoints.load import Address
from bench.endpoints.questions import JSON
from graph.catalogue.answering import ask
from graph.catalogue.binding import bind_parameters
from graph.catalogue.definition import Question, question
from graph.editions import Edition
from graph.store import Values
from graph.stores.oxigraph import bind

CASES: Sequence[tuple[str, str, Sequence[str]]] = (
    ("policies-by-tier", "tier", ("leading", "rising", "catching-up", "emerging")),
    ("tier-members", "tier", ("leading", "rising", "catching-up", "emerging")),
    ("relations-of-thing", "thing", ("region/370000", "region/310000", "region/440000", "indicator/composite-index")),
    ("observations-of-indicator", "indicator", ("secondary-nodes", "revenue", "mode-adoption", "platforms")),
)
MOST = 10_000  # rows of a page: all of them
CAP = 1_000_000


@dataclass(frozen=True, slots=True)
class Case:
    """One question of one thing: its texts, and how many flat lines and rows answer it."""

    question: Question
    given: tuple[str, str]
    values: Values
    lines: int
    rows: int

    def path(self) -> str:
        """The address at our server."""
        return f"/api/v1/questions/{self.question.name}?{urlencode([self.given, ('limit', MOST)])}"

    def sparql(self) -> str:
        """The text for SPARQL endpoints."""
        return bind(self.question.query, self.values)

    def cypher(self) -> bytes:
        """The body for Neo4j's Query API."""
        bound: dict[str, list[str] | None] = dict.fromkeys(self.question.query.parameters)
        bound |= {name: [str(value) for value in found] for name, found in self.values.items() if found}
        return json.dumps({"statement": self.question.query.cypher, "parameters": bound}).encode()


def cases(edition: Edition) -> dict[str, list[Case]]:
    """All cases by the question's name; raises RuntimeError where one has no answer, for then nothing is compared."""
    found: dict[str, list[Case]] = {}
    for name, parameter, things in CASES:
        found[name] = [_case(edition, question(name), (parameter, thing)) for thing in things]
    return found


def _case(edition: Edition, asked: Question, given: tuple[str, str]) -> Case:
    values = bind_parameters(asked, {given[0]: [given[1]]}, edition.names)
    lines = sum(1 for _ in edition.view.lines(asked.query, values).rows)
    if not lines:
        raise RuntimeError(f"{asked.name} of {given[1]} has no answer")
    return Case(asked, given, values, lines, len(ask(edition.view, asked, values, CAP).rows))


def of_ours(address: Address, case: Case) -> bytes:
    """The request to our server."""
    return _get(address, case.path(), "application/json")


def of_sparql(address: Address, case: Case) -> bytes:
    """The request to a SPARQL endpoint."""
    return address.request(case.sparql(), JSON)


def of_neo4j(address: Address, case: Case, password: str) -> bytes:
    """The request to Neo4j's Query API."""
    body, login = case.cypher(), b64encode(f"neo4j:{password}".encode()).decode()
    lines = (
        f"POST {address.path} HTTP/1.1",
        f"Host: {address.host}",
        f"Authorization: Basic {login}",
        "Accept: application/json",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii") + body


def _get(address: Address, path: str, accept: str) -> bytes:
    lines = (f"GET {path} HTTP/1.1", f"Host: {address.host}", f"Accept: {accept}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")
