"""The program of a worker that answers SPARQL: ``python -m graph.sparql.worker FD LIMITS``."""

from graph.sparql.engine import Engine
from graph.sparql.jobs import Job
from graph.sparql.offline import refuse_sockets
from graph.workers.limits import Limits
from graph.workers.serving import run
from graph.workers.sink import Written


class Answerer:
    """Opens a store when the first job asks for it, and keeps it until one asks for another."""

    def __init__(self) -> None:
        self._engine: tuple[str, Engine] | None = None

    def answer(self, asked: bytes, limits: Limits) -> Written:
        """Answer a job."""
        job = Job.from_json(asked)
        return self._opened(job.store).answer(job, limits.result)

    def _opened(self, store: str) -> Engine:
        if self._engine is None or self._engine[0] != store:
            self._engine = None
            self._engine = store, Engine(store)
        return self._engine[1]


if __name__ == "__main__":
    refuse_sockets()
    run(Answerer)
