"""Texts that nest or chain one thing so many times."""

from collections.abc import Callable

Make = Callable[[int], str]


def _pattern(before: str, middle: str, after: str) -> Make:
    return lambda n: "SELECT * { " + before * n + middle + after * n + " }"


def _filter(before: str, middle: str, after: str) -> Make:
    return lambda n: "SELECT * { FILTER(" + before * n + middle + after * n + ") }"


def _path(before: str, middle: str, after: str) -> Make:
    return lambda n: "SELECT * { ?s " + before * n + middle + after * n + " ?o }"


def _chain(link: str, first: str = "") -> Make:
    return lambda n: "SELECT * { " + first + link * n + " }"


def _joined(operator: str, operand: str) -> Make:
    return lambda n: "SELECT * { FILTER(" + operator.join([operand] * n) + ") }"


def _stepped(operator: str) -> Make:
    return lambda n: "SELECT * { ?s " + operator.join(["<urn:p>"] * n) + " ?o }"


NESTS: dict[str, Make] = {
    "braces": _pattern("{", "", "}"),
    "braces with patterns": _pattern("{ ?s ?p ?o ", "", "}"),
    "braces unclosed": lambda n: "SELECT * " + "{" * n,
    "closing braces": lambda n: "SELECT * {" + "}" * n,
    "brackets": _filter("(", "1", ")"),
    "brackets unclosed": lambda n: "SELECT * { FILTER" + "(" * n,
    "square brackets": _pattern("[ <urn:p> ", "1", " ] <urn:p> 1"),
    "property lists": lambda n: "SELECT * { ?s <urn:p> " + "[ <urn:p> " * n + "1" + " ]" * n + " }",
    "square brackets unclosed": lambda n: "SELECT * { ?s ?p " + "[ ?p " * n,
    "collections": lambda n: "SELECT * { ?s ?p " + "(" * n + "1" + ")" * n + " }",
    "collections unclosed": lambda n: "SELECT * { ?s ?p " + "(" * n,
    "collections and lists": lambda n: "SELECT * { ?s ?p " + "([ ?p " * n + "1" + " ])" * n + " }",
    "all brackets": lambda n: "SELECT * " + "{([" * n,
    "quoted triples": _pattern("<< ", "?s", " ?p ?o >> ?p ?o"),
    "triple terms": lambda n: "SELECT * { ?s ?p " + "<<( ?s ?p " * n + "1" + " )>>" * n + " }",
    "annotations": lambda n: "SELECT * { ?s ?p ?o " + "{| ?p ?o " * n + "|}" * n + " }",
    "exists": _pattern("FILTER EXISTS {", "", "}"),
    "not exists": _pattern("FILTER NOT EXISTS {", "", "}"),
    "exists in brackets": _pattern("FILTER(EXISTS {", "", "})"),
    "if": _filter("IF(true,", "1", ",2)"),
    "if condition": _filter("IF(", "true", ",1,2)"),
    "not": _filter("!", "true", ""),
    "not with spaces": _filter("! ", "true", ""),
    "not in brackets": _filter("!(", "true", ")"),
    "minus sign": _filter("-", "?x", ""),
    "minus sign in brackets": _filter("-(", "1", ")"),
    "plus sign": _filter("+ ", "?x", ""),
    "coalesce": _filter("COALESCE(", "1", ")"),
    "concat": _filter("CONCAT('a',", "'b'", ")"),
    "str": _filter("STR(", "1", ")"),
    "replace": _filter("REPLACE(", "'a'", ",'a','b')"),
    "function": _filter("<http://www.w3.org/2001/XMLSchema#string>(", "1", ")"),
    "in": _filter("1 IN (", "1", ")"),
    "unions": _pattern("{ {} UNION ", "{}", " }"),
    "optionals": _pattern("OPTIONAL {", "", "}"),
    "optionals with patterns": _pattern("OPTIONAL { ?s ?p ?o ", "", "}"),
    "minuses": _pattern("?s ?p ?o MINUS {", "?s ?p ?o", "}"),
    "graphs": _pattern("GRAPH ?g {", "", "}"),
    "subselects": _pattern("{ SELECT * {", "", "} }"),
    "subselects with groups": _pattern("{ SELECT (COUNT(*) AS ?n) {", "", "} GROUP BY ?x }"),
    "subselects bare": lambda n: "SELECT * {" * n + "}" * n,
    "laterals": _pattern("LATERAL {", "", "}"),
    "path brackets": _path("(", "<urn:p>", ")"),
    "path stars": _path("(", "<urn:p>", ")*"),
    "path inverses": _path("^", "<urn:p>", ""),
    "path inverses in brackets": _path("^(", "<urn:p>", ")"),
    "path negations": _path("!(", "<urn:p>", ")"),
    "path sequences": _path("(<urn:q>/", "<urn:p>", ")"),
    "path alternatives": _path("(<urn:q>|", "<urn:p>", ")"),
    "order by": lambda n: "SELECT * {} ORDER BY " + "(" * n + "1" + ")" * n,
    "having": lambda n: "SELECT (COUNT(*) AS ?n) {} HAVING " + "(" * n + "1" + ")" * n,
    "projection": lambda n: "SELECT (" + "(" * n + "1" + ")" * n + " AS ?x) {}",
    "values brackets": lambda n: "SELECT * { VALUES (?a) { " + "(" * n + "1" + ")" * n + " } }",
    "template": lambda n: "CONSTRUCT { ?s ?p " + "(" * n + "1" + ")" * n + " } WHERE {}",
    "template lists": lambda n: "CONSTRUCT { ?s ?p " + "[ ?p " * n + "1" + "]" * n + " } WHERE {}",
}
CHAINS: dict[str, Make] = {
    "unions": _chain(" UNION {}", "{}"),
    "unions with patterns": _chain(" UNION { ?s ?p ?o }", "{}"),
    "optionals": _chain("OPTIONAL {} "),
    "optionals with patterns": _chain("OPTIONAL { ?s ?p ?o } "),
    "minuses": _chain("MINUS { ?s ?p ?o } ", "?s ?p ?o "),
    "groups": _chain("{} "),
    "filters": _chain("FILTER(true) "),
    "filters of patterns": _chain("FILTER EXISTS { ?s ?p ?o } "),
    "binds": lambda n: "SELECT * { " + " ".join(f"BIND({i} AS ?v{i})" for i in range(n)) + " }",
    "binds on binds": lambda n: "SELECT * { BIND(1 AS ?v0) " + " ".join(f"BIND(?v{i} AS ?v{i + 1})" for i in range(n)) + " }",
    "subselects": _chain("{ SELECT * {} } "),
    "graphs": _chain("GRAPH ?g {} "),
    "values": _chain("VALUES ?a { 1 } "),
    "sum": _joined("+", "?x"),
    "difference": _joined("-", "?x"),
    "product": _joined("*", "?x"),
    "quotient": _joined("/", "?x"),
    "signed numbers": _joined("", "+1"),
    "and": _joined("&&", "?x"),
    "or": _joined("||", "?x"),
    "equals": _joined("=", "?x"),
    "path sequence": _stepped("/"),
    "path alternative": _stepped("|"),
    "path inverse sequence": _stepped("/^"),
    "path stars": _stepped("*/"),
    "path negated set": lambda n: "SELECT * { ?s !(" + "|".join(["<urn:p>"] * n) + ") ?o }",
    "described": lambda n: "DESCRIBE " + "<urn:a> " * n,
    "template": lambda n: "CONSTRUCT { " + "?s ?p ?o . " * n + "} WHERE { ?s ?p ?o }",
}  # fmt: skip
# of which 100,000 may be answered as well: lists of data and of names, which engines need not go down into
LISTS: dict[str, Make] = {
    "collection": lambda n: "SELECT * { ?s ?p (" + "1 " * n + ") }",
    "objects": lambda n: "SELECT * { ?s ?p " + ",".join(["?o"] * n) + " }",
    "predicates": lambda n: "SELECT * { ?s " + ";".join(["?p ?o"] * n) + " }",
    "patterns": _chain("?s ?p ?o . "),
    "patterns of a product": lambda n: "SELECT * { " + " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(n)) + " }",
    "patterns in a row": lambda n: "SELECT * { " + " . ".join(f"?v{i} ?p ?v{i + 1}" for i in range(n)) + " }",
    "projected": lambda n: "SELECT " + " ".join(f"?v{i}" for i in range(n)) + " {}",
    "computed": lambda n: "SELECT " + " ".join(f"({i} AS ?v{i})" for i in range(n)) + " {}",
    "ordered": lambda n: "SELECT * { ?s ?p ?o } ORDER BY " + "?s " * n + "LIMIT 1",
    "ordered by terms": lambda n: "SELECT * { ?s ?p ?o } ORDER BY " + "(1) " * n + "LIMIT 1",
    "grouped": lambda n: "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY " + "?s " * n + "LIMIT 1",
    "in": lambda n: "SELECT * { FILTER(1 IN (" + ",".join(["2"] * n) + ")) }",
    "concat": lambda n: "SELECT (CONCAT(" + ",".join(["'a'"] * n) + ") AS ?x) {}",
    "coalesce": lambda n: "SELECT (COALESCE(" + ",".join(["1/0"] * n) + ") AS ?x) {}",
    "from": lambda n: "SELECT * " + "FROM <https://w3id.org/tidu/graph/reference> " * n + "{} LIMIT 1",
    "prefixes": lambda n: "".join(f"PREFIX p{i}: <urn:{i}> " for i in range(n)) + "ASK {}",
    "bases": lambda n: "BASE <http://a/> " * n + "ASK {}",
    "comments": lambda n: "# a\n" * n + "ASK {}",
    "empty statements": lambda n: "SELECT * { ?s ?p ?o " + ";" * n + " }",
    "escapes": lambda n: "SELECT ('" + "\\'" * n + "' AS ?x) {}",
    "long string": lambda n: "SELECT ('''" + "''a" * n + "''' AS ?x) {}",
    "long name": lambda n: "SELECT ?" + "a" * n + " {}",
    "long number": lambda n: "SELECT (" + "9" * n + " AS ?x) {}",
    "long IRI": lambda n: "ASK { <http://a/" + "../" * n + "> ?p ?o }",
    "relative IRI": lambda n: "BASE <http://a/> ASK { <" + "a/../" * n + "> ?p ?o }",
    "having": lambda n: "SELECT (COUNT(*) AS ?n) {} HAVING " + "(true) " * n,
    "versions of values": lambda n: "SELECT * { VALUES (" + "?a " * n + ") {} }",
}  # fmt: skip
