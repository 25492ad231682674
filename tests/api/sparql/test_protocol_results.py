"""Solutions in JSON, XML, CSV and TSV, each read by a parser that is not the engine's: every term comes back."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import httpx
import pytest
import rdflib

from tests.api.sparql.conftest import CSV, JSON, RESULTS, TSV, XML, media_type, post, problem

SR = "{http://www.w3.org/2005/sparql-results#}"
XSD = "http://www.w3.org/2001/XMLSchema#"

Term = tuple[str, str, str]  # kind, text, and language or datatype

TEXTS = {
    "empty": "", "blanks": "  a  b  ", "quotes": "\"double\" and 'single' and \"\"\"three\"\"\"", "comma": "a,b;c",
    "tab": "a\tb", "newline": "a\nb\n", "return": "a\rb", "crlf": "a\r\nb", "backslash": "a\\b\\n\\",
    "chinese": "工业互联网，平台",
    "emoji": "🏭👩‍🚀 e\u0301", "markup": "<a href='x'>&amp;</a> ]]> <!-- -->", "formula": "=1+1",
    "hash": "# ? $ ^^ @en",
    "separators": "a\u0085b\u2028c\u2029d\ufeffe\u00a0f", "braces": ',{"x":1}],[{', "long": "平台" * 40_000,
}  # fmt: skip
CONTROLS = {
    "one": "a\u0001b",
    "escape": "\u001b[31m",
    "delete": "\u007f\u0080",
    "backspace": "\b\f\v",
    "last": "\uffff\ufffe",
}
TYPED = {
    "integer": "7", "decimal": "2.5", "boolean": "true", "date": "2021-12-31", "gYearMonth": "2020-12",
    "dateTime": "2021-12-31T23:59:59.999Z", "hexBinary": "a7", "float": "INF",
}  # fmt: skip
ODD = {"integer": "twelve", "decimal": "1,5", "boolean": "yes", "double": ""}
IRIS = ("http://e/", "urn:x:y", "http://例子/路径?a=1&b=%E5%8C%97#段", "http://e/a'b(c)d;f", "mailto:a@example.org")


def written(term: Term) -> str:
    """A term as it is written in a query."""
    kind, text, more = term
    if kind == "uri":
        return f"<{text}>"
    escaped = "".join(f"\\U{ord(c):08X}" if c in "\"\\'" or ord(c) < 32 else c for c in text)
    return f'"{escaped}"' + (f"@{more}" if kind == "lang" else f"^^<{more}>")


def asked(http: httpx.Client, terms: list[Term], accept: str) -> httpx.Response:
    found = "\n".join(f"({n} {written(term)})" for n, term in enumerate(terms))
    query = f"SELECT ?n ?x ?none {{ VALUES (?n ?x) {{ {found} (-1 UNDEF) }} }} ORDER BY ?n"
    return post(http, query, accept)


def from_json(response: httpx.Response) -> list[Term | None]:
    return [_json_term(row["x"]) if "x" in row else None for row in response.json()["results"]["bindings"]]


def _json_term(term: dict[str, str]) -> Term:
    if term["type"] == "uri":
        return "uri", term["value"], ""
    assert term["type"] == "literal"
    if "xml:lang" in term:
        return "lang", term["value"], term["xml:lang"].lower()
    return "typed", term["value"], term.get("datatype", XSD + "string")


def from_xml(response: httpx.Response) -> list[Term | None]:
    root = ET.fromstring(response.content)  # noqa: S314 # what our own server wrote
    assert root.tag == SR + "sparql"
    return [_xml_term(result.find(f"{SR}binding[@name='x']")) for result in root.iter(SR + "result")]


def _xml_term(binding: ET.Element | None) -> Term | None:
    if binding is None:
        return None
    (term,) = binding
    text = term.text or ""
    if term.tag == SR + "uri":
        return "uri", text, ""
    assert term.tag == SR + "literal"
    language = term.get("{http://www.w3.org/XML/1998/namespace}lang")
    return ("lang", text, language.lower()) if language else ("typed", text, term.get("datatype", XSD + "string"))


def from_tsv(response: httpx.Response) -> list[Term | None]:
    header, *lines, end = response.content.decode("utf-8").split("\n")
    assert end == ""
    assert header == "?n\t?x\t?none"
    return [_tsv_term(line.split("\t")[1]) for line in lines]


def _tsv_term(cell: str) -> Term | None:
    if not cell:
        return None
    graph = rdflib.Graph().parse(data=f"<urn:s> <urn:p> {cell} .", format="turtle")
    ((_, _, term),) = graph
    if isinstance(term, rdflib.URIRef):
        return "uri", str(term), ""
    assert isinstance(term, rdflib.Literal)
    return ("lang", str(term), term.language.lower()) if term.language else (
        "typed", str(term), str(term.datatype or XSD + "string")
    )  # fmt: skip


READERS = {JSON: from_json, XML: from_xml, TSV: from_tsv}
TERMS: list[Term] = [
    *(("typed", text, XSD + "string") for text in TEXTS.values()),
    *(("lang", text, "zh-hans-cn") for text in TEXTS.values()),
    *(("typed", text, "http://e/type#x,y") for text in TEXTS.values()),
    *(("typed", text, XSD + name) for name, text in TYPED.items()),
    *(("typed", text, XSD + name) for name, text in ODD.items()),
    *(("uri", iri, "") for iri in IRIS),
]  # fmt: skip


@pytest.fixture(autouse=True)
def lexical(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep rdflib from writing 007 as 7."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


@pytest.mark.parametrize("accept", [JSON, XML, TSV])
def test_every_kind_of_term_comes_back(http: httpx.Client, accept: str) -> None:
    response = asked(http, TERMS, accept)
    assert response.status_code == 200, response.text
    assert media_type(response) == accept
    assert READERS[accept](response) == [None, *TERMS]


def test_csv_has_the_texts_of_terms(http: httpx.Client) -> None:
    response = asked(http, TERMS, CSV)
    text = response.content.decode("utf-8")
    header, *found = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert header == ["n", "x", "none"]
    assert [row[1] for row in found] == ["", *(text for _, text, _ in TERMS)]
    assert {len(row) for row in found} == {3}
    assert {row[2] for row in found} == {""}


def test_csv_lines_end_as_rfc_4180_says(http: httpx.Client) -> None:
    assert post(http, "SELECT ?a ?b { VALUES (?a ?b) { (1 UNDEF) ('x,y' 'é') } }", CSV).content == (
        'a,b\r\n1,\r\n"x,y",é\r\n'.encode()
    )


def test_csv_quotes_what_holds_a_quote_a_comma_or_a_line_end(http: httpx.Client) -> None:
    content = post(http, r"""SELECT ?a { VALUES ?a { "a\"b" "c\nd" "e\rf" "g,h" "i\tj" } }""", CSV).text
    assert content == 'a\r\n"a""b"\r\n"c\nd"\r\n"e\rf"\r\n"g,h"\r\ni\tj\r\n'


def test_tsv_writes_numbers_bare_and_types_of_others(http: httpx.Client) -> None:
    """By W3C's csvtsv03: an xsd:string has no type, a number that Turtle can write bare may be bare."""
    query = 'SELECT ?a { VALUES ?a { "1" 2.2 "x"@en <http://e/> } }'
    header, one, decimal, language, iri, _ = post(http, query, TSV).text.split("\n")
    assert (header, one, language, iri) == ("?a", '"1"', '"x"@en', "<http://e/>")
    assert decimal in ("2.2", f'"2.2"^^<{XSD}decimal>')


