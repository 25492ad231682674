"""The program of a worker that asks Neo4j: ``python -m graph.cypher.worker FD LIMITS``."""

from graph.cypher.engine import Engine
from graph.cypher.jobs import Job
from graph.stores.neo4j.access import Access
from graph.workers.limits import Limits
from graph.workers.serving import run
from graph.workers.sink import Written


class Answerer:
    """Connects when the first job asks for it, and stays connected until one asks for another server or user."""

    def __init__(self) -> None:
        self._engine: Engine | None = None

    def answer(self, asked: bytes, limits: Limits) -> Written:
        """Answer a job."""
        job = Job.from_json(asked)
        return self._opened(job.access).answer(job, limits)

    def _opened(self, access: Access) -> Engine:
        if self._engine is None or self._engine.access != access:
            if self._engine is not None:
                self._engine.close()
            self._engine = Engine(access)
        return self._engine


if __name__ == "__main__":
    run(Answerer)
