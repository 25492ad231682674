// What is a thing related to? What is stated of a fully named group holds for its members (stated_of).
CALL () {
  UNWIND coalesce($thing, []) AS id MATCH (thing:Tidu {id: id}) RETURN thing
  UNION ALL
  UNWIND CASE WHEN $thing IS NULL THEN [true] ELSE [] END AS every MATCH (thing:Entity:Tidu) RETURN thing
}
CALL (thing) {
  MATCH (thing)<-[:APPLIES_TO]-(claim:Statement:Tidu)-[:ABOUT]->(subject)
  OPTIONAL MATCH (claim)-[:OBJECT]->(object)
  MATCH (property:Tidu {id: 'ontology#' + claim.property})
  RETURN claim, 'out' AS direction, property, coalesce(object, claim.value) AS other,
         CASE WHEN subject <> thing THEN subject END AS stated_of, null AS unit, null AS base
  UNION
  MATCH (thing)<-[:APPLIES_TO_OBJECT]-(claim:Statement:Tidu)-[:APPLIES_TO]->(other), (claim)-[:OBJECT]->(object)
  MATCH (property:Tidu {id: 'ontology#' + claim.property})
  RETURN claim, 'in' AS direction, property, other,
         CASE WHEN object <> thing THEN object END AS stated_of, null AS unit, null AS base
  UNION
  MATCH (thing)<-[:ABOUT]-(claim:Observation:Tidu)-[:INDICATOR]->(property), (claim)-[:UNIT]->(measured)
  OPTIONAL MATCH (claim)-[:BASE]->(compared)
  RETURN claim, 'observation' AS direction, property, claim.value AS other, null AS stated_of, measured.symbol AS unit,
         coalesce(compared, claim.base) AS base
}
MATCH (claim)-[:DOCUMENT]->(source)
WHERE ($property IS NULL OR claim.property IN $property) AND ($direction IS NULL OR direction IN $direction)
  AND ($source IS NULL OR source.id IN $source) AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
OPTIONAL MATCH (claim)-[:BREAKDOWN]->(breakdown)
OPTIONAL MATCH (claim)-[:POPULATION]->(population)
RETURN DISTINCT direction, property, other, unit, claim.comparator AS comparator, claim.measure AS measure, base,
       breakdown, population, claim.period AS period, claim.status AS status,
       coalesce(claim.negated, false) AS negated, stated_of, claim
