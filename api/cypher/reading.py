"""A request to ``/cypher``: its body as it came, which a worker reads."""

from fastapi import Request

from api.sparql.reading import Bodies, content_type

JSON = "application/json"


async def json_body(request: Request, bodies: Bodies) -> bytes:
    """The body, said to be JSON; raises QueryBusy, or HTTPException with 413 or 415."""
    content_type(request, (JSON,))
    return await bodies.body(request)
