// The types of relationships, with what they mean
MATCH (property:OntologyProperty)
WHERE EXISTS { (property)-[:RANGE]->() }
RETURN property.relationship AS type, property.nameEn AS property, property.definitionEn AS definition
ORDER BY type