def test_csv_quotes_iris_with_commas(http: httpx.Client) -> None:
    """RFC 4180, 2.6; W3C's CSV results, 3.2, quote every term by it."""
    assert post(http, "SELECT ?a { VALUES ?a { <http://e/a,b> } }", CSV).text == 'a\r\n"http://e/a,b"\r\n'


ENGINE = "the engine keeps numbers as values: docs/sparql.md says so"


@pytest.mark.xfail(strict=True, reason=ENGINE)
@pytest.mark.parametrize("name", ["negativeInteger", "byte", "int", "unsignedLong", "nonNegativeInteger"])
def test_types_derived_from_integer_are_kept(http: httpx.Client, name: str) -> None:
    """W3C's csvtsv03 has an xsd:negativeInteger; Fuseki keeps it."""
    term: Term = ("typed", "-3" if name == "negativeInteger" else "3", XSD + name)
    assert from_json(asked(http, [term], JSON)) == [None, term]


@pytest.mark.parametrize("name", CONTROLS)
@pytest.mark.parametrize("accept", [JSON, TSV, CSV])
def test_control_characters_come_back_where_the_format_has_them(http: httpx.Client, accept: str, name: str) -> None:
    term: Term = ("typed", CONTROLS[name], XSD + "string")
    response = asked(http, [term], accept)
    if accept == CSV:
        found = list(csv.reader(io.StringIO(response.content.decode(), newline=""), strict=True))
        assert found[2][1] == CONTROLS[name]
    else:
        assert READERS[accept](response) == [None, term]


@pytest.mark.parametrize("name", CONTROLS)
def test_xml_is_well_formed_or_is_refused(http: httpx.Client, name: str) -> None:
    """XML 1.0 has no way to write most control characters: 406 says so, a broken document does not."""
    response = asked(http, [("typed", CONTROLS[name], XSD + "string")], XML)
    if response.status_code == 200:
        ET.fromstring(response.content)  # noqa: S314 # what our own server wrote
    else:
        problem(response, 406)


@pytest.mark.parametrize("select", ["?b ?a ?c", "?c (?a AS ?d) ?b", "?a", "?z"])
def test_variables_stand_in_the_order_of_select(http: httpx.Client, select: str) -> None:
    names = [name.strip("()?") for name in select.replace("(?a AS ", "").split()]
    query = f"SELECT {select} {{ VALUES (?a ?b ?c) {{ (1 2 3) }} }}"
    assert post(http, query).json()["head"]["vars"] == names
    root = ET.fromstring(post(http, query, XML).content)  # noqa: S314 # what our own server wrote
    assert [variable.get("name") for variable in root.iter(SR + "variable")] == names
    assert post(http, query, CSV).text.split("\r\n")[0] == ",".join(names)
    assert post(http, query, TSV).text.split("\n")[0] == "\t".join("?" + name for name in names)


