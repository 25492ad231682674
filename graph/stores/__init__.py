"""Stores by URL: ``oxigraph:PATH`` keeps a build in a folder, ``memory:`` in the process, ``neo4j://…`` in a server."""

from collections.abc import Callable

from graph.settings import Settings
from graph.store import Store
from graph.stores.neo4j.access import SCHEMES, login
from graph.stores.oxigraph import OxigraphStore
from ontology.errors import StoreError

Open = Callable[[str, Settings], Store]


def _neo4j(url: str, settings: Settings) -> Store:
    from graph.stores.neo4j.store import Neo4jStore  # noqa: PLC0415 # others do not pay for the driver: 0.4 s

    return Neo4jStore(login(url, settings))


def _in_folder(url: str, _: Settings) -> Store:
    path = url.partition(":")[2]
    if not path:
        raise StoreError(f"the store URL {url!r} lacks its path")
    return OxigraphStore(path)


def _in_memory(url: str, _: Settings) -> Store:
    if url != "memory:":
        raise StoreError(f"the store URL {url!r} has a path, which memory: does not take")
    return OxigraphStore(None)


STORES: dict[str, Open] = {"oxigraph": _in_folder, "memory": _in_memory, **dict.fromkeys(SCHEMES, _neo4j)}


def open_store(url: str, settings: Settings | None = None) -> Store:
    """The store at ``url``; ``settings`` hold the logins of servers (None: the defaults, not the environment).

    Raises StoreError for a scheme that no store has.
    """
    scheme, colon, _ = url.partition(":")
    if not colon or scheme not in STORES:
        accepted = "oxigraph:PATH, memory:, neo4j://HOST:PORT, bolt://HOST:PORT (with +s or +ssc for TLS)"
        raise StoreError(f"no store has the URL {url!r}; accepted: {accepted}")
    return STORES[scheme](url, settings or Settings.model_construct())
