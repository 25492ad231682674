"""What tables share: which columns they have, and a cell as text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import cast

from api.models import Found, Reference
from graph.catalogue.present import flat

Content = Mapping[str, object]  # an answer, or a slice of one, as plain data
Row = Mapping[str, object]
Claim = Mapping[str, object]

PLAIN = frozenset({"text", "period", "number", "date", "integer", "boolean", "Claim", "Passage", "Build", "Dataset"})
"""Types whose cells are not written as an identifier with a label."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer."""

    name: str
    type: str
    many: bool
    title: str

    @property
    def named(self) -> bool:
        """Whether its cells have a label beside their identifier."""
        return self.type not in PLAIN


def opened(slices: Iterable[Content]) -> tuple[Content, Iterator[Row]]:
    """What an answer says of itself, and its rows as they come."""
    rest = iter(slices)
    first = next(rest)
    name = "rows" if has_claims(first) else "results"
    return first, chain.from_iterable(cast("list[Row]", each[name]) for each in chain([first], rest))


def columns(content: Content) -> list[Column]:
    """The columns of an answer, or of what a search found."""
    if not has_claims(content):
        fields = Found.model_fields.items()
        types = {name: "Thing" if field.annotation is Reference else "text" for name, field in fields}
        return [Column(name, kind, many=False, title=name) for name, kind in types.items()]
    found = cast("list[dict[str, object]]", content["columns"])
    return [Column(str(c["name"]), str(c["type"]), bool(c["many"]), str(c["title"])) for c in found]


def has_claims(content: Content) -> bool:
    """Whether its rows rest on claims; what a search found does not."""
    return "question" in content


def claims(row: Row) -> Sequence[Claim]:
    """The claims behind a row."""
    return cast("Sequence[Claim]", row.get("claims", ()))


def key(value: object) -> str:
    """A cell as text, a thing by its identifier; several joined by ``; ``."""
    if isinstance(value, Mapping):
        return str(value["id"])
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(map(key, value))
    return flat(value)


def cells(column: Column, value: object) -> list[str]:
    """A cell as the texts of its columns: two where things have labels."""
    return [key(value), label(value)] if column.named else [key(value)]


def label(value: object) -> str:
    """A cell as text, a thing by its label; empty where the cell names no thing."""
    if isinstance(value, Mapping):
        return str(value["label"])
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(map(label, value))
    return ""


def header(found: Sequence[Column]) -> list[str]:
    """The names of the columns of a table."""
    return [name for c in found for name in ([c.name, f"{c.name}_label"] if c.named else [c.name])]
