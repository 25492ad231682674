"""The command line: what it prints, and how it ends (0 done, 1 refused, 2 used wrongly, each in one line)."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from api.commands.options import counted
from api.formats import FORMATS
from graph.builds import Builds, read_info
from graph.catalogue.definition import catalogue
from tests.tiny import Seeds

PLAIN = {"PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}  # what a process of its own sees of the environment


def tidu(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "api.cli", *arguments]
    return subprocess.run(command, env=PLAIN | (env or {}), capture_output=True, text=True, timeout=120, check=False)


def check_refusal(result: subprocess.CompletedProcess[str], status: int, *words: str) -> None:
    assert result.returncode == status, result.stderr
    assert result.stdout == ""
    assert result.stderr.startswith("tidu: ")
    assert result.stderr.count("\n") == 1
    assert all(word in result.stderr for word in words), result.stderr


def test_ask_alone_lists_the_questions() -> None:
    result = tidu("ask")
    assert result.returncode == 0
    assert all(f"{name} " in result.stdout for name in catalogue())
    assert "[known_at]" in result.stdout


def test_a_table_shows_labels_claims_and_quotes_whole(default_build: Path) -> None:
    result = tidu("ask", "policies-by-tier", "tier=快速崛起", "basis=implements", "--data", str(default_build))
    assert result.returncode == 0
    assert all(word in result.stdout for word in ("四川省", "512", "implements", "003-c"))
    assert "…│" not in result.stdout.replace("“…”", "")
    assert f"build {Builds(default_build).current_id}" in result.stdout


def test_where_a_terminal_is_too_narrow_each_row_is_a_paragraph(default_build: Path) -> None:
    """What is printed is a few hundred bytes: a terminal holds them until they are read."""
    question = ("ask", "observations-of-indicator", "indicator=secondary-nodes", "--limit", "1", "--lang", "en")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "api.cli", *question, "--data", str(default_build)]
    subprocess.run(command, env=PLAIN | {"COLUMNS": "60", "TERM": "dumb"}, stdout=theirs, timeout=120, check=True)
    os.close(theirs)
    lines = os.read(ours, 100_000).decode().splitlines()
    os.close(ours)
    assert lines[0] == "── 1"
    assert "measure: level" in lines
    assert not any(line.endswith(": ") for line in lines)


def test_columns_and_about_say_what_a_question_has(default_build: Path) -> None:
    result = tidu("ask", "tiers", "--columns", "regions,tier", "--format", "csv", "--data", str(default_build))
    assert result.stdout.splitlines()[0] == "regions,tier,tier_label,claims,quotes"
    refused = tidu("ask", "tiers", "--columns", "colour", "--data", str(default_build))
    assert (refused.returncode, "scheme" in refused.stderr) == (2, True)
    about = tidu("ask", "gaps", "--about", "--lang", "en").stdout
    assert all(word in about for word in ("tier=catching-up [required]", "columns: ", "/api/v1/gaps?tier="))


def test_csv_has_keys_claims_and_quotes(default_build: Path) -> None:
    result = tidu("ask", "tier-members", "region=沪", "--format", "csv", "--data", str(default_build))
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {row["region"] for row in rows} == {"region/310000"}
    assert all(row["claims"] and row["quotes"] for row in rows)


def test_files_are_written_as_the_api_writes_them(default_build: Path, client: httpx.Client, tmp_path: Path) -> None:
    for name, form in FORMATS.items():
        path = tmp_path / f"tiers.{name}"
        result = tidu("ask", "tiers", "--format", name, "-o", str(path), "--data", str(default_build))
        assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
        if form.whole:
            assert path.read_bytes() == client.get(f"/api/v1/questions/tiers?format={name}").content
        else:
            assert json.loads(path.read_bytes()) == client.get("/api/v1/questions/tiers").json()


def test_json_lines_go_to_standard_output(default_build: Path) -> None:
    result = tidu("ask", "tiers", "--format", "jsonl", "--limit", "2", "--data", str(default_build))
    assert [json.loads(line)["tier"]["id"].startswith("tier/") for line in result.stdout.splitlines()] == [True, True]


def test_json_is_a_page_in_the_language_asked_for(default_build: Path) -> None:
    given = ("tier=leading", "--format", "json", "--lang", "en", "--limit", "2", "--data", str(default_build))
    answer = json.loads(tidu("ask", "policies-by-tier", *given).stdout)
    assert (len(answer["rows"]), answer["rows"][0]["tier"]["label"].isascii()) == (2, True)


def test_the_environment_names_data_and_store_and_options_win(default_build: Path, tiny_build: Path) -> None:
    store = f"oxigraph:{Builds(tiny_build).path(Builds(tiny_build).current_id) / 'store'}"
    ask = ("ask", "documents", "--format", "json")
    builds = [
        json.loads(tidu(*ask, *more, env=env).stdout)["build"]
        for more, env in (
            ((), {"TIDU_DATA": str(default_build)}),
            (("--data", str(tiny_build)), {"TIDU_DATA": str(default_build)}),
            ((), {"TIDU_STORE": store}),
            (("--store", store), {"TIDU_DATA": str(default_build)}),
        )
    ]
    tiny, default = Builds(tiny_build).current_id, Builds(default_build).current_id
    assert builds == [default, tiny, tiny, tiny]


def test_refusals_are_one_line_with_the_right_status(default_build: Path, tmp_path: Path) -> None:
    data = ("--data", str(default_build))
    check_refusal(tidu("ask", "policy-by-tier", *data), 2, "nearest: policies-by-tier")
    check_refusal(tidu("ask", "policies-by-tier", "tier=leadin", *data), 2, "leading")
    check_refusal(tidu("ask", "policies-by-tier", "tier", *data), 2, "key=value")
    check_refusal(tidu("ask", "policies-by-tier", "colour=red", *data), 2, "colour", "accepted parameters")
    check_refusal(tidu("ask", "documents", "--data", str(tmp_path)), 1, "tidu build")
    check_refusal(tidu("ask", "documents", "--store", "nosuch:x"), 1, "nosuch:x", "accepted")
    check_refusal(tidu("facts", "--store", f"oxigraph:{tmp_path}/none"), 1, "none")
    check_refusal(tidu("build", "--without", "0022", "--data", str(tmp_path)), 2, "nearest")
    check_refusal(tidu("ask", "documents", env={"TIDU_PORT": "many"}), 2, "TIDU_PORT")
    check_refusal(tidu("serve", "--port", "0", "--host", "nowhere.invalid", *data), 1, "cannot listen")
    check_refusal(tidu("build", "--data", "/proc/nothing"), 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ("nosuch",),
        ("ask", "--format", "xml"),
        ("ask", "tiers", "-o", "tiers.txt"),
        ("serve", "--port", "70000"),
        ("check", "--coverage"),
        ("ask", "documents", "--limit", "0"),
        ("build", "--no"),
    ],
)
def test_wrong_use_is_status_2(arguments: tuple[str, ...]) -> None:
    result = tidu(*arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_check_finds_no_problem_in_the_seeds_of_the_package() -> None:
    result = tidu("check")
    assert result.returncode == 0, result.stderr
    assert "no problem found" in result.stdout


def test_check_lists_what_is_wrong_and_build_refuses_it(seeds: Seeds, tmp_path: Path) -> None:
    seeds.edit("900/claims.csv", "900-c3", object="tier/nope")
    for result in (
        tidu("check", "--seeds", str(seeds.folder)),
        tidu("build", "--seeds", str(seeds.folder), "--data", str(tmp_path / "data")),
    ):
        assert (result.returncode, result.stdout) == (1, "")
        assert "claims.csv" in result.stderr
        assert "Traceback" not in result.stderr


def test_check_says_what_of_the_documents_is_covered(tiny: Seeds) -> None:
    given = ("check", "--seeds", str(tiny.folder), "--documents", str(tiny.documents), "--coverage")
    result = tidu(*given)
    assert (result.returncode, result.stderr) == (0, "")
    assert (
        "11 sentences with a number, a date, a title, an organisation or a region: 11 quoted, none left"
        in result.stdout
    )
    assert "7 of 7 numbers, 3 of 3 dates" in result.stdout


def test_check_lists_every_sentence_that_is_not_covered(seeds: Seeds) -> None:
    path = seeds.documents / "900_tiny.txt"
    text = path.read_text(encoding="utf-8") + "2023年建成平台5家。\n《规划》另行发布。\n"
    seeds.replace("900/document.yaml", sha256(path.read_bytes()).hexdigest(), sha256(text.encode()).hexdigest())
    path.write_text(text, encoding="utf-8")
    result = tidu("check", "--seeds", str(seeds.folder), "--documents", str(seeds.documents), "--coverage")
    assert result.returncode == 1
    assert [line.split(": ")[1] for line in result.stdout.splitlines()[3:]] == [
        "date 2023年, number 5",
        "title 《规划》",
    ]
    assert result.stderr.startswith("tidu: 2 sentences are not covered")


def test_check_reports_what_looks_like_one_thing_twice_and_goes_on(seeds: Seeds) -> None:
    seeds.edit("entities/region.csv", "310000", aliases="上海|北 京")
    result = tidu("check", "--seeds", str(seeds.folder))
    assert result.returncode == 0
    assert "one thing twice? region/110000, region/310000 (Region): '北京'" in result.stdout


def test_build_verifies_says_what_it_made_and_leaves_out_documents(tiny: Seeds, tmp_path: Path) -> None:
    given = ("--seeds", str(tiny.folder), "--documents", str(tiny.documents), "--data", str(tmp_path))
    whole, part = tidu("build", *given), tidu("build", *given, "--without", "901")
    assert whole.returncode == part.returncode == 0, whole.stderr + part.stderr
    assert "2 documents" in whole.stdout
    builds = Builds(tmp_path)
    infos = [read_info(builds.path(id_)) for id_ in builds.ids()]
    assert [info.documents for info in infos] == [("900", "901"), ("900",)]
    assert all(info.sentences for info in infos)


def test_facts_come_as_lines_of_json_and_as_csv(tiny_build: Path) -> None:
    lines = tidu("facts", "--data", str(tiny_build)).stdout.splitlines()
    table = list(csv.DictReader(io.StringIO(tidu("facts", "--format", "csv", "--data", str(tiny_build)).stdout)))
    facts = [json.loads(line) for line in lines]
    assert [fact["id"] for fact in facts] == [row["id"] for row in table]
    assert [fact["subject"]["id"] for fact in facts] == [row["subject"] for row in table]
    assert list(facts[0]) == list(table[0])


def test_a_reader_that_stops_early_is_no_failure_worth_a_trace(default_build: Path) -> None:
    command = [sys.executable, "-m", "api.cli", "facts", "--data", str(default_build)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=PLAIN) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_asking_does_not_pay_for_what_it_does_not_use(default_build: Path) -> None:
    code = (
        "import sys, api.cli\n"
        f"sys.argv = ['tidu', 'ask', 'tiers', '--data', {str(default_build)!r}]\n"
        "try:\n    api.cli.main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "heavy = {'fastapi', 'starlette', 'uvicorn', 'pyshacl', 'rdflib', 'networkx', 'jinja2'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    result = subprocess.run([sys.executable, "-c", code], env=PLAIN, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_help_lists_the_commands_with_examples() -> None:
    assert all(name in tidu("--help").stdout for name in ("build", "serve", "check", "ask", "facts"))
    assert "tidu ask policies-by-tier" in tidu("ask", "--help").stdout


@pytest.mark.parametrize(("number", "words"), [(0, "0 documents"), (1, "1 document"), (2, "2 documents")])
def test_one_of_a_thing_is_not_several(number: int, words: str) -> None:
    assert counted(number, "document") == words
    assert counted(number, "entity", "entities") == f"{number} {'entity' if number == 1 else 'entities'}"
