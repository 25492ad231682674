"""How deep and how long a query may be: far below where Neo4j's recursion overflows its stack.

That matters more than elsewhere: a Neo4j 5.26 whose stack overflows sends no answer at all, and the connection hangs.
Measured on 5.26.30 with the stack that the JVM gives by default (1 MiB), by EXPLAIN (on a busy machine: take
the times as pessimistic):

============================================  ======================  ==========
kind                                          breaks, or takes 10 s   weight
============================================  ======================  ==========
``EXISTS { MATCH (n) WHERE EXISTS {…``        15 (10: 0.6 s)          subquery
``CALL { CALL {…``                            100 (50: 6 s)           subquery
``{a: {a:…``, ``CASE WHEN true THEN CASE…``   100 to 200              bracket
``abs(abs(…``                                 100 to 200              bracket
``(((…``, ``[[[…``, ``NOT NOT…``, ``:!!!A``   200 to 400              bracket
``:(((A)))``                                  400 to 1,000            bracket
``1+1+1…``; ``'a'+'a'…``                      1,000; 100 to 200       2 operators
``true AND true…``                            1,000 (400: 1.3 s)      operator
``n.a.a.a…``                                  100 to 200              bracket
``n.x = 1 OR n.y = 2 OR…``                    400 (100: 1.6 s)        operator
``UNION RETURN 1 AS x…``                      200 (50: 1.4 s)         clause
``MATCH (a)-->() MATCH (a)-->()…``            50 (20: 2.4 s)          relationship
``(a)-->()-->()-->()…``                       25 (16: 4 s)            relationship
============================================  ======================  ==========
"""

from collections.abc import Sequence
from itertools import pairwise

from graph.cypher.inspection_words import BEGINNING, CHAINING, NESTING, SUBQUERIES
from graph.cypher.tokens import Kind, Token

MAX_TOKENS = 10_000
MAX_CLAUSES = 50
MAX_RELATIONSHIPS = 20  # in patterns: planning their joins takes the time
MAX_WEIGHT = 200  # of what is open at once: each bracket, and each operator since the last comma or clause
BRACKET = 4
SUBQUERY = 19

_OPENING = frozenset("([{")
_CLOSING = frozenset(")]}")
_ARITHMETIC = frozenset(["+", "-", "*", "/", "%", "^", "||"])
_TOO_DEEP = "the query is nested too deep, or has too long a chain of operators"


def excess(tokens: Sequence[Token]) -> tuple[str, Token] | None:
    """Why there is too much for Neo4j, and where; None if there is not."""
    if len(tokens) > MAX_TOKENS:
        return f"the query has more than {MAX_TOKENS} words and signs; put data into parameters", tokens[MAX_TOKENS]
    clauses = [token for token in tokens if token.keyword in BEGINNING or token.keyword == "UNION"]
    if len(clauses) > MAX_CLAUSES:
        return f"the query has more than {MAX_CLAUSES} clauses", clauses[MAX_CLAUSES]
    hops = [token for token, after in pairwise(tokens) if token.text == "-" and after.text in ("-", "[")]
    if len(hops) > MAX_RELATIONSHIPS:
        return f"the query has more than {MAX_RELATIONSHIPS} relationships in its patterns", hops[MAX_RELATIONSHIPS]
    return _too_deep(tokens)


def _too_deep(tokens: Sequence[Token]) -> tuple[str, Token] | None:
    around: list[tuple[int, int]] = []  # the weight and the base outside each bracket that is open
    base = weight = 0
    for index, token in enumerate(tokens):
        if token.kind == Kind.PUNCTUATION and token.text in _OPENING:
            around.append((weight, base))
            base = weight = weight + (SUBQUERY if _is_subquery(tokens, index) else BRACKET)
        elif token.kind == Kind.PUNCTUATION and token.text in _CLOSING:
            weight, base = around.pop() if around else (0, 0)
        elif token.text == "," or token.keyword in BEGINNING:
            weight = base
        else:
            weight += _weight(tokens, index)
        if weight > MAX_WEIGHT:
            return _TOO_DEEP, token
    return None


def _is_subquery(tokens: Sequence[Token], index: int) -> bool:
    before = tokens[index - 1].keyword if index else ""
    first = tokens[index + 1].keyword if index + 1 < len(tokens) else ""
    return tokens[index].text == "{" and (before in SUBQUERIES or before == "CALL" or first in BEGINNING)


def _weight(tokens: Sequence[Token], index: int) -> int:
    token = tokens[index]
    if token.text == ".":  # one property costs nothing, those of properties nest
        return BRACKET if index > 1 and tokens[index - 2].text == "." else 0
    if token.keyword in NESTING or token.text == "!":
        return BRACKET
    if token.text in _ARITHMETIC:
        return 2
    return int(token.kind == Kind.PUNCTUATION or token.keyword in CHAINING)
