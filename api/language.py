"""Which language a client wants: ``lang=`` wins over Accept-Language; Chinese where nothing is said."""

from fastapi import Request

LANGUAGES = ("zh", "en")


def negotiated(request: Request) -> str:
    """zh or en."""
    asked = request.query_params.get("lang")
    if asked in LANGUAGES:
        return asked
    return best(request.headers.get("accept-language", ""))


def best(header: str) -> str:
    """The language of ours with the highest q-value in an Accept-Language header."""
    weights = {"zh": 0.0, "en": 0.0}
    for part in header.split(","):
        tag, _, parameter = part.strip().partition(";")
        language = tag.strip().lower().partition("-")[0]
        if language in weights:
            weights[language] = max(weights[language], _weight(parameter))
    return "en" if weights["en"] > weights["zh"] else "zh"


def _weight(parameter: str) -> float:
    name, _, value = parameter.partition(";")[0].strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
