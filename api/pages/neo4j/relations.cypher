// The types of relationships, with what they mean
MATCH (property:OntologyProperty)
WHERE EXISTS { (property)-[:RANGE]->() }
RETURN property.relationship AS type, property.name AS 属性, property.nameEn AS property, property.definition AS 定义
ORDER BY type
