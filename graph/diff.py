"""The difference of two builds, from the facts that each keeps: what came, what went, and what changed in which field.

Facts are compared as they are written (``graph/archive.py``), without being read into a store: lines that both files
have are never parsed. What is derived follows from the facts, and is not compared. The sentences round passages are
left out, since only builds made with the documents keep them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Literal

from graph.archive import AGAIN, END, FILE
from graph.builds import Builds
from ontology.errors import StoreError, UnknownName
from ontology.identifiers import Ref
from ontology.nearest import nearest

Change = Literal["added", "removed", "changed"]

_KINDS = {"Document": "document", "Entity": "entity", "Statement": "claim", "Observation": "claim"}
_KEYS = {"document": "key", "entity": "ref", "claim": "id"}
_QUANTITY = {"text": "value"}  # a field of a quantity under the name that people know

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """A fact as a file gives it: its kind and id, and its fields as texts, empty ones left out."""

    kind: str
    id: str
    fields: Fields

    @property
    def subject(self) -> Ref:
        """The thing that it is about: of a claim its subject."""
        if self.kind == "claim":
            return Ref(self.fields["subject"])
        return Ref(self.id if self.kind == "entity" else f"document/{self.id}")

    @property
    def things(self) -> set[str]:
        """All that it names, among other texts."""
        return {part for text in self.fields.values() for part in text.split("; ")} | {self.subject}


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that came or went, or one field of a fact that both builds have; ``field`` is None for the former."""

    change: Change
    fact: Known
    field: str | None = None
    before: str | None = None
    after: str | None = None


def facts_file(builds: Builds, name: str, current: str) -> Path:
    """The facts of a kept build: its id, ``current``, ``previous`` (the one before it) or ``oldest``.

    Raises UnknownName with the builds that are kept.
    """
    ids = builds.ids()
    before = [id_ for id_ in ids if id_ < current]
    known = {id_: id_ for id_ in ids} | {"current": current}
    known |= {"oldest": ids[0]} if ids else {}
    known |= {"previous": before[-1]} if before else {}
    if name not in known or not (builds.path(known[name]) / FILE).exists():
        raise UnknownName("build", name, nearest(name, ids) or ids)
    return builds.path(known[name]) / FILE


def difference(before: Path, after: Path) -> Iterator[Difference]:
    """What changed from one file of facts to another. Raises StoreError for files that are not whole."""
    old_lines, new_lines = _digests(before), _digests(after)
    old, new = _parsed(before, old_lines - new_lines), _parsed(after, new_lines - old_lines)
    for key in sorted(old.keys() | new.keys()):
        if key not in old:
            yield Difference("added", new[key])
        elif key not in new:
            yield Difference("removed", old[key])
        else:
            yield from _changed(old[key], new[key])


def _changed(old: Known, new: Known) -> Iterator[Difference]:
    for name in sorted(old.fields.keys() | new.fields.keys()):
        before, after = old.fields.get(name), new.fields.get(name)
        if before != after:
            yield Difference("changed", new, name, before, after)


def _digests(path: Path) -> set[bytes]:
    """The digests of a file's facts: of millions, the lines themselves would not fit into memory twice."""
    found, line, number = set[bytes](), b"", -1
    for number, line in enumerate(_lines(path)):  # noqa: B007 # the last is the count
        found.add(_digest(line))
    if line != END + b"%d}" % number:
        raise StoreError(f"{path} is not whole: it must end with the number of its facts; {AGAIN}")
    return found - {_digest(line)}


def _digest(line: bytes) -> bytes:
    return blake2b(line, digest_size=16).digest()


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            yield from (line.rstrip(b"\r\n") for line in file)
    except FileNotFoundError:
        raise StoreError(f"the build keeps no facts ({path} is missing); {AGAIN}") from None


def _parsed(path: Path, digests: set[bytes]) -> dict[tuple[str, str], Known]:
    """The facts of the lines that have these digests."""
    found: dict[tuple[str, str], Known] = {}
    for line in _lines(path) if digests else ():
        if _digest(line) not in digests:
            continue
        try:
            fact = _known(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreError(f"{path} holds a line that is no fact of this version of Tidu; {AGAIN}") from error
        found[fact.kind, fact.id] = fact
    return found


def _known(line: dict[str, dict[str, object]]) -> Known:
    ((name, content),) = line.items()
    kind = _KINDS[name]
    fields = {field: text for field, text in _fields(content) if text}
    return Known(kind, fields[_KEYS[kind]], fields)


def _fields(content: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The fields of a fact as texts; a label, a quantity, a passage and the attributes give several."""
    for name, value in content.items():
        match value:
            case {"Text": dict(texts)}:
                yield from ((f"{name}_{language}", _text(text)) for language, text in texts.items())
            case {"Quantity": dict(parts)}:
                yield from ((_QUANTITY.get(str(part), str(part)), _text(given)) for part, given in parts.items())
            case {"Passage": dict(parts)}:
                yield from ((part, _text(parts[part])) for part in ("start", "end", "quote"))
            case list() if name == "attributes":
                yield from _attributes(value)
            case _:
                yield name, _text(value)


def _attributes(pairs: list[object]) -> Iterator[tuple[str, str]]:
    found: dict[str, list[str]] = {}
    for pair in pairs:
        if isinstance(pair, list):
            found.setdefault(str(pair[0]), []).append(_text(pair[1]))
    return ((name, "; ".join(sorted(texts))) for name, texts in found.items())


def _text(value: object) -> str:  # noqa: PLR0911 # one return a form
    """A value of any form as one text; None is empty."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return "; ".join(_text(each) for each in value)
        case {"Context": {"role": role, "passage": {"Passage": dict(words)}}}:
            return f"{_text(role)} {words['start']}-{words['end']} {words['quote']}"
        case {"Text": {"zh": zh, "en": en}}:
            return f"{zh} / {en}"
        case dict():
            return _text(next(iter(value.values())))
    return str(value)
