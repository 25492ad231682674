"""Questions of the catalogue: what the store's view takes, beside the bare driver's time for the same Cypher."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles

from neo4j import Driver, GraphDatabase, ManagedTransaction

from bench.timing import seconds
from graph.catalogue.definition import question
from graph.store import Query, Values, View
from graph.stores.neo4j.access import Access
from graph.stores.neo4j.store import Neo4jStore
from ontology.identifiers import Ref

ASKED: Sequence[tuple[str, str, str]] = (
    ("tier-members", "tier", "tier/leading"),
    ("policies-by-tier", "tier", "tier/leading"),
    ("relations-of-thing", "thing", "region/370000"),
    ("relations-of-thing", "thing", "region/cn"),
    ("observations-of-indicator", "indicator", "indicator/secondary-nodes"),
)
WARM_UP = 0.2  # of the runs: the server compiles what is asked often


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: how many lines it has, and the seconds of each run by who answered."""

    name: str
    lines: int
    runs: Mapping[str, Sequence[float]]

    def milliseconds(self, who: str, percent: int) -> float:
        """A percentile."""
        return quantiles(self.runs[who], n=100, method="inclusive")[percent - 1] * 1000

    def ratio(self, percent: int) -> float:
        """How many times as long as the bare driver the view takes."""
        return self.milliseconds("view", percent) / self.milliseconds("driver", percent)


def ask(access: Access, embedded: View, runs: int) -> list[Asked]:
    """Ask each question in turn; who answers changes from run to run, so that other work meets all alike."""
    view = Neo4jStore(access).view()
    try:
        with GraphDatabase.driver(access.uri, auth=(access.user, access.password)) as driver:
            return [_asked(one, view, driver, embedded, runs) for one in ASKED]
    finally:
        view.close()


def _asked(one: tuple[str, str, str], view: View, driver: Driver, embedded: View, runs: int) -> Asked:
    name, parameter, value = one
    query = question(name).query
    given: Values = {parameter: [Ref(value)]}
    answers: dict[str, Callable[[], int]] = {
        "view": lambda: _through(view, query, given),
        "driver": lambda: _bare(driver, query, given),
        "oxigraph": lambda: _through(embedded, query, given),
    }
    counts = {who: answer() for who, answer in answers.items()}
    if len(set(counts.values())) > 1 or 0 in counts.values():
        raise RuntimeError(f"they disagree on {name} of {value}: {counts}")
    found: dict[str, list[float]] = {who: [] for who in answers}
    for number in range(round(runs * (1 + WARM_UP))):
        for who, answer in answers.items():
            took = seconds(answer)
            if number >= runs * WARM_UP:
                found[who].append(took)
    return Asked(f"{name} {value.partition('/')[2]}", counts["view"], found)


def _through(view: View, query: Query, given: Values) -> int:
    return sum(1 for _ in view.lines(query, given).rows)


def _bare(driver: Driver, query: Query, given: Values) -> int:
    bound: dict[str, list[str] | None] = dict.fromkeys(query.parameters)
    bound |= {name: [str(value) for value in values] for name, values in given.items()}

    def work(transaction: ManagedTransaction) -> int:
        return len(list(transaction.run(query.cypher or "", bound)))

    with driver.session() as session:
        return session.execute_read(work)
