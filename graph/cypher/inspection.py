r"""What a stranger's Cypher asks for, found out before Neo4j sees it: only a plain reading query is let through.

It is decided on the tokens, by position: wherever a clause can begin, the word that stands there must be one that
reads (graph/cypher/inspection_words.py), every procedure and function must be on a list (graph/cypher/allowed.py),
and the words that begin what writes or administers are refused wherever they are not surely names. Syntax errors that
hide nothing are left to Neo4j, which says them well. Linear in the length of the text, without recursion.
"""

from graph.cypher.inspection_text import replaced
from graph.cypher.inspection_walk import Walk
from ontology.errors import InvalidQuery

MAX_LENGTH = 100_000  # characters


def inspect(text: str) -> str:
    """The text to send to Neo4j: escapes replaced, without a semicolon at its end; raises InvalidQuery."""
    if len(text) > MAX_LENGTH:
        raise InvalidQuery(f"the query has more than {MAX_LENGTH} characters; put data into parameters")
    text = replaced(text)
    return text[: Walk(text).walk()]
