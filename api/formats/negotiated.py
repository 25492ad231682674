"""Which format a client gets: ``format=`` wins over Accept; JSON where nothing is said."""

from collections.abc import Sequence
from functools import lru_cache
from http import HTTPStatus

from fastapi import Request
from starlette.exceptions import HTTPException

from api.formats import Format
from api.negotiation import best


class NotAcceptable(HTTPException):
    """Nothing of what is accepted can be given; ``accepted`` are the media types that can."""

    def __init__(self, accepted: Sequence[str]) -> None:
        detail = f"nothing of what is accepted can be given; there is: {', '.join(accepted)}"
        super().__init__(HTTPStatus.NOT_ACCEPTABLE, detail, {"Vary": "Accept"})
        self.accepted = list(accepted)


def negotiated(request: Request, offered: tuple[Format, ...]) -> Format:
    """The format of ``offered`` for a request; raises NotAcceptable."""
    asked = request.query_params.get("format")
    for form in offered if asked else ():
        if form.name == asked:
            return form
    headers = request.headers.getlist("accept")
    return _best(",".join(headers), offered) if headers else offered[0]


@lru_cache(maxsize=64)
def _best(header: str, offered: tuple[Format, ...]) -> Format:
    """Standard types come first; where several are liked alike, it is the first format."""
    types = {form.media_types[0]: form for form in offered}
    types |= {name: form for form in offered for name in form.media_types}
    found = best(header, list(types))
    if found is None:
        raise NotAcceptable([form.media_types[0] for form in offered])
    return types[found]
