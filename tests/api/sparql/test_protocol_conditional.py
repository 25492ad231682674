"""ETag and 304, HEAD, and packed answers, by RFC 9110."""

import gzip
from collections.abc import Mapping

import httpx
import pytest

from tests.api.serving import Served
from tests.api.sparql.conftest import CSV, JSON, PROBLEM, QUERY, TURTLE, XML, ask, media_type, post

SELECT = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 200"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
PLAIN = {"Accept-Encoding": "identity"}
ADDRESSES = [
    {"url": "/sparql", "query": SELECT}, {"url": "/sparql", "query": CONSTRUCT}, {"url": "/sparql", "query": "ASK {}"},
    {"url": "/graph-store", "default": ""}, {"url": "/graph-store", "graph": "https://w3id.org/tidu/graph/900"},
]  # fmt: skip
EACH = pytest.mark.parametrize("address", ADDRESSES)


def get(http: httpx.Client, address: Mapping[str, str], method: str = "GET", **headers: str) -> httpx.Response:
    params = {name: value for name, value in address.items() if name != "url"}
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return http.request(method, address["url"], params=params, headers={**PLAIN, **given})


@EACH
def test_a_tag_that_still_holds_saves_the_answer(http: httpx.Client, address: Mapping[str, str]) -> None:
    whole = get(http, address)
    again = get(http, address, If_None_Match=whole.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == whole.headers["etag"]
    assert again.headers["vary"] == whole.headers["vary"]
    assert again.headers.get("cache-control") == whole.headers.get("cache-control")
    assert again.headers["access-control-allow-origin"] == "*"


@EACH
def test_tags_are_compared_weakly_in_lists_and_by_star(http: httpx.Client, address: Mapping[str, str]) -> None:
    tag = get(http, address).headers["etag"]
    strong = tag.removeprefix("W/")
    for given in (strong, f"W/{strong}", f'"x", {tag}', f'{tag},"y"', f'"a,b" , {tag} , W/"c"', "*"):
        assert get(http, address, If_None_Match=given).status_code == 304, given
    for given in ('"x"', 'W/"x", "y"', strong.strip('"'), f'"{strong.strip(chr(34))}x"', "", "nonsense", '"*"'):
        assert get(http, address, If_None_Match=given).status_code == 200, given


def test_several_headers_of_tags_are_one_list(http: httpx.Client) -> None:
    tag = ask(http, SELECT).headers["etag"]
    headers = [("If-None-Match", '"x"'), ("If-None-Match", tag)]
    assert http.get("/sparql", params={"query": SELECT}, headers=headers).status_code == 304


def test_tags_tell_queries_and_formats_and_datasets_apart(http: httpx.Client) -> None:
    graph = "https://w3id.org/tidu/graph/900"
    responses = [
        ask(http, SELECT, JSON), ask(http, SELECT, XML), ask(http, SELECT, CSV), ask(http, SELECT + " ", JSON),
        http.get("/sparql", params={"query": SELECT, "default-graph-uri": graph}, headers={"Accept": JSON}),
        http.get("/sparql", params={"query": SELECT, "named-graph-uri": graph}, headers={"Accept": JSON}),
        get(http, ADDRESSES[3]), get(http, ADDRESSES[4]),
    ]  # fmt: skip
    tags = [response.headers["etag"] for response in responses]
    assert len(set(tags)) == len(tags)


def test_a_tag_of_one_format_does_not_hold_for_another(http: httpx.Client) -> None:
    tag = ask(http, SELECT, JSON).headers["etag"]
    assert ask(http, SELECT, XML, {"If-None-Match": tag}).status_code == 200


def test_the_tag_of_an_unordered_query_is_the_same_each_time(http: httpx.Client) -> None:
    assert len({ask(http, CONSTRUCT, TURTLE).headers["etag"] for _ in range(3)}) == 1


@pytest.mark.parametrize("call", ["NOW()", "RAND()", "UUID()", "STRUUID()", "now()"])
def test_what_differs_each_time_has_no_tag(http: httpx.Client, call: str) -> None:
    response = ask(http, f"SELECT ({call} AS ?x) {{}}")
    assert response.status_code == 200, response.text
    assert "etag" not in response.headers
    assert ask(http, f"SELECT ({call} AS ?x) {{}}", headers={"If-None-Match": "*"}).status_code == 200


def test_errors_are_told_whatever_tags_are_given(http: httpx.Client) -> None:
    for headers in ({"If-None-Match": "*"}, {"If-None-Match": '"x"'}):
        response = ask(http, "SELECT", headers=headers)
        assert response.status_code == 400
        assert "etag" not in response.headers


def test_a_post_is_answered_whole(http: httpx.Client) -> None:
    tag = ask(http, SELECT, JSON).headers["etag"]
    headers = {"Content-Type": QUERY, "Accept": JSON, "If-None-Match": tag}
    response = http.post("/sparql", content=SELECT.encode(), headers=headers)
    assert response.status_code == 200
    assert response.json()["results"]["bindings"]


def test_dates_do_not_stand_in_for_tags(http: httpx.Client) -> None:
    response = get(http, ADDRESSES[0], If_Modified_Since="Sun, 06 Nov 1994 08:49:37 GMT", If_None_Match='"x"')
    assert response.status_code == 200


def test_a_range_is_ignored(http: httpx.Client) -> None:
    whole = get(http, ADDRESSES[0])
    part = get(http, ADDRESSES[0], Range="bytes=0-9")
    assert (part.status_code, part.content) == (200, whole.content)


@EACH
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_head_has_the_headers_of_get_and_no_body(http: httpx.Client, address: Mapping[str, str], encoding: str) -> None:
    whole = get(http, address, Accept_Encoding=encoding)
    head = get(http, address, "HEAD", Accept_Encoding=encoding)
    assert (head.status_code, head.content) == (200, b"")
    changing = {"date", "x-request-id", "server-timing", "transfer-encoding"}
    assert {n: v for n, v in head.headers.items() if n not in changing} == {
        n: v for n, v in whole.headers.items() if n not in changing
    }


@pytest.mark.parametrize(
    "address", ["/sparql", "/sparql?query=SELECT", "/graph-store?graph=http://e/none", "/graph-store"]
)
def test_head_of_descriptions_and_errors_is_like_get_too(http: httpx.Client, address: str) -> None:
    whole, head = http.get(address, headers=PLAIN), http.head(address, headers=PLAIN)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    for name in ("content-type", "content-length", "vary", "etag", "access-control-allow-origin"):
        assert head.headers.get(name) == whole.headers.get(name), name


def test_head_gives_304_too(http: httpx.Client) -> None:
    tag = get(http, ADDRESSES[0]).headers["etag"]
    head = get(http, ADDRESSES[0], "HEAD", If_None_Match=tag)
    assert (head.status_code, head.content) == (304, b"")


def test_a_connection_goes_on_after_head_and_304(server: Served) -> None:
    address = "/sparql?query=ASK%7B%7D"
    with httpx.Client(base_url=server.client.base_url, trust_env=False, limits=httpx.Limits(max_connections=1)) as one:
        tag = one.get(address).headers["etag"]
        for _ in range(3):
            assert one.head(address).status_code == 200
            assert one.get(address, headers={"If-None-Match": tag}).status_code == 304
            assert one.get(address).json()["boolean"] is True


@EACH
@pytest.mark.parametrize(
    "accept",
    ["gzip", "GZIP", "gzip, deflate, br", "br;q=1.0, gzip;q=0.8", "*", "gzip;q=0.001", "identity;q=0.5, gzip;q=1.0"],
)
def test_answers_are_packed_for_who_asks(http: httpx.Client, address: Mapping[str, str], accept: str) -> None:
    plain, packed = get(http, address), get(http, address, Accept_Encoding=accept)
    assert packed.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in packed.headers["vary"].lower()
    assert packed.headers["content-type"] == plain.headers["content-type"]
    assert sorted(packed.content.splitlines()) == sorted(plain.content.splitlines())


@EACH
@pytest.mark.parametrize(
    "accept",
    ["", "identity", "gzip;q=0", "br", "*;q=0, identity", "gzip;q=0, *", "deflate", "gzip;q=0.0, identity;q=0.5"],
)
def test_answers_are_plain_for_who_does_not(http: httpx.Client, address: Mapping[str, str], accept: str) -> None:
    plain = get(http, address, Accept_Encoding=accept)
    assert plain.status_code == 200
    assert "content-encoding" not in plain.headers
    assert "accept-encoding" in plain.headers["vary"].lower()


def test_a_packed_post_unpacks_to_the_plain_one(server: Served) -> None:
    body = SELECT.encode()
    headers = {"Content-Type": QUERY, "Accept": CSV, "Accept-Encoding": "gzip"}
    with server.client.stream("POST", "/sparql", content=body, headers=headers) as response:
        raw = b"".join(response.iter_raw())
    assert gzip.decompress(raw) == post(server.client, SELECT, CSV).content
    assert len(raw) < len(gzip.decompress(raw))
    assert int(response.headers["content-length"]) == len(raw)


def test_packed_errors_are_still_problem_documents(http: httpx.Client) -> None:
    response = ask(http, "SELECT", headers={"Accept-Encoding": "gzip"})
    assert media_type(response) == PROBLEM
    assert response.json()["status"] == 400
