"""What a worker is asked: one Cypher query, of which Neo4j as whom, and how its answer is written."""

import json
from dataclasses import asdict, dataclass, field

from graph.stores.neo4j.access import Access
from graph.workers.messages import Program

PROGRAM = Program("graph.cypher.worker", "TIDU_CYPHER")


@dataclass(frozen=True, slots=True)
class Job:
    """A query. ``id`` marks its transaction in Neo4j; ``seconds`` and ``rows`` are the most that it may take and give.

    ``body`` is what a stranger sent, unread; ``form`` is the name of the answer's format.
    """

    id: str
    access: Access
    body: bytes = field(repr=False)
    form: str
    seconds: float
    rows: int
    gzip: bool = False

    def to_json(self) -> bytes:
        """As sent to the worker: a line of what is ours, then the body as it came."""
        parts = [self.id, asdict(self.access), self.form, self.seconds, self.rows, self.gzip]
        return json.dumps(parts).encode() + b"\n" + self.body

    @classmethod
    def from_json(cls, data: bytes) -> "Job":
        """As the worker reads it."""
        ours, _, body = data.partition(b"\n")
        name, access, *rest = json.loads(ours)
        return cls(name, Access(**access), body, *rest)
