"""``fact_lines``: every claim of the build, once, by id, as the design fixed the format."""

from pathlib import Path

from graph.builds import Builds, read_info
from graph.fact_lines import FIELDS, FactLine, fact_lines
from tests.graph.asking import edition


def lines(data: Path) -> dict[str, FactLine]:
    opened = edition(data)
    return {line["id"]: line for line in fact_lines(opened.view, opened.names)}


def test_every_claim_is_one_line_in_the_order_of_ids(default_build: Path) -> None:
    opened, builds = edition(default_build), Builds(default_build)
    found = [line["id"] for line in fact_lines(opened.view, opened.names)]
    counts = read_info(builds.path(builds.current_id)).counts
    assert found == sorted(set(found))
    assert len(found) == counts["statement"] + counts["observation"]


def test_kinds_say_where_the_object_or_the_value_stands(default_build: Path) -> None:
    for line in lines(default_build).values():
        assert tuple(line) == FIELDS
        assert (line["object"] is None) is (line["kind"] != "relation")
        assert line["kind"] != "entity" or line["property"]["id"] == "name"
        assert (line["measure"] is None) is (line["kind"] != "observation")
        if line["kind"] in ("attribute", "entity"):
            assert line["value"] is not None


def test_a_hedged_number_has_bounds_in_the_base_unit_and_an_exact_one_does_not(tiny_build: Path) -> None:
    found = lines(tiny_build)
    hedged, exact = found["900-o1"], found["900-o2"]
    assert (hedged["value"], hedged["unit"], hedged["number"], hedged["comparator"]) == ("12", "万家", "120000", ">")
    assert (hedged["lower"], hedged["upper"]) == ("120000", "130000")
    assert (exact["lower"], exact["upper"]) == (None, None)
    assert [passage for passage in hedged["context"] if isinstance(passage, dict) and passage["role"] == "date"]


def test_what_a_document_does_not_say_is_null(tiny_build: Path) -> None:
    planned = lines(tiny_build)["900-c6"]
    assert planned["status"] == "planned"
    assert (planned["valid_from"], planned["via"], planned["note"]) == (None, None, None)
    assert (planned["known_at"], planned["negated"]) == ("2021-12", False)
    assert lines(tiny_build)["900-c7"]["negated"] is True
