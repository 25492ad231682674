"""Queries whose full answer nobody can wait for, or hold."""

FACTS = [f"?s{i} ?p{i} ?o{i}" for i in range(6)]
PRODUCT = "{ " + " . ".join(FACTS[:5]) + " }"
PAIRS = "{ " + " . ".join(FACTS[:2]) + " }"
NUMBERS = "VALUES ?{} {{ " + " ".join(map(str, range(1000))) + " }}"
THOUSANDS = "{ " + " ".join(NUMBERS.format(name) for name in "abcd") + " }"
GRAPH = "https://w3id.org/tidu/graph/"


def doubled(function: str, times: int = 40) -> str:
    """A string that is put to itself again and again."""
    binds = " ".join(f"BIND({function.format(a=f'?v{i}')} AS ?v{i + 1})" for i in range(times))
    return f"SELECT (STRLEN(?v{times}) AS ?n) {{ BIND('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' AS ?v0) {binds} }}"


def matched(pattern: str, text: str = "a" * 40 + "!") -> str:
    """A regular expression on a string, and on all there are."""
    return f"SELECT * {{ ?s ?p ?o FILTER(REGEX('{text}', '{pattern}') || REGEX(STR(?o), '{pattern}')) }}"


PRODUCTS = {
    "product": f"SELECT * {PRODUCT}",
    "product counted": f"SELECT (COUNT(*) AS ?n) {PRODUCT}",
    "product counted distinct": f"SELECT (COUNT(DISTINCT ?s0) AS ?n) {PRODUCT}",
    "product of distinct rows": f"SELECT DISTINCT * {PRODUCT}",
    "product reduced": f"SELECT REDUCED ?s0 {PRODUCT}",
    "product ordered": f"SELECT * {PRODUCT} ORDER BY ?s0 DESC(?o1)",
    "product ordered by chance": f"SELECT * {PRODUCT} ORDER BY RAND()",
    "product ordered, ten of it": f"SELECT * {PRODUCT} ORDER BY ?s0 LIMIT 10",
    "product grouped": f"SELECT ?s0 ?s1 (COUNT(*) AS ?n) {PAIRS} GROUP BY ?s0 ?s1",
    "product summed": f"SELECT (SUM(STRLEN(STR(?o0))) AS ?n) {PRODUCT}",
    "product joined to a string": f"SELECT (GROUP_CONCAT(?o0) AS ?n) {PRODUCT}",
    "product joined to distinct strings": f"SELECT (GROUP_CONCAT(DISTINCT CONCAT(STR(?o0), STR(?o1))) AS ?n) {PAIRS}",
    "product filtered to nothing": "SELECT * { " + " . ".join(FACTS) + " FILTER(CONCAT(STR(?s0), STR(?o5)) = 'x') }",
    "product of chance": f"SELECT * {{ {FACTS[0]} . {FACTS[1]} . {FACTS[2]} FILTER(RAND() > 2) }}",
    "product asked": f"ASK {{ {PRODUCT} FILTER(STR(?s0) = CONCAT(STR(?s4), 'x')) }}",
    "product of groups": "SELECT * { " + " ".join(f"{{ {fact} }}" for fact in FACTS) + " }",
    "product of subselects": "SELECT * { " + " ".join(f"{{ SELECT DISTINCT * {{ {fact} }} }}" for fact in FACTS[:4]) + " }",
    "product of unions": "SELECT (COUNT(*) AS ?n) { " + " ".join(f"{{ {f} }} UNION {{ {f} }}" for f in FACTS[:4]) + " }",
    "product of optionals": "SELECT (COUNT(*) AS ?n) { " + " ".join(f"OPTIONAL {{ {fact} }}" for fact in FACTS[:4]) + " }",
    "product of named graphs": "SELECT * { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?i { ?x ?y ?z } }",
    "product minus product": f"SELECT * {{ {PAIRS} MINUS {{ {FACTS[0]} . {FACTS[3]} }} }}",
    "product existing": f"SELECT * {{ {FACTS[0]} FILTER NOT EXISTS {{ {FACTS[1]} . {FACTS[2]} FILTER(STR(?o1) = CONCAT(STR(?o2), STR(?s0))) }} }}",
    "product of values": f"SELECT * {THOUSANDS}",
    "product of values counted": f"SELECT (COUNT(*) AS ?n) {THOUSANDS}",
    "product of values distinct": f"SELECT DISTINCT * {THOUSANDS}",
    "product constructed": f"CONSTRUCT {{ ?s0 ?p1 ?o2 }} {PRODUCT}",
    "product constructed of new nodes": f"CONSTRUCT {{ [] ?p0 [ ?p1 ?o1 ] }} {PAIRS}",
    "product described": f"DESCRIBE * {PAIRS}",
    "far offset": f"SELECT * {PRODUCT} OFFSET 9000000000000000000 LIMIT 1",
    "large limit": f"SELECT * {PRODUCT} LIMIT 9000000000000000000",
    "large limit and order": f"SELECT * {PAIRS} ORDER BY ?o0 LIMIT 9000000000000000000",
    "largest limit and offset": f"SELECT * {PAIRS} ORDER BY ?o0 OFFSET 18446744073709551615 LIMIT 18446744073709551615",
    "from all graphs": "SELECT * " + "".join(f"FROM <{GRAPH}{g}> " for g in ("001", "002", "reference")) + PRODUCT,
    "loose ends": "SELECT * { ?a ?b ?c . ?c ?d ?e . ?f ?g ?e . ?f ?h ?i . ?j ?k ?i }",
}  # fmt: skip
STRINGS = {
    "concat": doubled("CONCAT({a}, {a})"),
    "concat of four": doubled("CONCAT({a}, {a}, {a}, {a})"),
    "replace": doubled("REPLACE({a}, 'a', 'aaaaaaaa')"),
    "replace by itself": doubled("REPLACE({a}, '(.*)', '$1$1')"),
    "replace of nothing": doubled("REPLACE({a}, '', '{a}')"),
    "encode": doubled("ENCODE_FOR_URI(CONCAT('%', {a}, '%', {a}))"),
    "upper case": doubled("UCASE(CONCAT({a}, 'ß', {a}))"),
    "quotes": doubled("CONCAT({a}, '\"\\n', {a})"),
    "language": doubled("STRLANG(CONCAT(STR({a}), STR({a})), 'en')"),
    "IRI": doubled("IRI(CONCAT('http://a/', STR({a}), STR({a})))"),
    "hash": doubled("CONCAT({a}, SHA512({a}), {a})"),
    "wide": doubled("CONCAT(" + ", ".join(["{a}"] * 500) + ")", 6),
    "joined": "SELECT (GROUP_CONCAT(?x; separator=',') AS ?n) { ?s ?p ?o . ?s2 ?p2 ?o2 BIND(CONCAT(STR(?o), STR(?o2)) AS ?x) }",
    "joined by much": f"SELECT (GROUP_CONCAT(STR(?o); separator='{'a' * 100_000}') AS ?n) {{ ?s ?p ?o }}",
    "sampled": f"SELECT (SAMPLE(?x) AS ?n) {{ {FACTS[0]} . {FACTS[1]} BIND(CONCAT(STR(?o0), STR(?o1)) AS ?x) }}",
    "each grown": "SELECT ?x { ?s ?p ?o BIND(REPLACE(STR(?o), '.', '" + "b" * 10_000 + "') AS ?x) } ORDER BY ?x",
    "each with a large one": f"SELECT * {{ ?s ?p ?o BIND(CONCAT(STR(?o), '{'a' * 1_000_000}') AS ?x) }}",
    "numbers": "SELECT (9" + "*9" * 500 + " AS ?n) {}",
    "long decimals": "SELECT (0." + "9" * 100_000 + "/3 AS ?n) {}",
    "steps": "SELECT (<http://www.w3.org/2001/XMLSchema#integer>('" + "9" * 1_000_000 + "') AS ?n) {}",
}  # fmt: skip
EXPRESSIONS = {
    "nested plus": matched("(a+)+$"),
    "nested star": matched("^(([a-z])*)*$"),
    "alternatives": matched("^(a|a)*$"),
    "alternatives and plus": matched("^(a|aa)+$"),
    "many stars": matched(".*" * 30 + "!x"),
    "optionals": matched("a?" * 500 + "a" * 500, "a" * 500),
    "back": matched("(a*)*\\\\1"),
    "repeated": matched("a{1000}{1000}"),
    "repeated thrice": matched("((a{100}){100}){100}"),
    "repeated letters": matched("(\\\\p{L}{1000}){100}"),
    "repeated from nothing": matched("(a{0,1000}){0,1000}"),
    "repeated beyond": matched("a{99999999}"),
    "repeated words": matched("(\\\\w{1,300}\\\\s){1,300}"),
    "unicode": matched("[\\\\p{L}\\\\p{N}]{900}[\\\\s\\\\S]{900}$"),
    "deep": matched("(" * 5000 + "a" + ")" * 5000),
    "deep and repeated": matched("(" * 200 + "a" + ")+" * 200),
    "long": matched("|".join(f"a{i}" for i in range(50_000))),
    "classes": matched("[" + "a-z" * 100_000 + "]"),
    "long text": matched("(x+x+)+y", "x" * 1_000_000),
    "spaces": matched("\\\\s+$", " " * 1_000_000 + "x"),
    "another for each row": "SELECT * { ?s ?p ?o . ?a ?b ?c FILTER(REGEX(STR(?c), CONCAT('(', STR(?o), '){50}'))) }",
    "replaced": "SELECT (REPLACE('" + "a" * 100_000 + "', '(a+)+', '$1$1$1') AS ?x) {}",
    "replaced by all": "SELECT (REPLACE('" + "a" * 100_000 + "', '', '" + "b" * 1000 + "') AS ?x) {}",
    "replaced by groups": "SELECT (REPLACE('" + "a" * 100_000 + "', '(.)(.)(.)', '" + "$1$2$3" * 1000 + "') AS ?x) {}",
}  # fmt: skip
P = "<https://w3id.org/tidu/partOf>"
PATHS = {
    "any steps": f"SELECT * {{ ?a ({P}|!{P})* ?b }}",
    "any steps counted": f"SELECT (COUNT(*) AS ?n) {{ ?a ({P}|!{P})* ?b }}",
    "any steps, one at least": f"SELECT * {{ ?a ({P}|!{P})+ ?b }}",
    "any steps either way": f"SELECT (COUNT(*) AS ?n) {{ ?a ({P}|!{P}|^{P}|!^{P})* ?b }}",
    "any steps to itself": f"SELECT (COUNT(*) AS ?n) {{ ?a ({P}|!{P})+ ?a }}",
    "any steps twice": f"SELECT (COUNT(*) AS ?n) {{ ?a (!{P})*/(!{P})* ?b }}",
    "any steps nested": f"SELECT (COUNT(*) AS ?n) {{ ?a (((!{P})*)*)* ?b }}",
    "any steps nested and joined": f"SELECT (COUNT(*) AS ?n) {{ ?a ((!{P}/!{P})*|(!{P})+)* ?b . ?b (!{P})* ?c }}",
    "any steps, product": f"SELECT (COUNT(*) AS ?n) {{ ?a (!{P})* ?b . ?c (!{P})* ?d . ?e (!{P})? ?f }}",
    "any steps, asked": f"ASK {{ ?a (!{P}|^!{P})* ?b FILTER(STR(?a) = CONCAT(STR(?b), 'x')) }}",
    "any steps in any graph": f"SELECT * {{ GRAPH ?g {{ ?a (!{P})* ?b }} GRAPH ?h {{ ?b (!{P})* ?c }} }}",
    "no step or one": "SELECT (COUNT(*) AS ?n) { ?a <urn:none>? ?b . ?c <urn:none>? ?d . ?e <urn:none>* ?f }",
    "many steps": "SELECT (COUNT(*) AS ?n) { ?a " + "/".join([f"!{P}"] * 100) + " ?b }",
    "many steps back and forth": "SELECT (COUNT(*) AS ?n) { ?a " + "/".join([f"!{P}/^!{P}"] * 50) + " ?b }",
    "many optional steps": "SELECT (COUNT(*) AS ?n) { ?a " + "/".join([f"(!{P})?"] * 50) + " ?b }",
    "many alternatives": "SELECT (COUNT(*) AS ?n) { ?a " + "/".join([f"(!{P}|^!{P})"] * 30) + " ?b }",
    "recursive": f"SELECT * {{ ?a (!{P}/(!{P}/(!{P}/(!{P})*)*)*)* ?b }}",
}
