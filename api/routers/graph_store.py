"""``/graph-store``: the reading half of the Graph Store HTTP Protocol over the build in service."""

import re
from contextlib import suppress
from urllib.parse import urljoin

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api.desk import Desk
from api.sparql.addresses import address, options
from api.sparql.endpoint import Endpoint, choose
from api.sparql.reading import fields
from graph.sparql.formats import DATASETS, GRAPHS
from graph.sparql.jobs import Dataset, Job
from ontology.errors import InvalidQuery, UnknownName

_TEXT, _ABSOLUTE = re.compile(r"[^\x00-\x20<>\"{}|\\^`]+"), re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")

METHODS = ("GET", "HEAD", "OPTIONS")


def router(desk: Desk, endpoint: Endpoint) -> APIRouter:
    """The route of the protocol."""
    routes = APIRouter(include_in_schema=False)

    async def graph_store(request: Request) -> Response:
        if request.method == "OPTIONS":
            return options(METHODS)
        name = named(request)
        edition = await desk.current()
        known = await run_in_threadpool(lambda: edition.graphs)
        chosen = choose(request, (), DATASETS if name is None else GRAPHS)
        if name and name not in known:
            raise UnknownName("graph", name, list(known))
        dataset = Dataset(named=known) if name is None else Dataset(default=(name,) if name else ())
        return await endpoint.answer(request, edition, Job(edition.path, None, address(request), dataset), chosen)

    routes.add_route("/graph-store", graph_store, methods=METHODS)
    return routes


def named(request: Request) -> str | None:
    """The graph that is asked for: its IRI, an empty text for the default graph, None for all by their names."""
    given = fields(request.scope["query_string"])
    if unknown := [name for name, _ in given if name not in ("graph", "default")]:
        raise InvalidQuery(f"{unknown[0][:100]!r} is not a parameter here; accepted: graph, default")
    graphs = [value for name, value in given if name == "graph"]
    defaults = [value for name, value in given if name == "default"]
    if len(graphs) + len(defaults) > 1 or "" in graphs:
        raise InvalidQuery("ask for one graph: `?graph=IRI`, or `?default`; without either all come, with their names")
    return absolute(address(request), graphs[0]) if graphs else ("" if defaults else None)


def absolute(base: str, given: str) -> str:
    """The IRI of a graph, resolved against the request's address; raises InvalidQuery for what is none."""
    with suppress(ValueError):
        if _TEXT.fullmatch(given) and _ABSOLUTE.match(iri := urljoin(base, given)):
            return iri
    raise InvalidQuery(f"{given!r} is no IRI of a graph")
