// What is a thing related to? What is stated of a fully named group holds for its members (stated_of).
CALL () {
  UNWIND coalesce($thing, []) AS id MATCH (thing:Tidu {id: id}) RETURN thing
  UNION ALL
  UNWIND CASE WHEN $thing IS NULL THEN [true] ELSE [] END AS every MATCH (thing:Entity:Tidu) RETURN thing
}
CALL (thing) {
  MATCH (thing)<-[:APPLIES_TO]-(claim:Statement:Tidu)-[:ABOUT]->(said)
  RETURN claim, 'out' AS direction, null AS indicator, null AS far, said, null AS unit, null AS base
  UNION
  MATCH (thing)<-[:APPLIES_TO_OBJECT]-(claim:Statement:Tidu)-[:APPLIES_TO]->(far)
  RETURN claim, 'in' AS direction, null AS indicator, far, null AS said, null AS unit, null AS base
  UNION
  MATCH (thing)<-[:ABOUT]-(claim:Observation:Tidu)-[:INDICATOR]->(indicator), (claim)-[:UNIT]->(measured)
  OPTIONAL MATCH (claim)-[:BASE]->(compared)
  RETURN claim, 'observation' AS direction, indicator, null AS far, thing AS said, measured.symbol AS unit,
         coalesce(compared, claim.base) AS base
}
MATCH (claim)-[:DOCUMENT]->(source)
WHERE ($property IS NULL OR claim.property IN $property) AND ($direction IS NULL OR direction IN $direction)
  AND ($source IS NULL OR source.id IN $source) AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
OPTIONAL MATCH (term:Tidu {id: 'ontology#' + claim.property})
OPTIONAL MATCH (claim)-[:OBJECT]->(object)
OPTIONAL MATCH (claim)-[:BREAKDOWN]->(part)
OPTIONAL MATCH (claim)-[:POPULATION]->(population)
OPTIONAL MATCH (claim)-[:PRODUCER]->(producer)
OPTIONAL MATCH (claim)-[:VIA]->(via)
WITH *, coalesce(said, object) AS near
RETURN DISTINCT direction, coalesce(indicator, term) AS property, coalesce(far, object, claim.value) AS other, unit,
       claim.comparator AS comparator, claim.measure AS measure, base, part, population, claim.period AS period,
       claim.time AS time, claim.phase AS phase, claim.status AS status, coalesce(claim.negated, false) AS negated,
       CASE WHEN near <> thing THEN near END AS stated_of, producer, via, source, claim
