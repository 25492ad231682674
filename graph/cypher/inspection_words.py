"""The words of Cypher that the inspection knows, by what they do."""

# Words that begin a clause or a command that writes, administers, fetches or leaves the database, in Cypher 5 (rules
# `clause` and `command` of Neo4j 5.26's grammar) and Cypher 25; TRANSACTIONS makes a subquery commit by itself.
# As bare words these are refused wherever they are not surely a name, whatever the walk over the text makes of them.
_FORBIDDEN = """
CREATE INSERT MERGE SET REMOVE DELETE DETACH NODETACH FOREACH LOAD USE SHOW TERMINATE
ALTER DROP RENAME GRANT DENY REVOKE START STOP ENABLE DRYRUN DEALLOCATE REALLOCATE
TRANSACTIONS DEFINE
"""
FORBIDDEN = frozenset(_FORBIDDEN.split())

BEGINNING = frozenset(["MATCH", "OPTIONAL", "WITH", "RETURN", "UNWIND", "CALL"])  # a query or a subquery
EXPRESSING = frozenset(["WITH", "RETURN", "UNWIND", "SKIP", "OFFSET", "LIMIT"])  # clauses that an expression follows
CLAUSES = BEGINNING | EXPRESSING | {"ORDER", "UNION", "USING", "YIELD"}
INFIX = frozenset(["AND", "OR", "XOR", "IN", "CONTAINS", "WHEN", "THEN", "ELSE"])
CHAINING = INFIX | {"IS", "STARTS", "ENDS"}
LOGICAL = frozenset(["AND", "OR", "XOR"])
NESTING = frozenset(["NOT", "CASE"])
DIRECTIONS = frozenset(["ASC", "ASCENDING", "DESC", "DESCENDING"])
SUBQUERIES = frozenset(["EXISTS", "COUNT", "COLLECT"])
SELECTORS = frozenset(["ANY", "ALL", "SHORTEST", "PATH", "PATHS", "GROUP", "GROUPS"])
FORMS = frozenset(["NFC", "NFD", "NFKC", "NFKD"])
SIDES = frozenset(["BOTH", "LEADING", "TRAILING"])
INDEX_KINDS = frozenset(["TEXT", "RANGE", "POINT"])
MODES = {
    "REPEATABLE": (("ELEMENTS",), ("ELEMENT", "BINDINGS"), ("ELEMENT",)),
    "DIFFERENT": (("RELATIONSHIPS",), ("RELATIONSHIP", "BINDINGS"), ("RELATIONSHIP",)),
}
_TYPES = """
NOTHING NULL BOOL BOOLEAN VARCHAR STRING INT INTEGER SIGNED FLOAT DATE LOCAL ZONED TIME DATETIME TIMESTAMP
WITHOUT TIMEZONE ZONE DURATION POINT NODE VERTEX RELATIONSHIP EDGE MAP LIST ARRAY PATH PATHS PROPERTY VALUE ANY NOT
"""
TYPES = frozenset(_TYPES.split())

# Keywords that a bracket can follow without being called.
_BEFORE_BRACKETS = """
MATCH WHERE WITH RETURN UNWIND CALL BY SKIP OFFSET LIMIT DISTINCT AND OR XOR NOT IN CONTAINS IS CASE WHEN THEN ELSE
FROM BOTH LEADING TRAILING ELEMENT ELEMENTS BINDINGS RELATIONSHIP RELATIONSHIPS SHORTEST PATH PATHS GROUP GROUPS
"""
BEFORE_BRACKETS = frozenset(_BEFORE_BRACKETS.split())
