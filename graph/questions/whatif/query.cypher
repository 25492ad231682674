// What do documents state? Every claim, with all that tells its fact from others; the fold takes documents away.
// decimals: number lower upper
CALL () {
  MATCH (subject)<-[:APPLIES_TO]-(claim:Statement:Tidu)-[:ABOUT]->(stated)
  MATCH (property:Tidu {id: 'ontology#' + claim.property})
  OPTIONAL MATCH (claim)-[:OBJECT]->(stated_object), (claim)-[:APPLIES_TO_OBJECT]->(object)
  RETURN claim, subject, stated, property, coalesce(object, claim.value) AS object, stated_object,
         CASE WHEN object IS NULL THEN 'attribute' ELSE 'relation' END AS kind
  UNION ALL
  MATCH (subject)<-[:ABOUT]-(claim:Observation:Tidu)-[:INDICATOR]->(property)
  RETURN claim, subject, subject AS stated, property, claim.value AS object, null AS stated_object,
         'observation' AS kind
}
MATCH (claim)-[:DOCUMENT]->(source)
OPTIONAL MATCH (claim)-[:UNIT]->(unit)
OPTIONAL MATCH (claim)-[:BASE]->(base)
OPTIONAL MATCH (claim)-[:BREAKDOWN]->(concept)
OPTIONAL MATCH (claim)-[:POPULATION]->(population)
OPTIONAL MATCH (claim)-[:PRODUCER]->(producer)
OPTIONAL MATCH (claim)-[:VIA]->(via)
RETURN DISTINCT kind, subject, property, object, unit.symbol AS unit, claim.comparator AS comparator,
       claim.measure AS measure, coalesce(base, claim.base) AS base, population, claim.period AS period,
       claim.time AS time, claim.phase AS phase, claim.status AS status, coalesce(claim.negated, false) AS negated,
       stated AS stated_subject, stated_object, claim.numberExact AS number, claim.lowerExact AS lower,
       claim.upperExact AS upper, concept, producer, via, source, claim
