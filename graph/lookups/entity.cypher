// Reference data of a thing: the properties that entity tables give.
MATCH (property:OntologyProperty:Tidu {reference: true})
WITH collect(property) AS properties
CALL () {
  UNWIND coalesce($thing, []) AS id MATCH (thing:Tidu {id: id}) RETURN thing
  UNION ALL
  UNWIND CASE WHEN $thing IS NULL THEN [true] ELSE [] END AS every MATCH (thing:Tidu)
  WHERE NOT thing:OntologyClass AND NOT thing:OntologyProperty
  RETURN thing
}
CALL (thing, properties) {
  UNWIND properties AS property
  UNWIND property.keys AS key
  WITH property, coalesce(thing[key + 'Exact'], thing[key], []) AS found, key
  UNWIND found AS value
  RETURN property, CASE WHEN thing[key + 'Exact'] IS NULL THEN value ELSE {decimal: value} END AS value
  UNION
  MATCH (thing)-[given]->(value:Tidu)
  UNWIND [property IN properties WHERE property.relationship = type(given)] AS property
  RETURN property, value
}
RETURN DISTINCT thing, property, value
