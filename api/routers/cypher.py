"""``/cypher``: anyone's reading Cypher over the Neo4j that the settings name."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from api.cypher.door import Door, choose
from api.cypher.reading import JSON
from api.models import CYPHER_PROBLEMS, CypherGraph, CypherQuery, CypherRows
from api.sparql.addresses import options
from graph.cypher.formats import FORMATS

METHODS = ("POST", "OPTIONS")
OTHERS = ("OPTIONS", "GET", "HEAD", "PUT", "PATCH", "DELETE")
GRAPH = {"schema": {"$ref": f"#/components/schemas/{CypherGraph.__name__}"}}
ANSWERS: dict[int | str, dict[str, object]] = {
    200: {"content": {FORMATS["csv"]: {"schema": {"type": "string"}}, FORMATS["graph"]: GRAPH}},
    **CYPHER_PROBLEMS,
}
ASKED = {
    "requestBody": {"required": True, "content": {JSON: {"schema": CypherQuery.model_json_schema()}}},
    "parameters": [
        {
            "name": "format", "in": "query", "required": False, "description": "instead of Accept",
            "schema": {"type": "string", "enum": list(FORMATS)},
        }
    ],
}  # fmt: skip


def router(door: Door) -> APIRouter:
    """The route of Cypher."""
    routes = APIRouter(tags=["cypher"])

    @routes.post(
        "/cypher", summary="Ask Neo4j in Cypher", response_model=CypherRows | CypherGraph, responses=ANSWERS,
        openapi_extra=ASKED,
    )  # fmt: skip
    async def cypher(request: Request) -> Response:
        """Answer a query that reads, as rows (JSON, CSV) or as the graph of all things that occur in them."""
        door.check_open()
        form = choose(request)
        return await door.answer(request, form)

    async def others(request: Request) -> Response:
        if request.method == "OPTIONS":
            return options(METHODS)
        detail = 'queries are sent by POST, as JSON: {"query": "…", "parameters": {…}}'
        raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, detail, {"Allow": ", ".join(METHODS)})

    routes.add_route("/cypher", others, methods=OTHERS, include_in_schema=False)
    return routes
