"""What /cypher answers: rows as JSON and CSV, and the graph of all things that occur in them."""

import csv
from io import StringIO
from typing import Any

import pytest

from tests.api.cypher.conftest import GRAPH_TYPE, ROWS, Door
from tests.neo4j.serving import Neo4j

VALUES = {
    "9007199254740993": 9007199254740993,
    "-9223372036854775808": -(2**63),
    "1.0": 1.0,
    "0.0 / 0.0": "NaN",
    "-1.0 / 0.0": "-Infinity",
    "null": None,
    "true": True,
    "'梯度'": "梯度",
    "[1, [2], {a: null}]": [1, [2], {"a": None}],
    "date('2020-01-31')": "2020-01-31",
    "time('12:00:00+08:00')": "12:00:00.000000000+08:00",
    "localdatetime('2020-01-31T12:00:00')": "2020-01-31T12:00:00.000000000",
    "datetime('2020-01-31T12:00:00.5Z')": "2020-01-31T12:00:00.500000000+00:00",
    "datetime('2020-01-31T12:00:00[Asia/Shanghai]')": "2020-01-31T12:00:00.000000000+08:00[Asia/Shanghai]",
    "duration('P1Y2M3DT4S')": "P1Y2M3DT4S",
    "point({longitude: 116.4, latitude: 39.9})": "SRID=4326;POINT (116.4 39.9)",
    "point({x: 1, y: 2, z: 3})": "SRID=9157;POINT Z (1.0 2.0 3.0)",
}


@pytest.mark.parametrize("expression", VALUES)
def test_each_type_of_value_has_its_json(door: Door, expression: str) -> None:
    found, expected = door.one(expression), VALUES[expression]
    assert (found, type(found)) == (expected, type(expected))


def test_parameters_reach_the_query(door: Door) -> None:
    given: list[object] = [1, 2.5, "x'y", None, True, [1], {"a": {"b": [2**63 - 1]}}]
    assert door.one("$given", given=given) == given


@pytest.mark.usefixtures("filled")
def test_things_have_ids_labels_types_ends_and_properties(door: Door) -> None:
    ((a, r, b),) = door.rows("MATCH (a {id: 'place/a'})-[r:NEAR]->(b) RETURN a, r, b")
    assert isinstance(a, dict)
    assert isinstance(b, dict)
    assert a["properties"] == {"id": "place/a", "name": "广州", "opened": "2020-01-31", "codes": [1, 2]}
    assert (a["labels"], b["labels"]) == (["Place"], ["City", "Place"])
    assert isinstance(r, dict)
    assert (r["type"], r["start"], r["end"], r["properties"]) == ("NEAR", a["id"], b["id"], {"metres": 12.5})


@pytest.mark.usefixtures("filled")
def test_a_relationship_alone_has_the_ids_of_its_ends(door: Door) -> None:
    ((a, b),) = door.rows("MATCH (a {id: 'place/a'})-[:NEAR]->(b) RETURN elementId(a), elementId(b)")
    query = "MATCH ({id: 'place/a'})-[r:NEAR]->() RETURN r"
    (found,) = door.ask(query, GRAPH_TYPE).json()["relationships"]
    assert door.rows(query) == [[found]]
    assert (found["start"], found["end"]) == (a, b)


@pytest.mark.usefixtures("filled")
def test_a_path_is_the_list_of_its_nodes_and_relationships_in_turn(door: Door) -> None:
    path: Any
    ((path,),) = door.rows("MATCH p = ({id: 'place/a'})-[*2]->() RETURN p")
    assert ["labels" in each for each in path] == [True, False, True, False, True]
    assert (path[1]["start"], path[1]["end"]) == (path[0]["id"], path[2]["id"])


def test_columns_rows_and_build_are_told_and_nothing_is_kept(door: Door, filled: Neo4j) -> None:
    response = door.ask("MATCH (p:Place) RETURN p.id AS id ORDER BY id")
    assert response.json() == {"columns": ["id"], "rows": [["place/a"], ["place/b"]], "build": None}
    assert response.headers["content-type"] == "application/json"
    assert response.headers["cache-control"] == "no-store"
    filled.ask("CREATE (:TiduBuild {key: 'current', build: 'b1'})")
    assert door.ask("RETURN 1 AS x").json()["build"] == "b1"


@pytest.mark.usefixtures("filled")
def test_csv_has_a_header_things_as_ids_and_lists_as_json(door: Door) -> None:
    text = door.ask(
        "MATCH p = (a:Place)-[r]->(b) RETURN a, b.name, [1, {x: '梯'}] AS l, null AS n, 1.5 AS f ORDER BY a.id",
        "text/csv",
    )
    assert text.headers["content-type"] == "text/csv; charset=utf-8"
    header, first, second = csv.reader(StringIO(text.text, newline=""))
    assert header == ["a", "b.name", "l", "n", "f"]
    assert first == ["place/a", 'B, or "b"', '[1,{"x":"梯"}]', "", "1.5"]
    assert second[:2] == ["place/b", "without an id"]


@pytest.mark.usefixtures("filled")
def test_the_graph_has_each_thing_once_wherever_it_occurs(door: Door) -> None:
    query = "MATCH p = (a)-[r]->() RETURN a, {deep: [r]} AS m, p UNION ALL MATCH (a) RETURN a, 1 AS m, 2 AS p"
    response = door.ask(query, GRAPH_TYPE)
    found = response.json()
    assert response.headers["content-type"] == GRAPH_TYPE
    assert (len(found["nodes"]), len(found["relationships"])) == (3, 2)
    ids = {node["id"] for node in found["nodes"]}
    assert all({r["start"], r["end"]} <= ids for r in found["relationships"])
    assert door.ask("RETURN 1 AS x", GRAPH_TYPE).json() == {"nodes": [], "relationships": [], "build": None}


@pytest.mark.parametrize(("form", "kind"), [("json", "application/json"), ("csv", "text/csv"), ("graph", GRAPH_TYPE)])
def test_the_format_may_stand_in_the_address(door: Door, form: str, kind: str) -> None:
    response = door.client.post("/cypher", params={"format": form}, json={"query": "RETURN 1 AS x"})
    assert response.headers["content-type"].split(";")[0] == kind


def test_as_many_rows_as_the_cap_are_answered(door: Door) -> None:
    assert len(door.rows("UNWIND range(1, $n) AS x RETURN x", n=ROWS)) == ROWS


@pytest.mark.usefixtures("filled")
def test_procedures_of_the_list_are_called(door: Door) -> None:
    assert ["Place"] in door.rows("CALL db.labels() YIELD label RETURN label")


def test_options_say_what_may_be_done_and_any_site_may_ask(door: Door) -> None:
    response = door.client.options("/cypher")
    assert (response.status_code, response.headers["allow"]) == (204, "POST, OPTIONS")
    assert response.headers["access-control-allow-origin"] == "*"
    assert "POST" in response.headers["access-control-allow-methods"]
