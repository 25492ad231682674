// The classes that the graph has nodes of, with what they mean
MATCH (node:Tidu)
WITH node.class AS label, count(*) AS nodes
MATCH (class:OntologyClass {term: label})
RETURN label AS 标签, class.name AS 类, nodes AS 节点数, class.definition AS 定义
ORDER BY 节点数 DESC
