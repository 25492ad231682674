"""Content negotiation by RFC 9110: what a client accepts, and the best of what there is."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

UTF_8 = "utf-8"


def accepted(header: str) -> dict[str, float]:
    """The ranges of an Accept or Accept-Encoding header, in lower case, and their weights.

    Of parameters only the charset counts, and of charsets only ours: a range of another one is of nothing that we have.
    What cannot be read is left out; a header that says nothing readable accepts everything.

    >>> accepted("text/turtle, */*;q=0.1")
    {'text/turtle': 1.0, '*/*': 0.1}
    """
    ranges: dict[str, float] = {}
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        given = dict(_parameter(parameter) for parameter in parameters)
        weight, charset = _weight(given.get("q", "1")), given.get("charset", "").strip('"')
        if name and weight is not None and charset in ("", UTF_8):
            name = ("*/*" if name == "*" else name) + (f";{charset}" if charset else "")
            ranges[name] = max(weight, ranges.get(name, 0))
    return ranges


def best(header: str, offers: Sequence[str]) -> str | None:
    """The media type of ``offers`` that the client likes best; None if it accepts none.

    Of equal ones it is the one that is named, not just covered by a wildcard; then the first.

    >>> best("text/*;q=0.5, text/csv", ["application/json", "text/csv", "text/turtle"])
    'text/csv'
    """
    ranges = accepted(header)
    if not ranges:
        return offers[0]
    weighed = [(*_quality(offer, ranges), -position, offer) for position, offer in enumerate(offers)]
    quality, _, _, offer = max(weighed)
    return offer if quality > 0 else None


def takes_gzip(headers: Iterable[str]) -> bool:
    """Whether Accept-Encoding says that gzip will do."""
    return _takes_gzip(",".join(headers))


@lru_cache(maxsize=64)
def _takes_gzip(header: str) -> bool:
    ranges = accepted(header)
    return ranges.get("gzip", ranges.get("x-gzip", ranges.get("*/*", 0))) > 0


def _quality(offer: str, ranges: Mapping[str, float]) -> tuple[float, int]:
    """The weight of the most specific range that has the media type, and how specific that is."""
    names = (f"{offer};{UTF_8}", offer, offer.partition("/")[0] + "/*", "*/*")
    for generality, name in enumerate(names):
        if name in ranges:
            return ranges[name], -max(generality, 1)
    return 0, 0


def _parameter(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name.strip(), value.strip()


def _weight(text: str) -> float | None:
    """The q of a range; None where it is no number from 0 to 1."""
    try:
        weight = float(text)
    except ValueError:
        return None
    return weight if 0 <= weight <= 1 else None
