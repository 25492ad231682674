"""As whom Neo4j is asked: strangers' queries as the user for them, what ends them as Tidu's own."""

import re
from dataclasses import replace

from graph.settings import Settings
from graph.stores.neo4j.access import Access, configured, login
from ontology.errors import StoreError


def shown(uri: str) -> str:
    """An address as it may be shown: host and port, without a login or a token, which do not belong there."""
    scheme, colon, rest = uri.partition("://")
    return f"{scheme}{colon}{re.split('[/?#]', rest.rpartition('@')[2])[0]}"


def own(settings: Settings) -> Access:
    """Tidu's own login; raises StoreError where no Neo4j is named."""
    uri = configured(settings)
    if uri is None:
        raise StoreError("no Neo4j is named: set TIDU_NEO4J_URI")
    return login(uri, settings)


def strangers(settings: Settings) -> Access:
    """The login for strangers' queries: one of its own, if the settings have it."""
    access = own(settings)
    if not settings.cypher_user:
        return access
    return replace(access, user=settings.cypher_user, password=settings.cypher_password.get_secret_value())
