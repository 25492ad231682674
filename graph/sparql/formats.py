"""The formats of answers: their names, media types, and how the W3C's registry of formats calls them."""

from collections.abc import Iterable
from dataclasses import dataclass

W3C = "http://www.w3.org/ns/formats/"


@dataclass(frozen=True, slots=True)
class Format:
    """A serialisation, and the media types that ask for it, the standard's own first."""

    name: str
    iri: str
    media_types: tuple[str, ...]


RESULTS = (
    Format("json", W3C + "SPARQL_Results_JSON", ("application/sparql-results+json", "application/json", "text/json")),
    Format("xml", W3C + "SPARQL_Results_XML", ("application/sparql-results+xml", "application/xml", "text/xml")),
    Format("csv", W3C + "SPARQL_Results_CSV", ("text/csv",)),
    Format("tsv", W3C + "SPARQL_Results_TSV", ("text/tab-separated-values",)),
)
TURTLE = Format("turtle", W3C + "Turtle", ("text/turtle", "application/x-turtle"))
N_TRIPLES = Format("n-triples", W3C + "N-Triples", ("application/n-triples", "text/plain"))
RDF_XML = Format("rdf-xml", W3C + "RDF_XML", ("application/rdf+xml", "application/xml", "text/xml"))
N_QUADS = Format("n-quads", W3C + "N-Quads", ("application/n-quads", "text/x-nquads"))
TRIG = Format("trig", W3C + "TriG", ("application/trig", "application/x-trig"))
JSON_LD = Format("json-ld", W3C + "JSON-LD", ("application/ld+json", "application/json"))

GRAPHS = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML, N_QUADS, TRIG)
"""What one graph can be written in, the first being the default."""

DATASETS = (N_QUADS, TRIG, JSON_LD)
"""What several named graphs can be written in."""

FORMATS = {form.name: form for form in (*RESULTS, *GRAPHS)}

PREFIXES = {
    "tidu": "https://w3id.org/tidu/ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/",
}
"""Short names that graphs are written with, where their format has such."""


def standard_types(formats: Iterable[Format]) -> str:
    """The standards' own media types, as errors list them."""
    return ", ".join(form.media_types[0] for form in formats)
