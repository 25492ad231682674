"""Values as cells of CSV, the way ``neo4j-admin database import`` reads them.

Texts stand in quotes, also empty ones: a cell without anything is a property that is not there. No character but the
quote has to be escaped, and a line break stays what it is.
"""

from datetime import date, datetime

from graph.property_graph.elements import Property

SEPARATOR = "\x1f"  # between the items of a list: the unit separator of ASCII, made for this and found in no text
SEPARATOR_NAME = "U+001F"  # as neo4j-admin takes it

Cell = Property | datetime

_LONG = 1 << 63
_JAVA = {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}


def kind(value: Cell) -> str:  # noqa: PLR0911 # one return a type
    """The type that the header gives a column; raises ValueError for a list without items, which has none."""
    match value:
        case bool():
            return "boolean"
        case int():
            return "long"
        case float():
            return "double"
        case datetime():
            return "datetime"
        case date():
            return "date"
        case str():
            return "string"
    if not value:
        raise ValueError("a list without items cannot be imported")
    return kind(value[0]) + "[]"


def cell(value: Cell) -> str:
    """The text between two commas; raises ValueError for what would come back as something else."""
    match value:
        case list():
            return _quoted(_list(value))
        case str():
            return _quoted(value)
        case date():  # and times
            return value.isoformat()
    return _number(value)


def _number(value: float) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            if not -_LONG <= value < _LONG:
                raise ValueError(f"{value} has more than 64 bits")
            return str(value)
    return _JAVA.get(repr(value), repr(value))


def _list(items: list[str] | list[int]) -> str:
    texts = [item if isinstance(item, str) else _number(item) for item in items]
    if any(SEPARATOR in text for text in texts):
        raise ValueError(f"{SEPARATOR_NAME} in an item of a list, where it would separate two")
    if texts == [""]:
        raise ValueError("a list of one empty text cannot be imported")
    return SEPARATOR.join(texts)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
