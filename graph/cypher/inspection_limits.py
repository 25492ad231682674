"""How deep and how long a query may be: far below where Neo4j's recursion overflows its stack.

That matters more than elsewhere: a Neo4j 5.26 whose stack overflows sends no answer at all, and the connection hangs.
Measured on 5.26.30 with the stack that the JVM gives by default (1 MiB), by EXPLAIN (on a busy machine: take
the times as pessimistic):

============================================  ======================  ==========
kind                                          breaks, or takes 10 s   bounded by
============================================  ======================  ==========
``EXISTS { MATCH (n) WHERE EXISTS {…``        15 (10: 0.6 s)          subquery
``CALL { CALL {…``                            100 (50: 6 s)           subquery
``{a: {a:…``, ``CASE WHEN true THEN CASE…``   100 to 200              bracket
``abs(abs(…``                                 100 to 200              bracket
``(((…``, ``[[[…``, ``NOT NOT…``, ``:!!!A``   200 to 400              bracket
``$a[0][0]…``, ``$a[0].b[0].b…``              200 (50: 0.3 s)         bracket
``:(((A)))``                                  400 to 1,000            bracket
``1+1+1…``; ``'a'+'a'…``, ``n.x + n.x…``      1,000; 100 to 200       bracket
``n.a.a.a…``                                  100 to 200              bracket
``true XOR true…``                            100 (12: 0.3 s)         subquery
``:A&B&C…``, ``:A:B:C…``; ``:(A|B)&(C|D)…``   196 (40: 3.5 s); 20     subquery
``WHERE n:A AND n:B…``                        (20: 0.6 s, 50: 7 s)    labels
``n.x = 1 OR n.y = 2 OR…``                    400 (100: 1.6 s)        logical
``CASE x WHEN 1, 2 THEN CASE x WHEN…``        28: all copied          tokens
``[n.a, n.b, n.c…``                           2,500 (370: 3 s)        tokens
``RETURN n.a, n.b…``                          (1,665: 8 s)            items
``UNION RETURN 1 AS x…``                      200 (50: 1.4 s)         clauses
``MATCH (a), (b), (c)…``                      300 (100: 1.2 s)        nodes
``MATCH (a)-->() MATCH (a)-->()…``            50 (20: 2.4 s)          relationships
``(a)-->()-->()-->()…``                       25 (16: 4 s)            relationships
============================================  ======================  ==========
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod

from graph.cypher.inspection_cursor import Role
from graph.cypher.inspection_words import BEGINNING, CHAINING, LOGICAL, NESTING, SUBQUERIES
from graph.cypher.tokens import Kind, Token

MAX_TOKENS = 1_000
MAX_CLAUSES = 50
MAX_RELATIONSHIPS = 14  # in patterns: planning their joins takes the time
MAX_JOINED = 10  # of them up to a WITH or RETURN: Neo4j plans these together
MAX_NODES = 30  # likewise
MAX_LABELS = 24
MAX_ITEMS = 50  # of RETURN, WITH and the like
MAX_LOGICAL = 50
MAX_WEIGHT = 200  # of what is open at once: each bracket, and each operator since the last comma or clause
BRACKET = 4
SUBQUERY = 19

Excess = tuple[str, Token]  # why, and where
Roles = Mapping[int, Role]

_LIMITS = (
    (Role.NODE, MAX_NODES, "nodes in its patterns"),
    (Role.LABEL, MAX_LABELS, "labels and types"),
    (Role.ITEM_ENDS, MAX_ITEMS, "commas between the items of its clauses"),
)
_OPENING = frozenset("([{")
_CLOSING = frozenset(")]}")
_ARITHMETIC = frozenset(["+", "-", "*", "/", "%", "^", "||"])
_TOO_DEEP = "the query is nested too deep, or has too long a chain of operators"


def too_many(tokens: Sequence[Token]) -> Excess | None:
    """Why there is too much for Neo4j, and where; None if there is not."""
    if len(tokens) > MAX_TOKENS:
        return f"the query has more than {MAX_TOKENS} words and signs; put data into parameters", tokens[MAX_TOKENS]
    clauses = [token for token in tokens if token.keyword in BEGINNING or token.keyword == "UNION"]
    if len(clauses) > MAX_CLAUSES:
        return f"the query has more than {MAX_CLAUSES} clauses", clauses[MAX_CLAUSES]
    hops = [token for token, after in pairwise(tokens) if token.text == "-" and after.text in ("-", "[")]
    if len(hops) > MAX_RELATIONSHIPS:
        return f"the query has more than {MAX_RELATIONSHIPS} relationships in its patterns", hops[MAX_RELATIONSHIPS]
    joined = [token for token in tokens if token.keyword in LOGICAL]
    if len(joined) > MAX_LOGICAL:
        return f"the query has more than {MAX_LOGICAL} AND, OR and XOR; use IN", joined[MAX_LOGICAL]
    return None


def too_many_parts(tokens: Sequence[Token], roles: Roles) -> Excess | None:
    """Likewise of the parts that the walk has found."""
    for role, limit, parts in _LIMITS:
        found = [index for index, one in roles.items() if one == role]
        if len(found) > limit:
            return f"the query has more than {limit} {parts}", tokens[found[limit]]
    return None


def too_many_joins(tokens: Sequence[Token], roles: Roles) -> Excess | None:
    """Likewise of the relationships that are planned together."""
    joined = 0
    for index, (token, after) in enumerate(pairwise(tokens)):
        if roles.get(index) == Role.CLAUSE and token.keyword in ("WITH", "RETURN"):
            joined = 0
        joined += token.text == "-" and after.text in ("-", "[")
        if joined > MAX_JOINED:
            return f"the query has more than {MAX_JOINED} relationships in its patterns without a WITH between", token
    return None


def too_long_cases(tokens: Sequence[Token], roles: Roles) -> Excess | None:
    """Likewise of CASEs: Neo4j repeats what is in one for each of several values after a WHEN, the CASEs in it too."""
    around: list[list[int]] = [[]]  # in each bracket, how often each CASE that is open is repeated
    size = 0
    for index, token in enumerate(tokens):
        role = roles.get(index)
        if role == Role.CASE:
            around[-1].append(1)
        elif role == Role.CASE_END:
            around[-1].pop()
        elif token.kind == Kind.PUNCTUATION and token.text in _OPENING:
            around.append([])
        elif token.kind == Kind.PUNCTUATION and token.text in _CLOSING:
            around.pop()
        elif token.text == "," and around[-1]:
            around[-1][-1] += 1
        size += prod(times for cases in around for times in cases)
        if size > MAX_TOKENS:
            return "the query has too many values in its CASEs; use IN", token
    return None


@dataclass(slots=True)
class _Open:
    """A bracket that is open, with the weight that its end leaves behind."""

    base: int = 0
    left: int = 0
    cases: int = 0


def too_deep(tokens: Sequence[Token], roles: Roles) -> Excess | None:
    """Likewise of what is nested or chained; what a token is, the walk has found."""
    around = [_Open()]
    weight = 0
    for index, token in enumerate(tokens):
        role, inside = roles.get(index), around[-1]
        inside.cases += (role == Role.CASE) - (role == Role.CASE_END)
        if token.kind == Kind.PUNCTUATION and token.text in _OPENING:
            within = weight + (SUBQUERY if _is_subquery(tokens, index) else BRACKET)
            around.append(_Open(within, within if role == Role.SUBSCRIPT else weight))
            weight = within
        elif token.kind == Kind.PUNCTUATION and token.text in _CLOSING:
            weight = around.pop().left
        elif role == Role.CLAUSE or (token.text == "," and not inside.cases):
            weight = inside.base
        else:
            weight += SUBQUERY if role == Role.ANOTHER_LABEL else _weight(tokens, index)
        if weight > MAX_WEIGHT:
            return _TOO_DEEP, token
    return None


def _is_subquery(tokens: Sequence[Token], index: int) -> bool:
    before = tokens[index - 1].keyword if index else ""
    first = tokens[index + 1].keyword if index + 1 < len(tokens) else ""
    return tokens[index].text == "{" and (before in SUBQUERIES or before == "CALL" or first in BEGINNING)


def _weight(tokens: Sequence[Token], index: int) -> int:
    token = tokens[index]
    if token.text == ".":  # one property of a name costs nothing, further ones nest; `{` and `,`: a map projection
        ended = index > 0 and tokens[index - 1].text in _CLOSING
        return BRACKET if ended or (index > 1 and tokens[index - 2].text == ".") else 0
    if token.keyword in NESTING or token.text == "!":
        return BRACKET
    if token.keyword == "XOR":
        return SUBQUERY
    if token.text in _ARITHMETIC:
        return BRACKET
    return int(token.kind == Kind.PUNCTUATION or token.keyword in CHAINING)
