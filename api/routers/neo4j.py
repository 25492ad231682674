"""``/neo4j``: the guide and the style that Neo4j Browser, itself a page of another server, fetches from here."""

from importlib.resources import files

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from api.desk import Desk
from api.guide import code, examples, question_slides
from api.language import LANGUAGES, negotiated
from api.sparql.addresses import address, options

METHODS = ("GET", "HEAD", "OPTIONS")
STYLES = {"zh": "tidu.grass", "en": "tidu.en.grass"}


def router(desk: Desk) -> APIRouter:
    """Routes of the two; none of them is part of the API."""
    routes = APIRouter(prefix="/neo4j", include_in_schema=False)
    templates = Environment(
        loader=PackageLoader("api", "pages"), autoescape=select_autoescape(["html"]), undefined=StrictUndefined
    )
    templates.filters["code"] = code

    @routes.options("/guide")
    @routes.options("/style.grass")
    def asked_first() -> Response:  # Browser sends headers that make a web browser ask whether it may
        return options(METHODS)

    @routes.get("/guide")
    def guide(request: Request) -> Response:
        language = negotiated(request)
        slides = question_slides(desk.editions.current().names, language)
        root = address(request).removesuffix("/guide")
        other = next(each for each in LANGUAGES if each != language)
        text = templates.get_template("neo4j/guide.html").render(
            lang=language, root=root, other=other, examples=examples(language), questions=slides
        )
        return HTMLResponse(text, headers=_headers(language))

    @routes.get("/style.grass")
    def style(request: Request) -> Response:
        language = negotiated(request)
        text = (files("ontology") / "generated" / STYLES[language]).read_text(encoding="utf-8")
        return PlainTextResponse(text, headers=_headers(language))

    return routes


def _headers(language: str) -> dict[str, str]:
    """Both are in the language that was negotiated."""
    return {"Content-Language": language, "Vary": "Accept-Language", "Cache-Control": "no-cache"}
