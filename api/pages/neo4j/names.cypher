// Names, aliases and abbreviations in both languages
CALL db.index.fulltext.queryNodes('tidu_names', '标识解析') YIELD node, score
RETURN node.name AS name, node.nameEn AS english, node.class AS class, node.id AS id, score
LIMIT 20
