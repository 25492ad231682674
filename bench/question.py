"""The question that is measured, as a path for the server and as SPARQL text for its peers."""

from graph.catalogue.definition import question
from graph.stores.oxigraph import bind
from ontology.identifiers import Ref

TIERS = ("leading", "rising", "catching-up", "emerging")


def path(tier: str) -> str:
    """The address of policies-by-tier for a tier."""
    return f"/api/v1/tiers/{tier}/policies"


def sparql(tier: str) -> str:
    """The text that the product runs for that address."""
    return bind(question("policies-by-tier").query, {"tier": [Ref(f"tier/{tier}")]})
