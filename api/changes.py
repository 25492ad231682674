"""What has changed in the API: its document compared with an earlier one, ``python -m api.changes [--base REVISION]``.

Changes that break clients are told from those that only add. Exit status 1 where one breaks clients and does not stand
in ``docs/api-changes.md``, which also names the commit to compare with: the one that was landed last. One that is older
than that shows more, never less. ``docs/openapi.json`` of the revision is read from git.
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal, TypeAlias

FOLDER = Path(__file__).parent.parent
DOCUMENT, ACCEPTED = "docs/openapi.json", "docs/api-changes.md"

Json: TypeAlias = dict[str, Any]
Direction = Literal["sent", "received"]  # by clients: what they send may grow, what they receive may not lose

BOUNDS = {"maxLength": -1, "maximum": -1, "maxItems": -1, "minLength": 1, "minimum": 1, "minItems": 1}


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A difference between two documents; ``breaks`` where a client that was right may now fail."""

    breaks: bool
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def changes(old: Json, new: Json) -> list[Change]:
    """All changes from one OpenAPI document to another, each once."""
    found = {change for each in _keyed(old["paths"], new["paths"]) for change in _path(old, new, *each)}
    return sorted(found)


def _keyed(old: Json, new: Json) -> Iterator[tuple[str, Any, Any]]:
    """The values of both by key; None where one has it not."""
    for key in sorted({*old, *new}):
        yield key, old.get(key), new.get(key)


def _path(old: Json, new: Json, path: str, before: Json | None, after: Json | None) -> Iterator[Change]:
    for method, was, now in _keyed(before or {}, after or {}):
        where = f"{method.upper()} {path}"
        if was is None or now is None:
            yield Change(now is None, where, "removed" if now is None else "added")
            continue
        yield from _parameters(old, new, where, was, now)
        yield from _body(old, new, where, was.get("requestBody"), now.get("requestBody"))
        for status, *both in _keyed(was["responses"], now["responses"]):
            yield from _response(old, new, f"{where} {status}", both[0], both[1])


def _parameters(old: Json, new: Json, where: str, was: Json, now: Json) -> Iterator[Change]:
    before, after = ({f"{p['in']} {p['name']}": p for p in each.get("parameters", ())} for each in (was, now))
    for name, p, q in _keyed(before, after):
        if p is None or q is None:
            needed = q is not None and bool(q.get("required"))
            yield Change(q is None or needed, f"{where} {name}", _came(q, needed=needed))
            continue
        if q.get("required") and not p.get("required"):
            yield Change(breaks=True, where=f"{where} {name}", what="is required now")
        yield from _schema(_Side(old, new, "sent"), f"{where} {name}", p["schema"], q["schema"])


def _came(is_there: object, *, needed: bool) -> str:
    return "removed" if not is_there else "added, required" if needed else "added"


def _body(old: Json, new: Json, where: str, was: Json | None, now: Json | None) -> Iterator[Change]:
    if was is None or now is None:
        if was is not now:
            yield Change(bool(now and now.get("required")), f"{where} body", "added" if now else "no longer read")
        return
    yield from _contents(_Side(old, new, "sent"), f"{where} body", was, now)


def _response(old: Json, new: Json, where: str, was: Json | None, now: Json | None) -> Iterator[Change]:
    if was is None or now is None:
        yield Change(now is None and where.endswith(" 200"), where, "removed" if now is None else "added")
        return
    yield from _contents(_Side(old, new, "received"), where, _resolved(old, was), _resolved(new, now))


@dataclass(frozen=True, slots=True)
class _Side:
    """Which way values go, and the documents in which their schemas refer to others."""

    old: Json
    new: Json
    direction: Direction
    seen: frozenset[str] = frozenset()


def _contents(side: _Side, where: str, was: Json, now: Json) -> Iterator[Change]:
    for media_type, before, after in _keyed(was.get("content", {}), now.get("content", {})):
        if before is None or after is None:
            yield Change(after is None, f"{where} {media_type}", "removed" if after is None else "added")
            continue
        yield from _schema(side, where, before.get("schema", {}), after.get("schema", {}))


def _schema(side: _Side, where: str, was: Json, now: Json) -> Iterator[Change]:
    """Changes of a value's type, and of all that is in it."""
    pair = f"{was.get('$ref')} {now.get('$ref')}"
    if "$ref" in was and pair in side.seen:
        return
    side = _Side(side.old, side.new, side.direction, side.seen | {pair})
    was, now = _resolved(side.old, was), _resolved(side.new, now)
    yield from _kinds(side, where, was, now)
    yield from _bounds(side, where, was, now)
    for name, before, after in _keyed(was.get("properties", {}), now.get("properties", {})):
        yield from _field(side, f"{where} .{name}", (before, was), (after, now))
    for inner in ("items", "additionalProperties"):
        if isinstance(was.get(inner), Mapping) and isinstance(now.get(inner), Mapping):
            yield from _schema(side, f"{where}[]", was[inner], now[inner])


