// The classes that the graph has nodes of, with what they mean
MATCH (node:Tidu)
WITH node.class AS label, count(*) AS nodes
MATCH (class:OntologyClass {term: label})
RETURN label, class.name AS 类, class.nameEn AS class, nodes, class.definition AS 定义
ORDER BY nodes DESC
