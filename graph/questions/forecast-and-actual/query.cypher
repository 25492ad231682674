// What was forecast, and what came of it? One line for each figure of a thing and an indicator of which one is expected,
// and for each that is taken for the expected one but counts something else (conflicts of definition).
MATCH (subject)<-[:ABOUT]-(expected:Observation:Tidu)-[:INDICATOR]->(indicator)
WHERE expected.status IN ['forecast', 'target', 'planned'] AND ($subject IS NULL OR subject.id IN $subject)
  AND ($indicator IS NULL OR indicator.id IN $indicator)
CALL (subject, expected, indicator) {
  MATCH (subject)<-[:ABOUT]-(claim:Observation:Tidu)-[:INDICATOR]->(indicator)
  RETURN claim
  UNION
  MATCH (expected)<-[:MEMBER]-(:Conflict:Tidu {reason: 'definition'})-[:MEMBER]->(claim)
  RETURN claim
}
MATCH (claim)-[:INDICATOR]->(counted), (claim)-[:UNIT]->(unit), (claim)-[:DOCUMENT]->(source)
WHERE $known_at IS NULL OR source.knownFrom <= $known_at[0]
OPTIONAL MATCH (claim)-[:BREAKDOWN]->(breakdown)
OPTIONAL MATCH (claim)-[:POPULATION]->(population)
OPTIONAL MATCH (claim)-[:BASE]->(base)
OPTIONAL MATCH (claim)-[:PRODUCER]->(producer)
RETURN DISTINCT subject, indicator, claim AS member, counted, breakdown, population, claim.measure AS measure,
       coalesce(base, claim.base) AS base, claim.comparator AS comparator, claim.value AS value, unit.symbol AS unit,
       claim.period AS stated_period, claim.time AS time, claim.phase AS phase, claim.status AS stated_status, producer,
       source AS stated_by, claim