def _field(side: _Side, where: str, old: tuple[Json | None, Json], new: tuple[Json | None, Json]) -> Iterator[Change]:
    name = where.rpartition(".")[2]
    (before, was), (after, now) = old, new
    needed, needs = name in was.get("required", ()), name in now.get("required", ())
    if before is None or after is None:
        breaks = after is None or (needs and side.direction == "sent")
        yield Change(breaks, where, _came(after, needed=needs))
        return
    if needs != needed:
        breaks = needs if side.direction == "sent" else needed
        yield Change(breaks, where, "is always there now" if needs else "may be absent now")
    yield from _schema(side, where, before, after)


def _kinds(side: _Side, where: str, was: Json, now: Json) -> Iterator[Change]:
    """What a value may be: fewer kinds break who sends one, more kinds break who receives one."""
    before, after = _alternatives(side.old, was), _alternatives(side.new, now)
    for name in sorted({*before} - {*after}):
        yield Change(side.direction == "sent", where, f"can no longer be {name}")
    for name in sorted({*after} - {*before}):
        yield Change(side.direction == "received", where, f"can be {name}")
    for name in sorted({*before} & {*after}):
        if "anyOf" in was or "anyOf" in now:
            yield from _schema(side, where, before[name], after[name])


def _alternatives(document: Json, schema: Json) -> dict[str, Json]:
    """What a value may be, by words for it: types, the words of a list, names of schemas."""
    found: dict[str, Json] = {}
    for each in schema.get("anyOf", [schema]):
        name = each.get("$ref", "").rpartition("/")[2]
        words = each.get("enum") or ([each["const"]] if "const" in each else [])
        if words:
            found |= {f"{word!r}": {} for word in words}
        else:
            found[name or str(_resolved(document, each).get("type", "anything"))] = each
    return found


def _bounds(side: _Side, where: str, was: Json, now: Json) -> Iterator[Change]:
    for name, sign in BOUNDS.items():
        before, after = was.get(name), now.get(name)
        if before != after:
            narrower = before is None or (after is not None and (after - before) * sign > 0)
            yield Change(narrower and side.direction == "sent", where, f"{name} {before} → {after}")
    if was.get("pattern") != now.get("pattern"):
        yield Change("pattern" in now and side.direction == "sent", where, "has another pattern")


def _resolved(document: Json, schema: Json) -> Json:
    if "$ref" not in schema:
        return schema
    _, _, kind, name = schema["$ref"].split("/")
    found: Json = document["components"][kind][name]
    return found


def accepted(text: str) -> list[str]:
    """The changes that a text accepts: the code of its list items, in which ``*`` stands for anything."""
    lines = [line.strip() for line in text.splitlines()]
    return [line.split("`")[1] for line in lines if line.startswith("- `") and line.count("`") > 1]


def base_of(text: str) -> str | None:
    """The revision that a text says to compare with."""
    match = re.search(r"^Compared with `([0-9a-f]{7,40})`", text, re.MULTILINE)
    return match and match[1]


def is_accepted(change: Change, patterns: list[str]) -> bool:
    """Whether one of the patterns says so; brackets in them are brackets."""
    return any(fnmatchcase(str(change), pattern.replace("[", "[[]")) for pattern in patterns)


def _at(revision: str) -> Json | None:
    """The document at a revision; None where there is none (a shallow clone)."""
    shown = subprocess.run(  # noqa: S603 # of our own words, and a revision that git checks
        ["git", "show", f"{revision}:{DOCUMENT}"],  # noqa: S607 # whichever git there is
        cwd=FOLDER, capture_output=True, check=False,
    )  # fmt: skip
    found: Json | None = json.loads(shown.stdout) if shown.returncode == 0 else None
    return found


def main() -> int:
    """Print the changes; exit status 1 where one that breaks clients is not accepted."""
    parser = argparse.ArgumentParser(prog="python -m api.changes", description=__doc__)
    parser.add_argument("--base", help=f"revision to compare with; else the one that {ACCEPTED} names")
    path = FOLDER / ACCEPTED
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    base = parser.parse_args().base or base_of(text)
    old = base and _at(base)
    if not old:
        reason = f"there is no {DOCUMENT} at {base} here to compare with; has the whole history been fetched?"
        print(reason, file=sys.stderr)
        return 2
    new, patterns = json.loads((FOLDER / DOCUMENT).read_text(encoding="utf-8")), accepted(text)
    found = changes(old, new)
    refused = [change for change in found if change.breaks and not is_accepted(change, patterns)]
    for change in found:
        kind = "adds" if not change.breaks else "BREAKS" if change in refused else "breaks (accepted)"
        print(f"{kind}: {change}")
    if refused:
        print(f"{len(refused)} change(s) break clients; undo them, or list them in {ACCEPTED}", file=sys.stderr)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
