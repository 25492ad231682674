"""The formats of answers to Cypher: their names, and the media types that ask for them, the default first."""

from collections.abc import Mapping
from types import MappingProxyType

FORMATS: Mapping[str, str] = MappingProxyType(
    {"json": "application/json", "csv": "text/csv", "graph": "application/vnd.tidu.graph+json"}
)
