"""OPTIONS, and what browsers need to let any site's page ask: an origin of ``*``, never with credentials."""

import httpx
import pytest

from tests.api.sparql.conftest import QUERY

ORIGIN = {"Origin": "https://elsewhere.example"}
ADDRESSES = [
    ("GET", "/sparql", 200), ("GET", "/sparql?query=ASK%7B%7D", 200), ("HEAD", "/sparql?query=ASK%7B%7D", 200),
    ("GET", "/sparql?query=SELECT", 400), ("POST", "/sparql", 400), ("PUT", "/sparql", 405),
    ("GET", "/graph-store?default", 200), ("GET", "/graph-store?graph=http://e/none", 404),
    ("DELETE", "/graph-store?default", 405), ("OPTIONS", "/sparql", 204), ("OPTIONS", "/graph-store", 204),
    ("GET", "/nowhere", 404),
]  # fmt: skip


def listed(value: str) -> set[str]:
    return {name.strip().lower() for name in value.split(",")}


@pytest.mark.parametrize(("method", "address", "status"), ADDRESSES)
def test_every_answer_may_be_read_by_any_site(http: httpx.Client, method: str, address: str, status: int) -> None:
    for headers in ({}, ORIGIN, {"Origin": "null"}):
        response = http.request(method, address, headers=headers)
        assert response.status_code == status
        assert response.headers["access-control-allow-origin"] == "*"
        assert response.headers.get_list("access-control-allow-origin") == ["*"]
        assert "access-control-allow-credentials" not in response.headers


def test_pages_may_read_the_headers_that_matter(http: httpx.Client) -> None:
    """Browsers hide all but a few headers; ETag and Retry-After are of use to a page."""
    for address in ("/sparql?query=ASK%7B%7D", "/graph-store?default"):
        exposed = listed(http.get(address, headers=ORIGIN).headers["access-control-expose-headers"])
        assert "*" in exposed or {"etag"} <= exposed


@pytest.mark.parametrize(
    ("address", "methods"),
    [("/sparql", {"get", "head", "post", "options"}), ("/graph-store", {"get", "head", "options"}),
     ("/sparql?query=ASK%7B%7D", {"get", "head", "post", "options"}), ("/graph-store?default", {"get", "head",
     "options"})],
)  # fmt: skip
def test_options_says_what_can_be_done(http: httpx.Client, address: str, methods: set[str]) -> None:
    response = http.options(address)
    assert (response.status_code, response.content) == (204, b"")
    assert listed(response.headers["allow"]) == methods


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "wanted", ["content-type", "Content-Type, Accept, If-None-Match", "X-Requested-With, x-custom"]
)
def test_a_preflight_allows_what_is_asked(http: httpx.Client, method: str, wanted: str) -> None:
    headers = {**ORIGIN, "Access-Control-Request-Method": method, "Access-Control-Request-Headers": wanted}
    response = http.options("/sparql", headers=headers)
    assert response.status_code in (200, 204)
    assert response.headers["access-control-allow-origin"] == "*"
    assert {"*", method.lower()} & listed(response.headers["access-control-allow-methods"])
    allowed = listed(response.headers["access-control-allow-headers"])
    assert "*" in allowed or listed(wanted) <= allowed
    assert int(response.headers["access-control-max-age"]) > 0


def test_a_query_from_another_site_is_answered(http: httpx.Client) -> None:
    response = http.post("/sparql", content=b"ASK {}", headers={**ORIGIN, "Content-Type": QUERY})
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == "*"
