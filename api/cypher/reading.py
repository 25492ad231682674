"""A request to ``/cypher``: its body as it came, which a worker reads."""

from http import HTTPStatus

from fastapi import Request
from starlette.exceptions import HTTPException

from api.sparql import reading

JSON = "application/json"


class Bodies(reading.Bodies):
    """Bodies of requests to ``/cypher``: smaller than others, for a small one becomes many objects."""

    def _too_large(self) -> HTTPException:
        detail = f"the body has more than {self._largest} bytes (TIDU_CYPHER_SIZE)"
        return HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail, {"Connection": "close"})

    async def json(self, request: Request) -> bytes:
        """The body, said to be JSON; raises QueryBusy, or HTTPException with 413 or 415."""
        reading.content_type(request, (JSON,))
        return await self.body(request)
