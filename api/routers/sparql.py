"""``/sparql``: the SPARQL 1.1 Protocol over the build in service, for anyone's queries."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api.desk import Desk
from api.negotiation import best
from api.sparql.addresses import address, options
from api.sparql.endpoint import Endpoint, choose
from api.sparql.reading import Bodies
from graph.sparql.formats import GRAPHS, RESULTS
from graph.sparql.jobs import Job
from ontology.errors import InvalidQuery

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
CONSOLE = "/#sparql"


def router(desk: Desk, endpoint: Endpoint, bodies: Bodies) -> APIRouter:
    """The route of the protocol."""
    routes = APIRouter(include_in_schema=False)

    async def sparql(request: Request) -> Response:
        if request.method == "OPTIONS":
            return options(METHODS)
        asked = await bodies.asked(request)
        if asked.text is None:
            if asked.dataset:
                raise InvalidQuery("the request names graphs and has no query; send it as the parameter `query`")
            return await _described(request, desk)
        chosen = choose(request, RESULTS, GRAPHS)
        edition = await desk.current()
        return await endpoint.answer(
            request, edition, Job(edition.path, asked.text, address(request), asked.dataset), chosen
        )

    # a plain route: there is nothing in it for FastAPI to read or check, which takes as long as a short query
    routes.add_route("/sparql", sparql, methods=METHODS)
    return routes


async def _described(request: Request, desk: Desk) -> Response:
    """The service description; a browser is led to the form."""
    from graph.sparql.description import description  # noqa: PLC0415 # loads the engine, which only workers need else

    header = ",".join(request.headers.getlist("accept"))
    types = [media_type for form in GRAPHS for media_type in form.media_types]
    if best(header, [*types, "text/html"]) == "text/html":
        return Response(status_code=HTTPStatus.SEE_OTHER, headers={"Location": CONSOLE, "Vary": "Accept"})
    form, media_type = choose(request, (), GRAPHS).graph
    edition = await desk.current()
    content = await run_in_threadpool(lambda: description(address(request), edition.graphs, form.name))
    return Response(content, media_type=media_type, headers={"Vary": "Accept", "Cache-Control": "no-cache"})
