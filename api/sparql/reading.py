"""A request of the SPARQL Protocol: the query's text and the dataset, from the address, a form or the body."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from graph.sparql.jobs import Dataset
from ontology.errors import InvalidQuery, QueryBusy

QUERY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 1000
SMALL = 2**16  # bytes of a body that is read without leaving the event loop
UPDATES = ("update", "using-graph-uri", "using-named-graph-uri")

Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks: ``text`` is None where it has no query."""

    text: str | None
    dataset: Dataset


class Bodies:
    """Reads bodies of at most ``largest`` bytes, and of ``total`` at once, so that many cannot fill the memory.

    ``setting`` is what the largest is set by, for who sends more.
    """

    def __init__(self, largest: int, total: int, setting: str) -> None:
        self._largest, self._total, self._setting, self._held = largest, total, setting, 0

    async def asked(self, request: Request) -> Asked:
        """Read a request; raises InvalidQuery, QueryBusy, or HTTPException with 413 or 415."""
        in_address = fields(request.scope["query_string"])
        if request.method != "POST":
            return _asked(in_address)
        if "content-type" not in request.headers and not await self.body(request):
            return _asked(in_address, required=True)
        kind = content_type(request, (QUERY, FORM))
        body = await self.body(request)
        read = _form if kind == FORM else _direct
        if len(body) <= SMALL:
            return read(in_address, body)
        return await run_in_threadpool(read, in_address, body)  # others are served meanwhile

    async def body(self, request: Request) -> bytes:
        """The whole body; raises QueryBusy, or HTTPException with 413."""
        if int(request.headers.get("content-length", "0")) > self._largest:
            raise self._too_large()
        parts: list[bytes] = []
        size = 0
        try:
            async for part in request.stream():
                size += len(part)
                self._held += len(part)
                if size > self._largest:
                    raise self._too_large()
                if size > SMALL and self._held > self._total:  # many small ones are bounded by their connections
                    raise QueryBusy(1)
                parts.append(part)
        finally:
            self._held -= size
        return b"".join(parts)

    def _too_large(self) -> HTTPException:
        detail = f"the body has more than {self._largest} bytes ({self._setting})"
        return HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail, {"Connection": "close"})


def _form(in_address: Fields, body: bytes) -> Asked:
    return _asked([*in_address, *fields(body)], required=True)


def _direct(in_address: Fields, body: bytes) -> Asked:
    return _asked([*in_address, ("query", decoded(body))], required=True)


def content_type(request: Request, accepted: Sequence[str]) -> str:
    """The body's media type; raises HTTPException where it is none of ``accepted``, or in another charset or packed."""
    media_type, *parameters = (part.strip() for part in request.headers.get("content-type", "").split(";"))
    charset = next((p[8:].strip('"').lower() for p in parameters if p.lower().startswith("charset=")), "utf-8")
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    wrong = None
    if media_type.lower() not in accepted:
        wrong = f"has the type {media_type[:100] or 'unknown'!r}; accepted: {' and '.join(accepted)}"
    elif charset not in ("utf-8", "utf8", "us-ascii"):
        wrong = f"has the charset {charset[:100]!r}; accepted: utf-8"
    elif encoding not in ("identity", ""):
        wrong = f"is encoded as {encoding[:100]!r}; accepted: identity"
    if wrong:
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"the body {wrong}", {"Accept": ", ".join(accepted)})
    return media_type.lower()


def decoded(data: bytes) -> str:
    """UTF-8 as text, without a mark at its start; raises InvalidQuery."""
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise InvalidQuery(f"byte {error.start} of the request is not UTF-8") from None


def fields(data: bytes) -> Fields:
    """The parameters of an address or form; raises InvalidQuery for what is not UTF-8, or too many."""
    try:
        return parse_qsl(decoded(data), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError as error:
        raise InvalidQuery(f"a parameter is not UTF-8: {error.reason}") from None
    except ValueError:
        raise InvalidQuery(f"the request has more than {MOST_FIELDS} parameters") from None


def _asked(fields: Fields, *, required: bool = False) -> Asked:
    """What the parameters say; those of others (``format``, ``timeout``) are not ours to judge."""
    refused = [name for name, _ in fields if name in UPDATES]
    if refused:
        raise InvalidQuery(f"{refused[0]}: this endpoint only reads")
    texts = _values(fields, "query")
    if len(texts) > 1:
        raise InvalidQuery("the request has several queries; send one")
    if required and not texts:
        raise InvalidQuery("the request has no query; send it as the parameter `query`")
    text = texts[0].removeprefix("\ufeff") if texts else None
    return Asked(text, Dataset(tuple(_values(fields, "default-graph-uri")), tuple(_values(fields, "named-graph-uri"))))


def _values(fields: Iterable[tuple[str, str]], name: str) -> list[str]:
    return [value for given, value in fields if given == name]
