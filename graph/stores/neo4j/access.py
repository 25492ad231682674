"""Which Neo4j, and as whom: from the settings, or of the server that ``tidu neo4j start`` runs in the data folder."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from graph import neo4j_server
from graph.settings import Settings
from ontology.errors import StoreError

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
BOLT = 7687


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
    local = neo4j_server.running(settings.data)
    uri = configured(settings) or (local and local.bolt_uri)
    if not uri:
        raise StoreError("no Neo4j is named: run `tidu neo4j start`, or set TIDU_NEO4J_URI")
    return login(uri, settings)


def login(uri: str, settings: Settings) -> Access:
    """The login for an address; of the local server its own password, where the settings give none.

    Raises StoreError for an address that is none, or that holds a password: others see addresses.
    """
    _check(uri)
    password = settings.neo4j_password.get_secret_value()
    local = neo4j_server.running(settings.data)
    if not password and local and _place(local.bolt_uri) == _place(uri):
        password = neo4j_server.password(settings.data)
    return Access(uri, settings.neo4j_user, password, settings.neo4j_database or None)


def _check(uri: str) -> None:
    scheme, _, rest = uri.partition("://")
    try:
        parts = urlsplit(uri)
        is_address = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        is_address = False
    if "@" in rest:
        raise StoreError("put user and password in TIDU_NEO4J_USER and TIDU_NEO4J_PASSWORD, not in the address")
    if scheme not in SCHEMES or not is_address:
        raise StoreError(f"{uri!r} is no address of a Neo4j; accepted: {', '.join(f'{s}://HOST' for s in SCHEMES)}")


def _place(uri: str) -> tuple[str | None, int]:
    """Host and port; the names of this machine are one."""
    parts = urlsplit(uri)
    host = "127.0.0.1" if parts.hostname in ("localhost", "::1") else parts.hostname
    return host, parts.port or BOLT
