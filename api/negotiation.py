"""Content negotiation by RFC 9110: what a client accepts, and the best of what there is."""

from collections.abc import Iterable, Mapping, Sequence


def accepted(header: str) -> dict[str, float]:
    """The ranges of an Accept or Accept-Encoding header, in lower case without parameters, and their weights.

    What cannot be read is left out; a header that says nothing readable accepts everything.

    >>> accepted("text/turtle, */*;q=0.1")
    {'text/turtle': 1.0, '*/*': 0.1}
    """
    ranges: dict[str, float] = {}
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = _weight(parameters)
        if name and weight is not None:
            ranges[name] = max(weight, ranges.get(name, 0))
    return ranges


def best(header: str, offers: Sequence[str]) -> str | None:
    """The media type of ``offers`` that the client likes best; of equal ones the first; None if it accepts none.

    >>> best("text/*;q=0.5, text/csv", ["application/json", "text/csv", "text/turtle"])
    'text/csv'
    """
    ranges = accepted(header)
    if not ranges:
        return offers[0]
    weighed = [(_quality(offer, ranges), -position, offer) for position, offer in enumerate(offers)]
    quality, _, offer = max(weighed)
    return offer if quality > 0 else None


def takes_gzip(headers: Iterable[str]) -> bool:
    """Whether Accept-Encoding says that gzip will do."""
    ranges = accepted(",".join(headers))
    return ranges.get("gzip", ranges.get("x-gzip", ranges.get("*", 0))) > 0


def _quality(offer: str, ranges: Mapping[str, float]) -> float:
    """The weight of the most specific range that has the media type."""
    for name in (offer, offer.partition("/")[0] + "/*", "*/*"):
        if name in ranges:
            return ranges[name]
    return 0


def _weight(parameters: Sequence[str]) -> float | None:
    """The q of a range, 1 where there is none, None where it is no number from 0 to 1."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                weight = float(value)
            except ValueError:
                return None
            return weight if 0 <= weight <= 1 else None
    return 1.0
