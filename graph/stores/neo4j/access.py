"""Which Neo4j, and as whom: from the settings, or of the server that ``tidu neo4j start`` runs in the data folder."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from graph import neo4j_server
from graph.settings import Settings
from ontology.errors import StoreError

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
BOLT = 7687
ACCEPTED = ", ".join(f"{scheme}://HOST" for scheme in SCHEMES)
NAMED = "(TIDU_NEO4J_URI, or the store)"
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Access:
    """An address and a login; ``database`` None is the server's default."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str | None = None


def is_neo4j(url: str) -> bool:
    """Whether a URL names a Neo4j."""
    return url.partition(":")[0] in SCHEMES


def configured(settings: Settings) -> str | None:
    """The URL of the Neo4j that the settings name, as store or beside it; None without one."""
    return settings.store if is_neo4j(settings.store) else settings.neo4j_uri or None


def access_of(settings: Settings) -> Access:
    """The Neo4j that the settings name, else the local server; raises StoreError where there is neither."""
    uri = configured(settings)
    if uri:
        return login(uri, settings)
    local = neo4j_server.running(settings.data)
    if not local and (words := neo4j_server.died(settings.data)):
        raise StoreError(f"Neo4j has died: {words}; run `tidu neo4j start`")
    if not local:
        raise StoreError("no Neo4j is named: run `tidu neo4j start`, or set TIDU_NEO4J_URI")
    return login(local.bolt_uri, settings)


def login(uri: str, settings: Settings) -> Access:
    """The login for an address; of the local server its own password, where the settings give none.

    Raises StoreError for an address that is none, or that holds a password: others see addresses.
    """
    _check(uri)
    password = settings.neo4j_password.get_secret_value() or _local_password(uri, settings.data)
    return Access(uri, settings.neo4j_user, password, settings.neo4j_database or None)


def _local_password(uri: str, data: Path) -> str:
    """The password of the local server, if the address is its own; else none. Only then is its folder looked at."""
    port = loopback_port(uri)
    local = neo4j_server.running(data) if port else None
    return neo4j_server.password(data) if local and local.bolt_port == port else ""


def loopback_port(uri: str) -> int | None:
    """The port of an address on this machine; None for another machine's, and for what is no address."""
    try:
        parts = urlsplit(uri)
        port = parts.port or BOLT
    except ValueError:  # whoever asks is told that it is no address
        return None
    return port if parts.hostname in LOOPBACK else None


def _check(uri: str) -> None:
    scheme = uri.partition("://")[0]
    try:
        parts = urlsplit(uri)
        is_address = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        is_address = False
    if "@" in uri:
        raise StoreError("put user and password in TIDU_NEO4J_USER and TIDU_NEO4J_PASSWORD, not in the address")
    if scheme not in SCHEMES or not is_address:
        raise StoreError(f"{uri!r} {NAMED} is no address of a Neo4j; accepted: {ACCEPTED}")
    if parts.path.strip("/") or parts.query:
        raise StoreError(f"the address {NAMED} has more than host and port; TIDU_NEO4J_DATABASE names a database")
