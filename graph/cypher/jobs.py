"""What a worker is asked: one Cypher query, of which Neo4j as whom, and how its answer is written."""

import json
from dataclasses import asdict, dataclass, field

from graph.stores.neo4j.access import Access
from graph.workers.messages import Program

PROGRAM = Program("graph.cypher.worker", "TIDU_CYPHER")


@dataclass(frozen=True, slots=True)
class Job:
    """A query. ``id`` marks its transaction in Neo4j; ``seconds`` and ``rows`` are the most that it may take and give.

    ``form`` is the name of the answer's format.
    """

    id: str
    access: Access
    text: str
    parameters: dict[str, object] = field(repr=False)
    form: str
    seconds: float
    rows: int
    gzip: bool = False

    def to_json(self) -> bytes:
        """As sent to the worker."""
        parts = [
            self.id, asdict(self.access), self.text, self.parameters, self.form, self.seconds, self.rows, self.gzip,
        ]  # fmt: skip
        return json.dumps(parts, ensure_ascii=False).encode(errors="surrogatepass")

    @classmethod
    def from_json(cls, data: bytes) -> "Job":
        """As the worker reads it."""
        name, access, *rest = json.loads(data.decode(errors="surrogatepass"))
        return cls(name, Access(**access), *rest)
