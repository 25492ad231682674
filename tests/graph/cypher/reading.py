"""Reading queries of many kinds, each of which Neo4j 5.26 takes and the inspection lets through unchanged."""

_TEXTS = r"""
MATCH (n) RETURN n
match (n) return n limit 5
MATCH (n:Region) RETURN n.label, labels(n) ORDER BY n.label DESC SKIP 2 LIMIT 10
MATCH (n) RETURN n ORDER BY n.name ASCENDING, n.age DESCENDING OFFSET 1
MATCH (a:Person)-[:KNOWS]->(b:Person) WHERE a.age > 30 AND NOT b.name = 'Bob' RETURN a, b
MATCH (a:Person {name: $name})-[r:KNOWS|LIKES*1..3 {since: 2020}]->(b) RETURN r
MATCH (a)-[:KNOWS*]->(b) RETURN count(*)
MATCH (a)-[:KNOWS*..3]-(b), (b)--(c), (c)<--(d), (d)-->(e) RETURN DISTINCT a, e
MATCH (a)<-[r:SET|`CREATE`]-(b) RETURN type(r)
MATCH (n:Create:Delete) RETURN n.set, n.remove, n.`merge`
MATCH (n:A|B&!C) RETURN n
MATCH (n:(A|B)&!(C&D)) RETURN n
MATCH (n:!%) RETURN n
MATCH (n IS Person|Robot) RETURN n
MATCH (n) WHERE n:Person OR n:Robot&!Broken RETURN n:Person AS person
MATCH (n) WHERE n IS Person RETURN n
MATCH ()-[r IS KNOWS|LIKES WHERE r.since > 2000]->() RETURN r
MATCH (n:Person WHERE n.age > 18)-[r:KNOWS WHERE r.since IS NOT NULL]->(m) RETURN n, m
MATCH p = (a)-[*1..3]->(b) RETURN nodes(p), relationships(p), length(p)
MATCH p = shortestPath((a:Person {name: 'A'})-[:KNOWS*]-(b:Person {name: 'B'})) RETURN p
MATCH p = allShortestPaths((a:Person)-[:KNOWS*..5]->(b:Robot)) RETURN [n IN nodes(p) | n.name] AS names
MATCH p = SHORTEST 2 (a:Person)-[:KNOWS]-+(b:Robot) RETURN p
MATCH p = ALL SHORTEST (a:Person)-->+(b) WHERE a <> b RETURN p
MATCH p = ANY (a:Person)-->+(b:Robot) RETURN p
MATCH p = ANY SHORTEST PATH (a:Person)-->{1,3}(b:Robot) RETURN p
MATCH p = ANY 2 PATHS (a:Person)-->{,3}(b:Robot) RETURN p
MATCH p = SHORTEST 2 PATH GROUPS (a:Person)-->{2,}(b:Robot) RETURN p
MATCH p = SHORTEST GROUP (a:Person)-->*(b:Robot) RETURN length(p)
MATCH ALL PATHS (a)-->(b) RETURN a
MATCH (a) ((x)-[r:KNOWS]->(y) WHERE x.age < y.age){1,3} (b) RETURN x, y, r
MATCH ((a)-->(b))+ RETURN a
MATCH ((a)-->(b))+ WHERE size(a) > 1 WITH a MATCH (c) RETURN c
MATCH (s:Start) ((a)-[:NEXT]->(b)){2} (t:Stop) RETURN s, t
OPTIONAL MATCH (n:Missing) RETURN n
MATCH (a) OPTIONAL MATCH (a)-->(b) WHERE b.x = 1 RETURN a, collect(b) AS all_b
MATCH (a) WITH a, count(*) AS c WHERE c > 1 RETURN a.name AS name, c
MATCH (a) WITH * ORDER BY a.name LIMIT 3 MATCH (a)-->(b) RETURN *
MATCH (a) WITH DISTINCT a.name AS name RETURN *, name + 'x' AS more
UNWIND [1, 2, 3] AS x RETURN x
UNWIND $list AS row MATCH (n {key: row.key}) RETURN n
UNWIND range(1, 10, 2) AS x WITH x WHERE x % 2 = 1 RETURN sum(x), avg(x), max(x), min(x), stdev(x)
RETURN 1 AS x UNION RETURN 2 AS x
RETURN 1 AS x UNION ALL RETURN 2 AS x UNION ALL MATCH (n) RETURN n.x AS x
RETURN 1 AS x UNION DISTINCT RETURN 1 AS x
CALL { MATCH (n) RETURN count(n) AS c } RETURN c
MATCH (n) CALL { WITH n MATCH (n)-->(m) RETURN count(m) AS c UNION WITH n RETURN 0 AS c } RETURN n, c
MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN m LIMIT 1 } RETURN n, m
MATCH (n) CALL (*) { MATCH (n)-->(m) RETURN m } RETURN n, m
MATCH (n) OPTIONAL CALL (n) { MATCH (n)-->(m) RETURN m } RETURN n, m
CALL () { RETURN 1 AS one } RETURN one
CALL db.labels() YIELD label RETURN label ORDER BY label
CALL db.labels
CALL db.propertyKeys() YIELD propertyKey AS key WHERE key STARTS WITH 'a' RETURN collect(key)
CALL db.relationshipTypes() YIELD *
CALL db.schema.visualization()
CALL db.schema.nodeTypeProperties() YIELD nodeType, propertyName, propertyTypes RETURN nodeType, propertyName
CALL db.schema.relTypeProperties() YIELD relType RETURN DISTINCT relType
CALL db.index.fulltext.queryNodes('names', $text, {limit: 5}) YIELD node, score RETURN node, score
MATCH (n) CALL `db`.`labels`() YIELD label AS `create` RETURN n, `create`
OPTIONAL CALL db.labels() YIELD label RETURN label
MATCH (n) WHERE EXISTS { (n)-[:KNOWS]->(:Person) } RETURN n
MATCH (n) WHERE EXISTS { MATCH (n)-->(m) WHERE m.age > n.age RETURN m } RETURN n
MATCH (n) WHERE NOT EXISTS { p = (n)-->+(m) WHERE length(p) > 2 } RETURN n
MATCH (n) RETURN COUNT { (n)-->() } AS degree, COUNT { MATCH (n)-->(m) RETURN DISTINCT m } AS neighbours
MATCH (n) RETURN COLLECT { MATCH (n)-->(m) RETURN m.name ORDER BY m.name } AS names
MATCH (n) WHERE COUNT { (n)--() WHERE n.x = 1 } > 3 AND EXISTS { WITH n MATCH (n)-->() RETURN 1 } RETURN n
MATCH (n) WHERE (n)-[:KNOWS]->(:Person {name: 'A'}) AND NOT (n)<--() RETURN n
MATCH (n) RETURN [(n)-[:KNOWS|LIKES]->(m:Person) WHERE m.age > 3 | m.name] AS names
MATCH (n) RETURN [p = (n)-->(m) | length(p)] AS lengths
RETURN [x IN range(0, 10) WHERE x % 2 = 0 | x ^ 3] AS result
RETURN [x IN [1, 2] | CASE WHEN x > 1 THEN 'a' ELSE 'b' END] AS r
MATCH (n) WITH collect(n) AS ns RETURN [x IN ns WHERE x:Person | x.name] AS names, [x IN ns WHERE x:A:B] AS both
RETURN all(x IN [1, 2] WHERE x > 0), any(x IN [1] WHERE x = 1), none(x IN [] WHERE x), single(x IN [1] WHERE x = 1)
RETURN reduce(total = 0, x IN [1, 2, 3] | total + x) AS sum
MATCH p = (a)-->(b) RETURN reduce(s = '', n IN nodes(p) | s + n.name + ' ') AS s
MATCH (n) RETURN n {.name, .age, friends: [(n)-->(m) | m.name], other: 1, .*} AS map
MATCH (n) WITH n, 1 AS x RETURN n {x, .*, create: 2, `set`: 3}
RETURN {a: 1, b: {c: [1, 2, {d: null}]}, set: true, `delete`: false} AS map
RETURN {} AS empty, [] AS none, {`key with space`: 1}.`key with space` AS k
RETURN CASE 1 WHEN 1 THEN 'one' WHEN 2, 3 THEN 'more' ELSE 'none' END AS x
MATCH (n) RETURN CASE WHEN n.age < 18 THEN 'young' WHEN n.age IS NULL THEN '?' END AS age
MATCH (n) RETURN CASE n.age WHEN IS NULL THEN 0 WHEN > 18 THEN 1 WHEN IS NOT NULL, IS TYPED INTEGER THEN 2 ELSE 3 END
RETURN CASE 'abc' WHEN STARTS WITH 'a' THEN 1 WHEN ENDS WITH 'b' THEN 2 END AS x
RETURN CASE WHEN true THEN CASE WHEN false THEN 1 ELSE 2 END ELSE 3 END AS nested
RETURN 'a' + "b" + 'it\'s' + "say \"x\"" + 'tab\t' + '\\' AS text
RETURN 'CREATE (n) // no comment' AS text, "/* MERGE */" AS other
RETURN 1 + 2 * 3 - 4 / 5 % 6 ^ 7 AS x, -1 AS y, +2 AS z, (1 + 2) * 3 AS w
RETURN 1.5, .5, 1e3, 1.5E-3, 0x1F, 0o17, 1_000_000 AS n
RETURN Inf, NaN, -Infinity AS infinite
RETURN true AND false OR NOT true XOR null AS x
RETURN 1 < 2 <= 3, 1 <> 2, 3 >= 2 > 1, 1 = 1
RETURN 'abc' STARTS WITH 'a', 'abc' ENDS WITH 'c', 'abc' CONTAINS 'b', 'a' IN ['a']
RETURN [1, 2, 3][0], [1, 2, 3][-1], [1, 2, 3][0..2], [1, 2, 3][..1], [1, 2, 3][1..]
MATCH (n) RETURN n[$key], n['a' + 'b'], n.list[0].x, properties(n)['x']
MATCH (n) RETURN keys(n), id(n), elementId(n), size(keys(n)), coalesce(n.a, n.b, 'none')
RETURN toUpper('a'), toLower('A'), trim('  a '), trim(BOTH 'x' FROM 'xax'), trim(LEADING FROM ' a'), split('a,b', ',')
RETURN substring('hello', 1, 2), replace('a', 'b', 'c'), left('abc', 1), right('abc', 1), reverse('abc')
RETURN date(), date('2020-01-01').year, datetime(), localtime(), duration('P1D') + duration({days: 1}) AS d
RETURN date.truncate('month', date()) AS m
RETURN datetime.fromEpoch(0, 0) AS e, duration.between(date('2020-01-01'), date()) AS d
RETURN duration.inDays(date('2020-01-01'), date('2021-01-01')).days AS days
RETURN datetime.fromepochmillis(0), time.statement()
RETURN point({latitude: 1, longitude: 2}) AS p, point.distance(point({x: 0, y: 0}), point({x: 3, y: 4})) AS d
RETURN point.withinBBox(point({x: 1, y: 1}), point({x: 0, y: 0}), point({x: 2, y: 2})) AS inside
RETURN vector.similarity.cosine([1.0, 2.0], [2.0, 1.0]) AS s
RETURN 1 IS TYPED INTEGER, 'a' IS :: STRING NOT NULL, [1] IS TYPED LIST<INTEGER | STRING>, 1 :: FLOAT AS x
RETURN 1 IS NOT TYPED BOOLEAN AS a, time() IS :: TIME WITH TIMEZONE AS b, null IS NOT :: ANY NODE AS c
RETURN 'a' IS NORMALIZED, 'b' IS NOT NFC NORMALIZED, normalize('c', NFKD) AS n
RETURN $param, $`odd name`, $0, $param.x, $param['y'], $create
MATCH (n:$($label)) RETURN n
MATCH (n:$all(['A', 'B']))-[r:$any($types)]->() RETURN n, r
MATCH (n:Person) USING INDEX n:Person(name) WHERE n.name = 'A' RETURN n
MATCH (n:Person) USING RANGE INDEX SEEK n:Person(name) WHERE n.name = 'A' RETURN n
MATCH (n:Person) USING SCAN n:Person WHERE n.name = 'A' RETURN n
MATCH (a:Person)-->(b)<--(c:Person) USING JOIN ON b RETURN a, b, c
MATCH (n) RETURN n;
MATCH (n:区域) WHERE n.名称 = '山东省' RETURN n.名称 AS 名称
MATCH (省份:区域)-[:属于]->(国:`国家 (全部)`) RETURN 省份.名称, 国
RETURN '工业互联网——“梯度”发展，CREATE；' AS 文本
MATCH (é:Ünïcode) RETURN é.ñ AS Ω, 'ß' AS ß
MATCH (n) WHERE n.`odd ``name`` here` = 1 RETURN `n`.x AS `the x`
RETURN '\u4e2d\u56fd' AS 国
RETURN "\uD83D\uDE00" AS smile, '😀' AS same
MATCH (n)　WHERE n.x = 1 RETURN n
MATCH (a)–[r]—>(b) RETURN a, r, b
MATCH (a)⟨–[r]–(b) RETURN a
MATCH (count) WITH count AS index, 1 AS type, 2 AS key, 3 AS value RETURN index, type, key, value
MATCH (n) WITH n AS node, n.x AS order RETURN node, order ORDER BY order
MATCH (n) RETURN count(DISTINCT n.x), count(n), percentileCont(n.age, 0.5), collect(DISTINCT n.name)[..3]
MATCH (a), (b) WHERE a.x = b.x AND a <> b RETURN a, b LIMIT toInteger($limit)
MATCH (n) WHERE (n)-->() RETURN size([(n)-->() | 1]) AS c
MATCH (n) WHERE isEmpty(n.list) OR exists((n)-->(:A)) RETURN n
MATCH (n) WHERE n.x IN [1, 2] AND n.date >= date('2020-01-01') AND n.`a`.b IS NULL RETURN n
MATCH (n) WITH n SKIP 1 LIMIT 2 RETURN n
MATCH (n) RETURN n.x AS x ORDER BY CASE WHEN x > 1 THEN 0 ELSE 1 END, x DESC
UNWIND [{a: 1}, {a: 2}] AS row WITH row.a AS a ORDER BY a DESC RETURN collect(a)
MATCH (n) WHERE any(label IN labels(n) WHERE label IN ['A', 'B']) RETURN n
MATCH (t:Tier)<-[:IN_TIER]-(r:Region)<-[:JURISDICTION]-(p:Policy) RETURN t.key, collect(DISTINCT p.key) AS policies
"""

_IN_LINES = [
    "MATCH (n) // all of them\nRETURN n // CREATE (m)",
    "/* MERGE (x) */ MATCH (n) /* a\n comment */ RETURN n /* at the end */",
    "MATCH (n)\r\n  WHERE n.x = 1\r\n\tRETURN n\r\n",
    "MATCH (n)-->(m)\nWITH n,\n     count(m) AS c\nRETURN n,\n       c\nORDER BY c;\n",
]

READING = [*_TEXTS.strip().splitlines(), *_IN_LINES]

# What Neo4j 5.26 does not take yet.
NEWER = ["MATCH REPEATABLE ELEMENTS (a)-->(b) RETURN a", "MATCH DIFFERENT RELATIONSHIPS (a)-->(b) RETURN a"]
