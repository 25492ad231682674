// The classes that the graph has nodes of, with what they mean
MATCH (node:Tidu)
WITH node.class AS label, count(*) AS nodes
MATCH (class:OntologyClass {term: label})
RETURN label, class.nameEn AS class, nodes, class.definitionEn AS definition
ORDER BY nodes DESC
