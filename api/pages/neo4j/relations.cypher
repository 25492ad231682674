// The types of relationships, with what they mean
MATCH (property:OntologyProperty)
WHERE EXISTS { (property)-[:RANGE]->() }
RETURN property.relationship AS 类型, property.name AS 属性, property.definition AS 定义
ORDER BY 类型
