"""The names of the ontology as Cypher's conventions write them."""

import re
from functools import cache

_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@cache
def relationship_type(name: str) -> str:
    """A property's name as the type of a relationship.

    >>> relationship_type("appliesToObject")
    'APPLIES_TO_OBJECT'
    """
    return _WORD_START.sub("_", name).upper()