def test_a_star_stands_for_each_variable_once(http: httpx.Client) -> None:
    names = post(http, "SELECT * { ?s ?p ?o OPTIONAL { ?o ?p ?z } FILTER NOT EXISTS { ?hidden ?s ?o } } LIMIT 1").json()
    assert sorted(names["head"]["vars"]) == ["o", "p", "s", "z"]


@pytest.mark.parametrize("accept", RESULTS)
def test_no_solutions_and_no_variables_are_still_an_answer(http: httpx.Client, accept: str) -> None:
    none = post(http, "SELECT ?a { VALUES ?a {} }", accept).content
    empty = post(http, "SELECT * {}", accept).content
    if accept == JSON:
        assert json.loads(none)["results"]["bindings"] == []
        assert json.loads(empty) == {"head": {"vars": []}, "results": {"bindings": [{}]}}
    elif accept == XML:
        assert not list(ET.fromstring(none).iter(SR + "result"))  # noqa: S314 # what our own server wrote
        assert len(list(ET.fromstring(empty).iter(SR + "result"))) == 1  # noqa: S314 # as above
    else:
        end = b"\r\n" if accept == CSV else b"\n"
        assert none == (b"a" if accept == CSV else b"?a") + end
        assert empty.count(end) == 2


@pytest.mark.parametrize("accept", RESULTS)
@pytest.mark.parametrize(("query", "expected"), [("ASK {}", "true"), ("ASK { <http://e/> ?p ?o }", "false")])
def test_yes_and_no_in_each_format(http: httpx.Client, accept: str, query: str, expected: str) -> None:
    response = post(http, query, accept)
    assert media_type(response) == accept
    if accept == JSON:
        assert response.json()["boolean"] is (expected == "true")
        assert "head" in response.json()
        assert "results" not in response.json()
    elif accept == XML:
        root = ET.fromstring(response.content)  # noqa: S314 # what our own server wrote
        assert root.find(SR + "head") is not None
        assert root.findtext(SR + "boolean") == expected
    else:
        assert response.text.strip() == expected


def test_blank_nodes_are_one_within_an_answer(http: httpx.Client) -> None:
    query = "SELECT ?a (?a AS ?b) ?c { BIND(BNODE() AS ?a) BIND(BNODE() AS ?c) }"
    (row,) = post(http, query).json()["results"]["bindings"]
    assert {term["type"] for term in row.values()} == {"bnode"}
    assert row["a"] == row["b"] != row["c"]
    cells = post(http, query, TSV).text.split("\n")[1].split("\t")
    assert all(cell.startswith("_:") for cell in cells)
    assert cells[0] == cells[1] != cells[2]
    root = ET.fromstring(post(http, query, XML).content)  # noqa: S314 # what our own server wrote
    assert len(list(root.iter(SR + "bnode"))) == 3
    line = post(http, query, CSV).text.split("\r\n")[1].split(",")
    assert line[0] == line[1] != line[2]


@pytest.mark.parametrize("accept", ["text/csv", "text/tab-separated-values"])
def test_text_formats_say_that_they_are_utf_8(http: httpx.Client, accept: str) -> None:
    """Browsers and httpx take text without a charset for Latin-1 or guess it."""
    assert post(http, "SELECT ('北' AS ?x) {}", accept).headers["content-type"].lower().replace(" ", "") == (
        f"{accept};charset=utf-8"
    )


def test_errors_within_solutions_leave_variables_unbound(http: httpx.Client) -> None:
    found = post(http, "SELECT ?x ?y { VALUES ?x { 0 2 'a' } BIND(1/?x AS ?y) }").json()["results"]["bindings"]
    assert ["y" in row for row in found] == [False, True, False]


def test_many_rows_arrive_whole(http: httpx.Client) -> None:
    """More than fits in a buffer: 8,000 rows by a product."""
    digits = "VALUES ?{0} {{ 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 }}"
    query = "SELECT * { " + " ".join(digits.format(name) for name in "abc") + " }"
    assert len(post(http, query).json()["results"]["bindings"]) == 8000
    assert post(http, query, CSV).text.count("\r\n") == post(http, query, TSV).text.count("\n") == 8001


@pytest.mark.xfail(strict=True, reason=ENGINE)
@pytest.mark.parametrize(
    ("name", "text"), [("integer", "007"), ("decimal", "2.50"), ("double", "1e6"), ("boolean", "1")]
)
def test_numbers_keep_the_form_in_which_they_were_written(http: httpx.Client, name: str, text: str) -> None:
    """RDF 1.1, 3.3: literals are the same term only if their texts are."""
    term: Term = ("typed", text, XSD + name)
    assert from_json(asked(http, [term], JSON)) == [None, term]
