"""Changes of the API: what breaks clients is told from what only adds, and is refused unless it is accepted."""

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from api import changes as changing
from api.changes import Change, accepted, changes, is_accepted

BASE: dict[str, Any] = {
    "paths": {
        "/things": {
            "get": {
                "parameters": [
                    {"in": "query", "name": "q", "schema": {"type": "string", "maxLength": 10}},
                    {"in": "query", "name": "kind", "schema": {"enum": ["a", "b"]}},
                ],
                "responses": {
                    "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}
                },
            }
        }
    },
    "components": {
        "schemas": {
            "Thing": {
                "type": "object",
                "required": ["id"],
                "properties": {
                    "id": {"type": "string"},
                    "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                    "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}},
                },
            }
        }
    },
}
GET, THING = ("paths", "/things", "get"), ("components", "schemas", "Thing")
QUERY, ANSWER = "GET /things query", "GET /things 200"

BREAKING = {
    "GET /things: removed": (("paths", "/things"), {}),
    f"{QUERY} kind: removed": ((*GET, "parameters"), BASE["paths"]["/things"]["get"]["parameters"][:1]),
    f"{QUERY} q: is required now": ((*GET, "parameters", 0, "required"), True),
    f"{QUERY} q: maxLength 10 → 5": ((*GET, "parameters", 0, "schema", "maxLength"), 5),
    f"{QUERY} q: minLength None → 1": ((*GET, "parameters", 0, "schema", "minLength"), 1),
    f"{QUERY} kind: can no longer be 'b'": ((*GET, "parameters", 1, "schema", "enum"), ["a"]),
    f"{QUERY} q: can no longer be string": ((*GET, "parameters", 0, "schema", "type"), "integer"),
    f"{ANSWER} application/json: removed": ((*GET, "responses", "200", "content"), {}),
    f"{ANSWER}: removed": ((*GET, "responses"), {}),
    f"{ANSWER} .note: removed": ((*THING, "properties"), {"id": {"type": "string"}}),
    f"{ANSWER} .id: may be absent now": ((*THING, "required"), []),
    f"{ANSWER} .id: can be integer": ((*THING, "properties", "id", "type"), "integer"),
}
ADDING = {
    "GET /more: added": (("paths", "/more"), {"get": {"responses": {}}}),
    f"{QUERY} q: maxLength 10 → 20": ((*GET, "parameters", 0, "schema", "maxLength"), 20),
    f"{QUERY} kind: can be 'c'": ((*GET, "parameters", 1, "schema", "enum"), ["a", "b", "c"]),
    f"{ANSWER} text/csv: added": ((*GET, "responses", "200", "content", "text/csv"), {}),
    f"{ANSWER} .size: added": ((*THING, "properties", "size"), {"type": "integer"}),
    f"{ANSWER} .note: can no longer be null": ((*THING, "properties", "note"), {"type": "string"}),
    f"{ANSWER} .note: is always there now": ((*THING, "required"), ["id", "note"]),
    "GET /things 404: added": ((*GET, "responses", "404"), {}),
}


def edited(path: tuple[str | int, ...], value: object) -> dict[str, Any]:
    made = copy.deepcopy(BASE)
    place: Any = made
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return made


@pytest.mark.parametrize("expected", BREAKING)
def test_what_breaks_clients_is_said_to_break_them(expected: str) -> None:
    found = changes(BASE, edited(*BREAKING[expected]))
    assert expected in [str(change) for change in found if change.breaks]


@pytest.mark.parametrize("expected", ADDING)
def test_what_only_adds_is_said_to_add(expected: str) -> None:
    found = changes(BASE, edited(*ADDING[expected]))
    assert [str(change) for change in found] == [expected]
    assert not found[0].breaks


def test_a_new_parameter_breaks_where_it_is_required() -> None:
    parameters = BASE["paths"]["/things"]["get"]["parameters"]
    for required in (False, True):
        more = [*parameters, {"in": "query", "name": "new", "required": required, "schema": {"type": "string"}}]
        assert [change.breaks for change in changes(BASE, edited((*GET, "parameters"), more))] == [required]


def test_the_same_document_and_other_words_are_no_change() -> None:
    assert changes(BASE, BASE) == []
    assert changes(BASE, edited((*GET, "description"), "other words")) == []


def test_an_accepted_change_is_an_item_and_a_star_stands_for_anything() -> None:
    text = "# Title\n\nWords with `code: removed`.\n\n- `GET /a 200 .rows[] .b: removed` because\n- `* q: *`\n"
    patterns = accepted(text)
    assert patterns == ["GET /a 200 .rows[] .b: removed", "* q: *"]
    assert is_accepted(Change(breaks=True, where="GET /a 200 .rows[] .b", what="removed"), patterns)
    assert is_accepted(Change(breaks=True, where="GET /z query q", what="is required now"), patterns)
    assert not is_accepted(Change(breaks=True, where="GET /a 200 .rows[] .c", what="removed"), patterns)


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), "-c", "user.name=t", "-c", "user.email=t@t", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_the_command_compares_with_a_revision_and_refuses_what_is_not_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(changing, "FOLDER", tmp_path)
    monkeypatch.setattr(sys, "argv", ["changes"])
    document = tmp_path / changing.DOCUMENT
    document.parent.mkdir()
    git(tmp_path, "init", "-q")
    document.write_text(json.dumps(BASE), encoding="utf-8")
    assert changing.main() == 2
    assert "to compare with" in capsys.readouterr().err
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    landed = git(tmp_path, "rev-parse", "HEAD")
    base = f"Compared with `{landed}`, the commit that was landed last.\n"
    (tmp_path / changing.ACCEPTED).write_text(base, encoding="utf-8")
    assert changing.main() == 0
    document.write_text(json.dumps(edited(("paths", "/things"), {})), encoding="utf-8")
    assert changing.main() == 1
    assert "BREAKS: GET /things: removed" in capsys.readouterr().out
    (tmp_path / changing.ACCEPTED).write_text(f"{base}\n- `GET /things: removed`\n", encoding="utf-8")
    assert changing.main() == 0
    assert "breaks (accepted): GET /things: removed" in capsys.readouterr().out
