"""``/`` says what is in the graph and how to ask it; ``/docs`` lists every address.

Plain pages; the one script runs the SPARQL form of the first page in place, and the form works without it.
"""

from importlib.resources import files
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from api.desk import Desk
from api.headers import WITH_SCRIPT
from api.language import negotiated
from api.routers.questions import describe
from graph.catalogue.binding import bind_parameters
from graph.catalogue.definition import GROUPS, Question, catalogue, question
from graph.catalogue.functions import everything
from graph.catalogue.service import Page, answer_page
from graph.editions import Edition
from graph.names import Names
from graph.stores.oxigraph import bind
from ontology.errors import AmbiguousName, InvalidParameter, NoBuild, StoreError, UnknownName
from ontology.schema import schema

SHOWN = (
    "Region",
    "Tier",
    "Policy",
    "Measure",
    "Platform",
    "Facility",
    "Enterprise",
    "Indicator",
    "Technology",
    "Event",
)

STATIC = {"tidu.css": "text/css", "console.js": "text/javascript"}

FIRST_QUERY = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tidu: <https://w3id.org/tidu/ontology#>
SELECT ?tier ?region ?name WHERE {
  ?region tidu:inTier ?tier ; rdfs:label ?name .
  FILTER (lang(?name) = "LANGUAGE")
}
ORDER BY ?tier ?region"""


def router(desk: Desk) -> APIRouter:
    """Routes of the pages; none of them is part of the API."""
    routes = APIRouter(include_in_schema=False)
    templates = Environment(
        loader=PackageLoader("api", "pages"), autoescape=select_autoescape(["html"]), undefined=StrictUndefined
    )

    @routes.get("/")
    def home(request: Request) -> Response:
        language = negotiated(request)
        try:
            content = overview(desk.editions.current(), language)
        except (NoBuild, StoreError) as error:
            content = {"build": None, "reason": str(error)}
        return _page(templates, "home.html", language, content)

    @routes.get("/docs")
    def docs(request: Request) -> Response:
        return _page(templates, "docs.html", negotiated(request), {"api": request.app.openapi()})

    @routes.get("/static/{name}")
    def static(name: str) -> Response:
        if name not in STATIC:
            raise HTTPException(404)
        content = (files("api") / "pages" / name).read_bytes()
        return Response(content, media_type=STATIC[name], headers={"Cache-Control": "max-age=3600"})

    return routes


def _page(templates: Environment, name: str, language: str, content: dict[str, Any]) -> Response:
    text = templates.get_template(name).render(lang=language, **content)
    headers = {"Content-Language": language, "Vary": "Accept-Language"}
    if "console" in content:
        headers["Content-Security-Policy"] = WITH_SCRIPT
    return HTMLResponse(text, headers=headers)


def overview(edition: Edition, language: str) -> dict[str, Any]:
    """What the first page shows: how many things of each class, the tiers with their regions, documents, questions."""
    ask = {"language": language, "cap": 100_000}
    members = answer_page(edition, question("tier-members"), {}, Page(10_000), **ask)  # type: ignore[arg-type] # the types of two keywords
    tiers: dict[str, dict[str, Any]] = {}
    for row in members["rows"]:  # type: ignore[attr-defined] # rows of a page
        tier = tiers.setdefault(row["tier"]["id"], {**row["tier"], "regions": {}})
        tier["regions"][row["region"]["id"]] = row["region"]["label"]
    return {
        "build": edition.id,
        "counts": counts(edition, language),
        "tiers": list(tiers.values()),
        "documents": answer_page(edition, question("documents"), {}, Page(1000), **ask)["rows"],  # type: ignore[arg-type] # the same
        "groups": groups(language),
        "console": console(edition.names, language),
    }


def groups(language: str) -> list[dict[str, Any]]:
    """The questions and functions of each group, with the group's title."""
    return [
        {
            "label": getattr(title, language),
            "questions": [describe(each, language) for each in everything().values() if each.definition.group == name],
        }
        for name, title in GROUPS.items()
    ]


def console(names: Names, language: str) -> dict[str, Any]:
    """What the SPARQL form needs: a first query, the questions as examples, and which identifiers have an address."""
    return {
        "query": FIRST_QUERY.replace("LANGUAGE", language),
        "examples": [(getattr(q.definition.title, language), as_sparql(q, names)) for q in catalogue().values()],
        "segments": sorted(names.segments()),
    }


def as_sparql(question: Question, names: Names) -> str:
    """The question as a query that runs as it stands: required parameters hold their example, others nothing."""
    given = {p.name: [p.example] for p in question.definition.parameters if p.required}
    try:
        values = bind_parameters(question, given, names)
    except (InvalidParameter, UnknownName, AmbiguousName):
        values = {}  # a build of other documents need not have the example's thing
    return bind(question.query, {name: values.get(name, ()) for name in question.query.parameters}).strip()


def counts(edition: Edition, language: str) -> list[tuple[str, int]]:
    """How many claims and passages the build has, and how many things of the classes that people look for."""
    made = edition.opened.info.counts if edition.opened else {}
    claims = [(name, made[name.lower()]) for name in ("Statement", "Observation", "Passage") if name.lower() in made]
    things = [(name, len(edition.names.of_class(name))) for name in SHOWN]
    return [(schema().cls(name).label.get(language), count) for name, count in claims + things]
