"""Stores by URL: ``oxigraph:PATH`` keeps a build in a folder, ``memory:`` in the process."""

from collections.abc import Callable

from graph.store import Store
from graph.stores.oxigraph import OxigraphStore
from ontology.errors import StoreError

STORES: dict[str, Callable[[str], Store]] = {
    "oxigraph": OxigraphStore,
    "memory": lambda _: OxigraphStore(None),
}


def open_store(url: str) -> Store:
    """The store at ``url``; raises StoreError for a scheme that no store has."""
    scheme, colon, rest = url.partition(":")
    if not colon or scheme not in STORES:
        raise StoreError(f"no store has the URL {url!r}; accepted: oxigraph:PATH, memory:")
    if scheme != "memory" and not rest:
        raise StoreError(f"the store URL {url!r} lacks its path")
    if scheme == "memory" and rest:
        raise StoreError(f"the store URL {url!r} has a path, which memory: does not take")
    return STORES[scheme](rest)
