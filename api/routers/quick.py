"""Routes that are passed over quickly: the catalogue has many, and each request looks at them in turn."""

from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope


class QuickRoute(APIRoute):
    """A route that compares the beginning of the path before it takes the path apart."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As for any route."""
        if not scope.get("root_path") and not scope["path"].startswith(self.path.partition("{")[0]):
            return Match.NONE, {}
        return super().matches(scope)
