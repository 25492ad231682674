"""A new build under a running server: queries go over to it, and none fails."""

import threading
import time
from pathlib import Path

import httpx

from graph.builds import Builds
from tests.api.conftest import publish
from tests.api.serving import served
from tests.api.sparql.conftest import JSON
from tests.tiny import Seeds

LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
BUILT = "SELECT ?s ?p ?o { GRAPH <https://w3id.org/tidu/graph/build> { ?s ?p ?o } } ORDER BY ?s ?p ?o"


def test_a_new_build_is_queried_without_a_failed_request(seeds: Seeds, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    publish(data, seeds.folder)
    stop, seen = threading.Event(), list[tuple[int, str]]()

    def query(base: httpx.URL, address: str, params: dict[str, str]) -> None:
        with httpx.Client(base_url=base, timeout=30, trust_env=False) as client:
            while not stop.is_set():
                response = client.get(
                    address, params=params, headers={"Accept": f"{JSON}, application/n-triples;q=0.5"}
                )
                seen.append((response.status_code, response.text if response.status_code != 200 else ""))

    with served(data) as server:
        base = server.client.base_url
        first = server.client.get("/sparql", params={"query": COUNT})
        asked = (("/sparql", {"query": COUNT}), ("/sparql", {"query": BUILT}), ("/graph-store", {"default": ""}))
        threads = [threading.Thread(target=query, args=(base, *each)) for each in asked]
        for thread in threads:
            thread.start()
        seeds.edit("entities/region.csv", "110000", label_en="Changed")
        for _ in range(3):
            publish(data, seeds.folder)
        stop_after = time.monotonic() + 10
        changed = {
            "query": f"ASK {{ ?s <{LABEL}>|<http://www.w3.org/2000/01/rdf-schema#label> ?l FILTER(STR(?l) = 'Changed') }}"  # noqa: E501 # one query
        }
        while not server.client.get("/sparql", params=changed).json()["boolean"]:
            assert time.monotonic() < stop_after, "the new build was not picked up"
        stop.set()
        for thread in threads:
            thread.join(30)
        again = server.client.get("/sparql", params={"query": COUNT}, headers={"If-None-Match": first.headers["etag"]})
        assert server.is_alive
    assert {status for status, _ in seen} == {200}, next(text for status, text in seen if status != 200)
    assert len(seen) > 10
    assert (again.status_code, again.headers["etag"] == first.headers["etag"]) == (200, False)
    assert Builds(data).current_id is not None
